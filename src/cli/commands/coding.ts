import type { Command } from 'commander'
import { AppError } from '../../contract/errors.ts'
import type { CodingState } from '../../contract/model/coding.ts'
import type { AddVerb, Cli, JournalClient } from '../cli.ts'
import { createProgress } from '../output/progress.ts'
import { table } from '../output/table.ts'
import { accuracyPage, codingPage, indicatorsPage, sayState } from '../show/coding-page.ts'
import { takesFields } from './fields.ts'
import { findDream, findDreams, namesOf, nightOf } from './finding.ts'
import { addPageFlags, pages, type PageFlags } from './paging.ts'

const EXAMPLES = `
Counts what is in dreams, in the manner of Hall and Van de Castle. What the rules suggest counts only when you said yes
to it, code by code.

Examples:
  $ dreamcanvas coding suggest last
  $ dreamcanvas coding suggest --all
  $ dreamcanvas coding show last
  $ dreamcanvas coding confirm last              one by one
  $ dreamcanvas coding blind last                you code first, then see what is suggested
  $ dreamcanvas coding accuracy
  $ dreamcanvas coding indicators --since 2026
`

const CODING = ['dream', 'revision', 'changedAt', 'state', 'fits', 'suggested', 'blind', 'added', 'codes']

export const addCoding: AddVerb = (command, cli) => {
  command.addHelpText('after', EXAMPLES)
  addSuggest(command, cli)
  addShow(command, cli)
  addConfirm(command, cli)
  addBlind(command, cli)
  addList(command, cli)
  addAccuracy(command, cli)
  addIndicators(command, cli)
}

type SuggestFlags = { readonly all?: boolean; readonly open?: boolean }

function addSuggest(command: Command, cli: Cli): void {
  takesFields(
    command
      .command('suggest')
      .summary('have codes suggested by rules; one dream in ten is kept for you to code first')
      .argument('[id...]', 'an id, the tail of one, last, or a night')
      .option('--all', 'every dream')
      .option('--open', 'show them also where you were to code first: that can’t be done any more then'),
    cli,
    ['dreams', 'suggested', 'hidden', 'blind', 'confirmed', 'notEnglish', ...CODING],
  ).action((references: string[], { all = false, open = false }: SuggestFlags) => {
    if (all === references.length > 0)
      throw new AppError('invalid_input', 'Name a dream, or say --all', {
        hint: 'Like: dreamcanvas coding suggest last',
      })
    return cli.withJournal(async (journal) => {
      const ids = all ? undefined : (await findDreams(cli, journal, references)).map(({ id }) => id)
      const counts = await suggest(cli, journal, { ids, open })
      if (ids?.length === 1) return show(cli, journal, ids[0] ?? '')
      return cli.print.value(counts, sayCounts)
    })
  })
}

type Counts = Awaited<ReturnType<typeof suggest>>

async function suggest(
  cli: Cli,
  journal: JournalClient,
  { ids, open }: { ids: string[] | undefined; open: boolean },
) {
  const asked = { open, ...(ids && { ids }) }
  const pieces = await journal.coding.suggest(asked, { signal: cli.io.signal })
  const { quiet, color } = cli.globals
  const counts = { dreams: 0, suggested: 0, hidden: 0, blind: 0, confirmed: 0, notEnglish: 0 }
  let bar: ReturnType<typeof createProgress> | undefined
  try {
    for await (const { done, of, state, fits } of pieces) {
      bar ??= createProgress(cli.io, { label: 'Coding', unit: 'dreams', total: of, quiet, color })
      bar.update(done)
      counts.dreams++
      if (!fits) counts.notEnglish++
      else if (state === 'suggested' || state === 'hidden' || state === 'blind' || state === 'confirmed')
        counts[state]++
    }
  } finally {
    bar?.end()
  }
  return counts
}

function sayCounts({ suggested, hidden, blind, confirmed, notEnglish }: Counts): string {
  const said = [
    [suggested, 'to confirm'],
    [confirmed, 'confirmed already'],
    [hidden, 'for you to code first'],
    [blind, 'coded by you'],
    [notEnglish, 'not in English, so nothing is suggested'],
  ] as const
  const parts = said.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`)
  return parts.join(' · ') || 'There are no dreams'
}

function addShow(command: Command, cli: Cli): void {
  takesFields(
    command
      .command('show')
      .summary('the codes of a dream, each with its words')
      .argument('<id>', 'an id, the tail of one, last, or a night'),
    cli,
    CODING,
  ).action((reference: string) =>
    cli.withJournal(async (journal) => show(cli, journal, (await findDream(cli, journal, reference)).id)),
  )
}

async function show(cli: Cli, journal: JournalClient, id: string): Promise<void> {
  const coding = await journal.coding.get({ id })
  const name = (await namesOf(journal, [{ id }])).get(id) ?? id
  await cli.print.value(coding, (value, paper) => codingPage(paper, value, name))
  if (cli.print.asJson) return
  if (coding.state === 'hidden')
    await cli.print.note(
      'One dream in ten is yours to code before anything is suggested: that is how the program learns how far it can ' +
        `be trusted. Code it with \`dreamcanvas coding blind ${name}\`, or see what is suggested with \`coding suggest --open\`.`,
    )
  if (coding.state === 'none' && coding.fits)
    await cli.print.note(`Begin with \`dreamcanvas coding suggest ${name}\`.`)
}

