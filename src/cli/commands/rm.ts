import type { AddVerb } from '../cli.ts'
import { headline, sayWhere } from '../show/dream-lines.ts'
import { agreed } from './agreeing.ts'
import { findDreams, namesOf } from './finding.ts'
import { takesFields } from './fields.ts'

const EXAMPLES = `
Examples:
  $ dreamcanvas rm last
  $ dreamcanvas rm 3fa9 b21c --yes
  $ dreamcanvas rm last --forever         not to be undone
`

export const addRm: AddVerb = (command, cli) => {
  takesFields(command, cli, ['removed'])
    .argument('<id...>', 'ids, tails of ids, last, or nights')
    .option('--forever', 'out of the journal for good, its history with it')
    .option('--dry-run', 'only show what would go')
    .addHelpText('after', EXAMPLES)
    .action(
      async (references: string[], { forever = false, dryRun }: { forever?: boolean; dryRun?: boolean }) => {
        await cli.withJournal(async (journal) => {
          const dreams = await findDreams(cli, journal, references)
          const names = await namesOf(journal, dreams)
          const what = dreams.map(
            (dream) => `${names.get(dream.id)} · ${sayWhere(dream)} · ${headline(dream).slice(0, 60)}`,
          )
          const count = dreams.length === 1 ? 'this dream' : `these ${dreams.length} dreams`
          const question = forever
            ? `Take ${count} out for good? It cannot be undone.`
            : `Put ${count} in the trash?`
          const ids = dreams.map(({ id }) => id)
          if (!(await agreed(cli, { question, what, dryRun, would: { removed: ids } }))) return
          const removed = await journal.dreams.remove({ ids, forever })
          const says = forever ? 'Gone for good' : 'In the trash (undo brings it back)'
          await cli.print.value(removed, () => `${says}: ${[...names.values()].join(', ')}`)
        })
      },
    )
}
