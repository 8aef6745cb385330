import { AppError } from '../../contract/errors.ts'
import type { AddVerb } from '../cli.ts'
import { dreamPage } from '../show/dream-page.ts'
import { otherVersion } from '../show/history-page.ts'
import { findDream, namesOf } from './finding.ts'
import { dreamFields, takesFields } from './fields.ts'

const EXAMPLES = `
Examples:
  $ dreamcanvas list --conflict
  $ dreamcanvas settle 3fa9                 shows both versions
  $ dreamcanvas settle 3fa9 --keep other
`

export const addSettle: AddVerb = (command, cli) => {
  takesFields(command, cli, async () => [...(await dreamFields()), 'dream', 'versions'])
    .argument('<id>', 'an id, the tail of one, last, or a night')
    .option('--keep <which>', 'present or other')
    .addHelpText('after', EXAMPLES)
    .action((reference: string, { keep }: { keep?: string }) =>
      cli.withJournal(async (journal) => {
        const dream = await findDream(cli, journal, reference)
        const name = (await namesOf(journal, [dream])).get(dream.id) ?? dream.id
        if (keep === undefined) {
          const { items } = await journal.dreams.history({ id: dream.id })
          const versions = items.filter(({ kind }) => kind === 'conflict')
          if (versions.length === 0)
            throw new AppError('conflict', 'There is nothing to settle about this dream')
          await cli.print.value({ dream, versions }, (_, paper) =>
            [
              dreamPage(paper, dream, name),
              ...versions.map((version) =>
                otherVersion(paper, { dream, version, now: cli.io.now() }).join('\n'),
              ),
            ].join('\n\n'),
          )
          return cli.print.note('\nKeep one of them with --keep present, or --keep other.')
        }
        if (keep !== 'present' && keep !== 'other')
          throw new AppError('invalid_input', '--keep is present or other', {
            hint: 'See both: `dreamcanvas settle` without it.',
          })
        const settled = await journal.dreams.settle({ id: dream.id, keep })
        return cli.print.value(
          settled,
          () => `Settled ${name}: the ${keep} version is kept, both are in its history`,
        )
      }),
    )
}