function addConfirm(command: Command, cli: Cli): void {
  takesFields(
    command
      .command('confirm')
      .summary('keep, drop or change what is suggested, one by one')
      .argument('<id>', 'an id, the tail of one, last, or a night')
      .option('--decisions <file>', 'a JSON of decisions, each naming its code; - for what is piped in'),
    cli,
    CODING,
  ).action((reference: string, { decisions }: { decisions?: string }) =>
    cli.withJournal(async (journal) => {
      const { confirmCoding } = await import('./coding-confirm.ts')
      const dream = await findDream(cli, journal, reference)
      await confirmCoding(cli, journal, dream, decisions)
      await show(cli, journal, dream.id)
    }),
  )
}

function addBlind(command: Command, cli: Cli): void {
  takesFields(
    command
      .command('blind')
      .summary('code a dream yourself, before you see what is suggested')
      .argument('<id>', 'an id, the tail of one, last, or a night')
      .option('--codes <file>', 'your codes as JSON; - for what is piped in'),
    cli,
    CODING,
  ).action((reference: string, { codes }: { codes?: string }) =>
    cli.withJournal(async (journal) => {
      const { codeBlind } = await import('./coding-blind.ts')
      const dream = await findDream(cli, journal, reference)
      await codeBlind(cli, journal, dream, codes)
      await show(cli, journal, dream.id)
    }),
  )
}

function addList(command: Command, cli: Cli): void {
  addPageFlags(
    takesFields(
      command
        .command('list')
        .summary('the codings there are: what waits to be confirmed, or to be coded by you')
        .option('--state <state>', 'hidden, suggested, confirmed, blind or outdated'),
      cli,
      CODING,
    ),
  ).action(({ state, ...flags }: PageFlags & { readonly state?: string }) =>
    cli.withJournal(async (journal) => {
      const asked = state === undefined ? {} : { state: state as CodingState } // the contract checks it
      const names = new Map<string, string>()
      const found = pages(cli, flags, async (page) => {
        const { items, next } = await journal.coding.list({ ...asked, ...page })
        for (const [id, name] of await namesOf(
          journal,
          items.map(({ dream }) => ({ id: dream })),
        ))
          names.set(id, name)
        return { items, next }
      })
      await cli.print.list(
        found,
        (items, paper) =>
          table(
            paper,
            [{ paint: paper.style.cyan }, { shrinks: 'last' }],
            items.map((coding) => [names.get(coding.dream) ?? coding.dream, sayState(coding)]),
          ),
        { brief: ({ dream }) => dream },
      )
    }),
  )
}

function addAccuracy(command: Command, cli: Cli): void {
  takesFields(
    command.command('accuracy').summary('how far suggestions agree with you, from dreams you coded blind'),
    cli,
    ['blind', 'leastBlind', 'coder', 'agreement', 'leastDecided', 'kept'],
  ).action(() =>
    cli.withJournal(async ({ coding }) => {
      await cli.print.value(await coding.accuracy({}), (value, paper) => accuracyPage(paper, value))
    }),
  )
}

function addIndicators(command: Command, cli: Cli): void {
  takesFields(
    command
      .command('indicators')
      .summary('what your dreams hold, from confirmed codes; with --since beside your own past')
      .option('--since <night>', 'from this night on, and compared with all before it')
      .option('--until <night>', 'up to this night'),
    cli,
    ['dreams', 'others', 'leastDreams', 'pastDreams', 'items'],
  ).action(({ since, until }: { since?: string; until?: string }) =>
    cli.withJournal(async (journal) => {
      const [from, to] = [await nightOf(journal, since), await nightOf(journal, until)]
      const asked = { ...(from !== undefined && { since: from }), ...(to !== undefined && { until: to }) }
      const found = await journal.coding.indicators(asked)
      await cli.print.value(found, (value, paper) => indicatorsPage(paper, value))
      if (found.others > 0 && !cli.print.asJson)
        await cli.print.note(
          `${found.others} more ${found.others === 1 ? 'waits' : 'wait'} to be confirmed and ${found.others === 1 ? 'is' : 'are'} not counted: see \`dreamcanvas coding list\`.`,
        )
    }),
  )
}
