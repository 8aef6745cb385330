import type { AddVerb } from '../cli.ts'
import { agreed } from './agreeing.ts'
import { findDreams, namesOf } from './finding.ts'
import { printDreams } from './list.ts'
import { addPageFlags, type PageFlags } from './paging.ts'
import { dreamFields, takesFields } from './fields.ts'

export const addTrash: AddVerb = (command, cli) => {
  command.addHelpText(
    'after',
    '\nExamples:\n  $ dreamcanvas trash\n  $ dreamcanvas trash restore 3fa9\n  $ dreamcanvas trash empty --yes\n',
  )

  const trashed = command.command('list', { isDefault: true }).summary('what lies in the trash')
  addPageFlags(takesFields(trashed, cli, dreamFields)).action((flags: PageFlags) =>
    cli.withJournal((journal) =>
      printDreams(cli, journal, flags, (page) => journal.dreams.list({ ...page, trash: true })),
    ),
  )

  command
    .command('restore')
    .summary('take dreams back out')
    .argument('<id...>', 'ids or tails of ids')
    .action((references: string[]) =>
      cli.withJournal(async (journal) => {
        const dreams = await findDreams(cli, journal, references)
        const restored = await journal.dreams.restore({ ids: dreams.map(({ id }) => id) })
        const names = await namesOf(journal, dreams)
        await cli.print.value(restored, () => `Restored ${[...names.values()].join(', ')}`)
      }),
    )

  command
    .command('empty')
    .summary('take everything in the trash out for good')
    .option('--dry-run', 'only show how much there is')
    .action(({ dryRun }: { dryRun?: boolean }) =>
      cli.withJournal(async (journal) => {
        const { items, next } = await journal.dreams.list({ trash: true, limit: 1000 })
        const many = next === null ? String(items.length) : 'more than 1000'
        const count = items.length === 1 ? '1 dream' : `${many} dreams`
        const would = { removed: items.map(({ id }) => id) }
        const question = `Take ${count} out for good? It cannot be undone.`
        const what = [`${count} in the trash`]
        if (items.length > 0 && !(await agreed(cli, { question, what, dryRun, would }))) return
        const emptied = await journal.dreams.emptyTrash({})
        await cli.print.value(emptied, ({ removed }) =>
          removed.length === 0 ? 'The trash is empty' : `${count} gone for good`,
        )
      }),
    )
}
