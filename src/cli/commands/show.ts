import type { AddVerb } from '../cli.ts'
import { dreamPage } from '../show/dream-page.ts'
import { historyPage } from '../show/history-page.ts'
import { whole } from './dream-flags.ts'
import { findDream, namesOf } from './finding.ts'
import { atRevision } from './revisions.ts'
import { dreamFields, takesFields } from './fields.ts'

const EXAMPLES = `
Examples:
  $ dreamcanvas show last
  $ dreamcanvas show 3fa9 --history       every version, with what changed
  $ dreamcanvas show last --revision 1    as it was first written
`

export const addShow: AddVerb = (command, cli) => {
  takesFields(command, cli, async () => [...(await dreamFields()), 'dream', 'versions'])
    .argument('<id>', 'an id, the tail of one, last, last~2, or a night')
    .option('--history', 'its earlier versions, and what changed in each')
    .option('--revision <n>', 'as it was in this version', whole)
    .addHelpText('after', EXAMPLES)
    .action(async (reference: string, { history, revision }: { history?: boolean; revision?: number }) => {
      await cli.withJournal(async (journal) => {
        const dream = await findDream(cli, journal, reference)
        const name = (await namesOf(journal, [dream])).get(dream.id) ?? dream.id
        if (history) {
          const { items } = await journal.dreams.history({ id: dream.id })
          return cli.print.value({ dream, versions: items }, (_, paper) =>
            historyPage(paper, { dream, versions: items, name, now: cli.io.now() }),
          )
        }
        const shown = revision === undefined ? dream : await atRevision(journal, dream, revision)
        return cli.print.value(shown, (value, paper) => dreamPage(paper, value, name))
      })
    })
}
