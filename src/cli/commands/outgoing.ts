import type { Consent, Departure } from '../../contract/model/outgoing.ts'
import type { AddVerb, JournalClient } from '../cli.ts'
import type { Paper } from '../output/paper.ts'
import { table } from '../output/table.ts'
import { sayBytes } from '../show/model-lines.ts'
import { takesFields } from './fields.ts'
import { addPageFlags, pages, type PageFlags } from './paging.ts'

const EXAMPLES = `
Nothing leaves this machine but what you allowed here, or by \`dreamcanvas models allow\`. This lists what left it, and what
Ollama was asked to fetch; of what was in it nothing is kept.

Examples:
  $ dreamcanvas outgoing
  $ dreamcanvas outgoing allow gpu.lan --for models      an Ollama on another computer of yours
  $ dreamcanvas outgoing revoke gpu.lan
`

export const addOutgoing: AddVerb = (command, cli) => {
  command.addHelpText('after', EXAMPLES)

  addPageFlags(
    takesFields(
      command
        .command('list', { isDefault: true })
        .summary('what left this machine, newest first, and what is allowed to'),
      cli,
      ['id', 'at', 'way', 'host', 'purpose', 'what', 'bytes'],
    ),
  ).action((flags: PageFlags) =>
    cli.withJournal(async ({ outgoing }) => {
      if (cli.print.paper.tty && !cli.print.asJson) await noteAllowed(outgoing)
      let any = false
      const found = pages(cli, flags, async (page) => {
        const { items, next } = await outgoing.list(page)
        any ||= items.length > 0
        return { items, next }
      })
      await cli.print.list(found, departureTable, { brief: ({ id }) => id })
      if (!any) await cli.print.note('Nothing has left this machine.')
    }),
  )

  takesFields(command.command('consents').summary('the hosts and remote models you allowed'), cli, [
    'id',
    'kind',
    'name',
    'purpose',
    'givenAt',
  ]).action(() =>
    cli.withJournal(async ({ outgoing }) => {
      const { items } = await outgoing.consents({})
      await cli.print.list({ items, next: null }, consentTable, { brief: ({ name }) => name })
    }),
  )

  command
    .command('allow')
    .summary('let requests for one purpose go to a host beyond this machine')
    .argument('<host>')
    .requiredOption('--for <purpose>', 'what for: models')
    .action((host: string, flags: { for: string }) =>
      cli.withJournal(async ({ outgoing }) => {
        const consent = await outgoing.allow({ host, purpose: flags.for as Consent['purpose'] }) // the contract checks it
        await cli.print.value(
          consent,
          ({ name, purpose }, paper) => `Allowed ${paper.text(name)} for ${purpose}`,
        )
      }),
    )

  command
    .command('revoke')
    .summary('take back what was allowed: a host, or a remote model')
    .argument('<name>')
    .option('--for <purpose>', 'only for this purpose')
    .action((name: string, flags: { for?: string }) =>
      cli.withJournal(async ({ outgoing }) => {
        const purpose = flags.for as Consent['purpose'] | undefined // the contract checks it
        const done = await outgoing.revoke({ name, ...(purpose !== undefined && { purpose }) })
        await cli.print.value(done, ({ revoked }, paper) =>
          revoked
            .map((consent) => `No longer allowed: ${paper.text(consent.name)} for ${consent.purpose}`)
            .join('\n'),
        )
      }),
    )

  async function noteAllowed(outgoing: JournalClient['outgoing']): Promise<void> {
    const { items } = await outgoing.consents({})
    const { dim } = cli.print.talk.style
    if (items.length === 0) return cli.print.note(dim('Nothing is allowed to leave this machine.'))
    await cli.print.note(dim('Allowed to leave this machine:'))
    await cli.print.note(consentTable(items, cli.print.talk))
  }
}

function consentTable(consents: readonly Consent[], paper: Paper): string {
  const { cyan, dim } = paper.style
  return table(
    paper,
    [{ paint: dim }, { paint: cyan, shrinks: 'last' }, {}, { paint: dim }],
    consents.map(({ kind, name, purpose, givenAt }) => [
      kind,
      paper.text(name),
      `for ${purpose}`,
      sayMinute(givenAt),
    ]),
  )
}

function departureTable(departures: readonly Departure[], paper: Paper): string {
  const { cyan, dim } = paper.style
  return table(
    paper,
    [
      { paint: dim },
      { paint: cyan, shrinks: 'last' },
      {},
      { shrinks: 'first' },
      { align: 'right', paint: dim },
    ],
    departures.map(({ at, way, host, purpose, what, bytes }) => [
      sayMinute(at),
      paper.text(host),
      way === 'asked' ? `${purpose}, asked for here` : purpose,
      paper.text(what ?? ''),
      bytes === null ? '' : sayBytes(bytes),
    ]),
  )
}

/** UTC, as it is kept: what left is not of a night. */
function sayMinute(instant: string): string {
  return `${instant.slice(0, 16).replace('T', ' ')}Z`
}
