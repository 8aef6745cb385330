import { AppError } from '../../contract/errors.ts'
import type { AddVerb } from '../cli.ts'
import { readText, refuseBlank } from '../reading-text.ts'
import { sayWhere } from '../show/dream-lines.ts'
import { findDream, namesOf } from './finding.ts'
import { savingOrKeptBeside } from './saving.ts'
import { dreamFields, takesFields } from './fields.ts'

const EXAMPLES = `
Your waking words about a dream are kept apart from it: they are never counted or quoted as the dream.

Examples:
  $ dreamcanvas reflect last
  $ dreamcanvas reflect 3fa9 -e
`

export const addReflect: AddVerb = (command, cli) => {
  takesFields(command, cli, dreamFields)
    .argument('<id>', 'an id, the tail of one, last, last~2, or a night')
    .argument('[words...]', 'your waking words')
    .option('-e, --editor', 'write in your editor')
    .addHelpText('after', EXAMPLES)
    .action(async (reference: string, words: string[], { editor }: { editor?: boolean }) => {
      await cli.withJournal(async (journal) => {
        const dream = await findDream(cli, journal, reference)
        const { text, draft } = await readText(cli, {
          words,
          editor,
          initial: dream.reflection ?? '',
          draft: { name: `reflect-${dream.id}`, base: dream.revision },
          title: `About ${dream.title ?? sayWhere(dream)}`,
        })
        if (dream.reflection === null) refuseBlank(text)
        const reflection = text.trim() === '' ? null : text.trimEnd()
        if (reflection === null && cli.globals.yes !== true)
          throw new AppError('refused', 'This would leave nothing of your reflection', {
            hint: 'Say --yes if that is what you want; it stays in the history.',
          })
        const changed = await savingOrKeptBeside(cli, () =>
          journal.dreams.edit({
            id: dream.id,
            changes: { reflection },
            revision: draft?.base ?? dream.revision,
          }),
        )
        const name = (await namesOf(journal, [changed])).get(changed.id)
        const says = reflection === null ? 'No reflection on' : 'Reflected on'
        await cli.print.value(changed, () => `${says} ${name} · ${sayWhere(changed)}`, {
          brief: ({ id }) => id,
        })
      })
    })
}
