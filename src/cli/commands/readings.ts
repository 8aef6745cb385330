import type { Command } from 'commander'
import { AppError } from '../../contract/errors.ts'
import type { Reading } from '../../contract/model/kept-reading.ts'
import type { AddVerb, Cli, JournalClient } from '../cli.ts'
import { createProgress } from '../output/progress.ts'
import type { Paper } from '../output/paper.ts'
import { headline } from '../show/dream-lines.ts'
import { createClaimLines, isBuiltIn, readingPage, readingTable } from '../show/reading-page.ts'
import { readingMarkdown } from '../show/reading-markdown.ts'
import { agreed } from './agreeing.ts'
import { takesFields } from './fields.ts'
import { findDream } from './finding.ts'
import { addPageFlags, pages, type PageFlags } from './paging.ts'
import { nameOfReading, namesOfReadings, readingFields } from './reading-finding.ts'

const EXAMPLES = `
A reading is called by its id, the tail of one, or last.

Examples:
  $ dreamcanvas readings                          all of them, the latest first
  $ dreamcanvas readings show last
  $ dreamcanvas readings show last --to markdown > reading.md
  $ dreamcanvas readings answer last --not-mine
  $ dreamcanvas readings replay last              ends with 1 when it comes out otherwise
  $ dreamcanvas readings compare last last~1
`

export const addReadings: AddVerb = (command, cli) => {
  takesFields(command, cli, readingFields).addHelpText('after', EXAMPLES)
  addList(command, cli)
  addShow(command, cli)
  addAnswer(command, cli)
  addCompare(command, cli)
  addReplay(command, cli)
  addRm(command, cli)
}

function addList(command: Command, cli: Cli): void {
  addPageFlags(command.command('list', { isDefault: true }))
    .summary('readings, the latest first')
    .argument('[dream]', 'of this dream only')
    .action((reference: string | undefined, flags: PageFlags) =>
      cli.withJournal(async (journal) => {
        const dream = reference === undefined ? undefined : (await findDream(cli, journal, reference)).id
        let names = new Map<string, string>()
        let dreams = new Map<string, string>()
        let any = false
        const found = pages(cli, flags, async (page) => {
          const answer = await journal.readings.list({ ...page, ...(dream !== undefined && { dream }) })
          if (!cli.print.asJson) {
            names = await namesOfReadings(journal, answer.items)
            dreams = await headlinesOf(journal, answer.items)
          }
          any ||= answer.items.length > 0
          return answer
        })
        await cli.print.list(found, (items, paper) => readingTable(paper, items, { names, dreams }), {
          brief: ({ id }) => id,
        })
        if (!any && cli.print.paper.tty && !cli.print.asJson) await cli.print.note('No readings yet.')
      }),
    )
}

function addShow(command: Command, cli: Cli): void {
  command
    .command('show')
    .summary('one reading, with what it rests on')
    .argument('<reading>')
    .option('--raw', 'what the model really wrote, as it came: nothing in it was checked')
    .option('--to <format>', 'markdown: to take along, with how it was made')
    .action((reference: string, { raw = false, to }: { raw?: boolean; to?: string }) =>
      cli.withJournal(async (journal) => {
        if (to !== undefined && to !== 'markdown')
          throw new AppError('invalid_input', `A reading cannot be written as ${to}`, {
            hint: 'There is markdown.',
          })
        const { id } = await journal.readings.find({ reference })
        const found = await journal.readings.get({ id, raw })
        const dream = await journal.dreams.get({ id: found.reading.dream })
        if (raw) {
          await cli.print.note(
            (found.raw ?? '').trim() === ''
              ? 'The model wrote nothing.'
              : 'What the model wrote, unchecked. None of it is yours, and none of it is known to be so.',
          )
          await cli.print.value(cli.print.asJson ? found : (found.raw ?? ''), (value, paper) =>
            paper.text(typeof value === 'string' ? value : (value.raw ?? '')),
          )
          return
        }
        if (to === 'markdown') {
          await cli.print.value(found.reading, (value, paper) => paper.text(readingMarkdown(value, dream)))
          return
        }
        const name = await nameOfReading(journal, found.reading)
        await cli.print.value(
          found.reading,
          (value, paper) => readingPage(paper, value, { name, dream: headline(dream) }),
          { brief: (value) => value.id },
        )
      }),
    )
}

function addAnswer(command: Command, cli: Cli): void {
  command
    .command('answer')
    .summary('say whether it is yours, and why')
    .argument('<reading>')
    .argument('[words...]', 'your own words about it')
    .option('--mine', 'you find yourself in it')
    .option('--not-mine', 'you do not')
    .action((reference: string, words: string[], { mine, notMine }: { mine?: boolean; notMine?: boolean }) =>
      cli.withJournal(async (journal) => {
        if ((mine === true) === (notMine === true))
          throw new AppError('invalid_input', 'Say either --mine or --not-mine')
        const { id } = await journal.readings.find({ reference })
        const reading = await journal.readings.answer({
          id,
          verdict: mine === true ? 'mine' : 'not-mine',
          words: words.length > 0 ? words.join(' ') : null,
        })
        const name = await nameOfReading(journal, reading)
        await cli.print.value(
          reading,
          ({ answer }) => `Kept: ${name} is ${answer?.verdict.replace('-', ' ')}`,
          {
            brief: (value) => value.id,
          },
        )
      }),
    )
}

