import type { Dream } from '../../contract/model/dream.ts'
import type { Reading } from '../../contract/model/kept-reading.ts'
import type { Claim, ClaimOf } from '../../contract/model/reading.ts'
import { sayWhere } from './dream-lines.ts'
import { isBuiltIn, sayChecks, sayWithheld } from './reading-page.ts'

/** A reading to take along: the dreamer’s words as quotations, and below it how it was made. */
export function readingMarkdown(reading: Reading, dream: Dream): string {
  const { claims, checks, offer, withheld, sources, answer } = reading
  const of = <Part extends Claim['part']>(part: Part) =>
    claims.filter((claim): claim is ClaimOf<Part> => claim.part === part)
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`## ${title}`, '', ...lines, '']
  return [
    `# ${escaped(dream.title ?? 'A dream')}`,
    '',
    `${sayWhere(dream)}. Read through the lens ${reading.provenance.lens.id}. What stands in quotation blocks and “ ” are the dreamer’s words; ${isBuiltIn(reading) ? 'no model wrote the rest' : 'all else a model wrote'}.`,
    '',
    ...(withheld === null ? [] : [sayWithheld(withheld), '']),
    ...offer.flatMap((text) => [escaped(text), '']),
    ...section(
      'The dream, told back',
      of('summary').map(({ text }) => escaped(text)),
    ),
    ...section(
      'What stands out',
      of('elements').map(({ name, quote }) => `- ${escaped(name)}: “${escaped(quote)}”`),
    ),
    ...section(
      'Ways of seeing it',
      of('readings').flatMap(({ text, evidence, confidence, source }, index) => [
        `${index + 1}. ${escaped(text)} (${confidence} confidence${source === null ? '' : `; source: ${source}`})`,
        ...evidence.flatMap(({ quote }) => ['', `   > ${escaped(quote)}`]),
        '',
      ]),
    ),
    ...section(
      'Questions',
      of('questions').map(({ text }) => `- ${escaped(text)}`),
    ),
    ...section(
      'Feelings in it',
      of('emotions').map(({ emotion, quote }) => `- ${escaped(emotion)}: “${escaped(quote)}”`),
    ),
    ...section(
      'Sources',
      sources.map(
        ({ id, work, author, place, says }) =>
          `- ${id}: ${[author, work, place].filter(Boolean).join(', ')}. ${says['en'] ?? ''}`,
      ),
    ),
    ...section(
      'The dreamer’s answer',
      answer === null
        ? []
        : [
            answer.verdict === 'mine' ? 'Mine.' : 'Not mine.',
            ...(answer.words === null ? [] : ['', escaped(answer.words)]),
          ],
    ),
    ...section('How it was made', [
      ...sayChecks(checks).map((line) => `- ${line}`),
      ...provenanceLines(reading),
    ]),
  ]
    .join('\n')
    .trimEnd()
}

function provenanceLines({ id, madeAt, state, provenance }: Reading): string[] {
  const { model, lens, options, ms } = provenance
  const rows: [string, string | number | null | undefined][] = [
    ['reading', id],
    ['made', madeAt],
    ['state', state],
    ['model', model?.name ?? 'none'],
    ['digest', model?.digest],
    ['quantisation', model?.quantisation],
    ['Ollama', model?.server],
    ['lens', `${lens.id}, version ${lens.version}, ${lens.hash}`],
    ['rules', provenance.rulesHash],
    ['lists', provenance.listsHash],
    ['prompt', provenance.promptHash],
    ['dream', provenance.dreamHash],
    ['given', provenance.given.map(({ what, characters }) => `${what} (${characters})`).join(', ')],
    ['seed', provenance.seed],
    ['temperature', options?.temperature],
    ['top-p', options?.topP],
    ['context', provenance.context],
    ['tokens read', provenance.promptTokens],
    ['tokens written', provenance.answerTokens],
    ['milliseconds', ms?.total],
  ]
  return rows.flatMap(([name, value]) =>
    value === null || value === undefined || value === '' ? [] : [`- ${name}: ${value}`],
  )
}

/** Words are words: nothing a dream or a model wrote becomes a heading, a link or a picture. */
function escaped(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_[\]<>#|]/g, (sign) => `\\${sign}`)
    .replace(/^(?=[-+=~]|\d+[.)])/, '\\')
}
