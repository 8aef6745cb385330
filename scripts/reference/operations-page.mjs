import { memberLines, schemaLines } from './schema-lines.mjs'

/** Shapes that come up again and again: where the contract shows each, and what the page calls it. */
const SHAPES = {
  Dream: (of) => of('dreams.get').output,
  DreamChanges: (of) => of('dreams.edit').input.properties.changes,
  DreamFilter: (of) => of('dreams.list').input.properties.filter,
  Version: (of) => of('dreams.history').output.properties.items.items,
  Night: (of) => of('nights.noRecall').output,
  Sleep: (of) => of('sleep.add').output,
  Change: (of) => of('changes.list').output.properties.items.items,
  Settings: (of) => of('settings.list').output,
}

const GROUPS = {
  vault: 'The journal as a file. These answer in every state a journal can be in.',
  dreams: 'Write, find by id or night, change, put in the trash.',
  nights: 'Which night a moment belongs to, and what was said of it.',
  sleep: 'Sleep as it was: where it is known, it decides which night a moment belongs to.',
  tags: 'Matched without case and accents, kept as written.',
  search: 'Dreams by their words, in any script.',
  lenses: 'The files a dream is read through. These answer without a journal, all but `prompt`.',
  changes: 'What happened, news of it, and taking it back.',
  transfer: 'Moving in and out.',
  settings: 'What belongs to the journal and travels with it.',
}

export function operationsPage(operations) {
  const of = (name) => {
    const found = operations.find(({ operation }) => operation === name)
    if (!found) throw new Error(`scripts/reference: there is no operation ${name} any more`)
    return found
  }
  const shapes = Object.entries(SHAPES).map(([name, find]) => ({ name, shape: bare(find(of)) }))
  const names = new Map(shapes.map(({ name, shape }) => [JSON.stringify(shape), name]))
  const always = operations
    .map(({ errors }) => errors)
    .reduce((all, errors) => all.filter((code) => errors.includes(code)))

  const groups = Map.groupBy(operations, ({ operation }) => operation.split('.')[0])
  const sections = [...groups].flatMap(([group, members]) => [
    `## ${group}`,
    ...(GROUPS[group] ? [GROUPS[group]] : []),
    ...members.flatMap((operation) => section(operation, names, always)),
  ])
  return [
    INTRO,
    `Every operation can fail with ${codes(always)}; what else an operation fails with is named beside it. See [exit codes](exit-codes.md).`,
    ...sections,
    '## Shapes',
    ...shapes.flatMap(({ name, shape }) => [`### ${name}`, block(memberLines(shape, names, ''))]),
  ].join('\n\n')
}

const INTRO = `# Operations

Everything DreamCanvas can do, for programs. \`dreamcanvas call <operation> '<json>'\` runs one and prints its answer as
JSON; \`dreamcanvas ops --json\` lists them with their JSON Schemas. A _query_ only reads, a _command_ changes the journal in one
step that \`undo\` can take back, and a _stream_ answers in pieces, one JSON object a line.

What is marked \`?\` may be left out; what follows \`=\` then holds. An \`instant\` is UTC with milliseconds, like
\`2026-11-20T04:30:00.000Z\`; an \`id\` is the whole id of a dream.`

function section({ operation, kind, summary, errors, input, output }, names, always) {
  const special = errors.filter((code) => !always.includes(code))
  const fails = special.length === 0 ? '' : ` Can also fail with ${codes(special)}.`
  const ins = schemaLines(input, names)
  const outs = schemaLines(output, names)
  return [
    `### ${operation}`,
    `${summary}. A _${kind}_.${fails}`,
    block([...headed('input', ins), ...headed(kind === 'stream' ? 'each piece' : 'output', outs)]),
  ]
}

function headed(title, lines) {
  const [only] = lines
  const isType = lines.length === 1 && only !== undefined && !/^\w+\??: /.test(only)
  return isType ? [`${title}: ${only}`] : [`${title}:`, ...lines.map((line) => `  ${line}`)]
}

function block(lines) {
  return ['```text', ...lines, '```'].join('\n')
}

function codes(list) {
  return list.map((code) => `\`${code}\``).join(', ')
}

/** Without what says nothing of the shape itself. */
function bare(described) {
  const { $schema: _, default: __, ...shape } = described
  return shape
}