function addCompare(command: Command, cli: Cli): void {
  command
    .command('compare')
    .summary('two readings, one below the other, part by part')
    .argument('<one>')
    .argument('<other>')
    .action((one: string, other: string) =>
      cli.withJournal(async (journal) => {
        const items = [
          await journal.readings.find({ reference: one }),
          await journal.readings.find({ reference: other }),
        ]
        const names = await namesOfReadings(journal, items)
        await cli.print.value(
          { items, sameDream: items[0]?.dream === items[1]?.dream, shared: sharedQuotes(items) },
          (value, paper) => comparePage(paper, value, names),
        )
      }),
    )
}

/** Words of the dream that both rest on. */
function sharedQuotes([one, other]: readonly Reading[]): string[] {
  const quotes = (reading: Reading | undefined) =>
    (reading?.claims ?? []).flatMap((claim) =>
      claim.part === 'readings' ? claim.evidence.map(({ quote }) => quote) : [],
    )
  const others = new Set(quotes(other))
  return [...new Set(quotes(one))].filter((quote) => others.has(quote))
}

type Compared = {
  readonly items: readonly Reading[]
  readonly sameDream: boolean
  readonly shared: readonly string[]
}

function comparePage(
  paper: Paper,
  { items, sameDream, shared }: Compared,
  names: ReadonlyMap<string, string>,
): string {
  const { bold, yellow, dim } = paper.style
  const parts = items.map((reading) => {
    const line = createClaimLines(paper, { builtIn: isBuiltIn(reading) })
    const { lens, model } = reading.provenance
    const head = `${names.get(reading.id)} · ${lens.id} · ${paper.text(model?.name ?? 'no model')}`
    return [bold(head), ...reading.claims.map((claim) => line(claim))].join('\n')
  })
  return [
    ...(sameDream ? [] : [yellow('These are readings of two different dreams.')]),
    parts.join('\n\n'),
    '',
    dim(
      shared.length === 0
        ? 'They rest on different words of it.'
        : `Both rest on: ${shared.map((quote) => `“${paper.text(quote)}”`).join(', ')}`,
    ),
  ].join('\n')
}

function addReplay(command: Command, cli: Cli): void {
  command
    .command('replay')
    .summary('make it again as it was made, and say whether it comes out the same')
    .argument('<reading>')
    .action((reference: string) =>
      cli.withJournal(async (journal) => {
        const reading = await journal.readings.find({ reference })
        const { id } = reading
        const bar = createProgress(cli.io, {
          label: 'replay',
          unit: 'letters',
          quiet: cli.print.quiet,
          color: cli.globals.color,
        })
        try {
          for await (const piece of await journal.readings.replay({ id }, { signal: cli.io.signal })) {
            if (piece.is === 'count') bar.update((piece.characters ?? 0) + (piece.thought ?? 0))
            else {
              bar.end()
              const { identical = false, changed = [], differences = [] } = piece
              if (!identical) cli.needsCare()
              await cli.print.value({ identical, changed, differences }, (value, paper) =>
                sayReplayed(value, paper, { builtIn: isBuiltIn(reading) }),
              )
            }
          }
        } finally {
          bar.end()
        }
      }),
    )
}

type Replayed = {
  readonly identical: boolean
  readonly changed: readonly string[]
  readonly differences: readonly {
    readonly only: 'kept' | 'again'
    readonly claim: Reading['claims'][number]
  }[]
}

function sayReplayed(
  { identical, changed, differences }: Replayed,
  paper: Paper,
  writer: { builtIn: boolean },
): string {
  const { bold } = paper.style
  const because =
    changed.length > 0
      ? `What it was made of has changed: ${changed.join(', ')}.`
      : 'Nothing it was made of has changed.'
  if (identical) return `Identical. ${because}`
  const list = (only: 'kept' | 'again', title: string) => {
    const line = createClaimLines(paper, writer)
    const claims = differences.filter((one) => one.only === only).map(({ claim }) => line(claim))
    return claims.length === 0 ? [] : ['', bold(title), ...claims]
  }
  return [
    `Changed. ${because}`,
    ...(differences.length === 0
      ? ['Every claim is the same; what the model wrote beside them is not.']
      : []),
    ...list('kept', 'Only in the one you keep'),
    ...list('again', 'Only in the one made now'),
  ].join('\n')
}

function addRm(command: Command, cli: Cli): void {
  command
    .command('rm')
    .summary('take a reading out')
    .argument('<reading>')
    .option('--forever', 'for good: undo does not bring it back')
    .option('--dry-run', 'only show what would be removed')
    .action((reference: string, { forever = false, dryRun }: { forever?: boolean; dryRun?: boolean }) =>
      cli.withJournal(async (journal) => {
        const reading = await journal.readings.find({ reference })
        const name = await nameOfReading(journal, reading)
        const dreams = await headlinesOf(journal, [reading])
        const what = [`${name}: ${dreams.get(reading.dream) ?? ''}, through ${reading.provenance.lens.id}`]
        const would = { removed: reading.id }
        if (
          (forever || dryRun === true) &&
          !(await agreed(cli, { question: 'Take this reading out for good?', what, dryRun, would }))
        )
          return
        const done = await journal.readings.remove({ id: reading.id, forever })
        await cli.print.value(done, () => `Removed ${name}${forever ? ' for good' : ''}`, {
          brief: ({ removed }) => removed,
        })
      }),
    )
}

async function headlinesOf(
  journal: JournalClient,
  readings: readonly Reading[],
): Promise<Map<string, string>> {
  const ids = [...new Set(readings.map(({ dream }) => dream))]
  const dreams = await Promise.all(ids.map((id) => journal.dreams.get({ id })))
  return new Map(dreams.map((dream) => [dream.id, headline(dream)]))
}
