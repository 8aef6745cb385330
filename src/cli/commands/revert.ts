import { sayWhere } from '../show/dream-lines.ts'
import type { AddVerb } from '../cli.ts'
import { whole } from './dream-flags.ts'
import { dreamFields, takesFields } from './fields.ts'
import { findDream, namesOf } from './finding.ts'
import { findRevision } from './revisions.ts'

const EXAMPLES = `
The version that is there now stays in the history.

Examples:
  $ dreamcanvas edit last --mood 1
  $ dreamcanvas show last --history
  $ dreamcanvas revert last 1             as it was before
`

export const addRevert: AddVerb = (command, cli) => {
  takesFields(command, cli, dreamFields)
    .argument('<id>', 'an id, the tail of one, last, last~2, or a night')
    .argument('<revision>', 'which version, as `show --history` counts them', whole)
    .addHelpText('after', EXAMPLES)
    .action((reference: string, revision: number) =>
      cli.withJournal(async (journal) => {
        const dream = await findDream(cli, journal, reference)
        const { stamp } = await findRevision(journal, dream, revision)
        const brought = await journal.dreams.revert({ id: dream.id, stamp })
        const name = (await namesOf(journal, [brought])).get(brought.id)
        await cli.print.value(
          brought,
          () => `${name} is as it was in revision ${revision} · ${sayWhere(brought)}`,
          {
            brief: ({ id }) => id,
          },
        )
      }),
    )
}
