import { AppError } from '../../contract/errors.ts'
import type { AddVerb } from '../cli.ts'
import { isTty } from '../io.ts'
import { readText } from '../reading-text.ts'
import { sayWhere } from '../show/dream-lines.ts'
import { addDreamFlags, changesFrom, whole, type DreamFlags } from './dream-flags.ts'
import { savingOrKeptBeside } from './saving.ts'
import { findDream, namesOf } from './finding.ts'
import { dreamFields, takesFields } from './fields.ts'

const EXAMPLES = `
Examples:
  $ dreamcanvas edit last                        the text, on a page
  $ dreamcanvas edit 3fa9 -e                     in your editor
  $ dreamcanvas edit last --mood -2 --tag sea,storm
  $ dreamcanvas edit last -d "two nights ago" --no-nightmare --no-mood
  $ dreamcanvas edit last --text < corrected.txt
`

type Flags = DreamFlags & { readonly editor?: boolean; readonly text?: boolean; readonly revision?: number }

export const addEdit: AddVerb = (command, cli) => {
  takesFields(command, cli, dreamFields)
  addDreamFlags(
    command
      .argument('<id>', 'an id, the tail of one, last, last~2, or a night')
      .option('-e, --editor', 'change the text in your editor')
      .option('--text', 'take the new text from what is piped in')
      .option('--revision <n>', 'only if this is still its revision', whole),
    { negatable: true },
  )
    .addHelpText('after', EXAMPLES)
    .action(async (reference: string, flags: Flags) => {
      await cli.withJournal(async (journal) => {
        const dream = await findDream(cli, journal, reference)
        const changes = changesFrom(flags)
        const wantsText = flags.editor || flags.text || Object.keys(changes).length === 0
        if (wantsText && !flags.editor && !flags.text && !isTty(cli.io.stdin))
          throw new AppError('invalid_input', 'Nothing to change was named', {
            hint: 'Name a flag like --mood 2, or --text to take the text from what is piped in.',
          })
        const written = wantsText
          ? await readText(cli, {
              words: [],
              editor: flags.editor,
              initial: dream.text,
              draft: { name: `edit-${dream.id}`, base: dream.revision },
              title: dream.title ?? sayWhere(dream),
            })
          : undefined
        const edited = await savingOrKeptBeside(cli, () =>
          journal.dreams.edit({
            id: dream.id,
            changes: { ...changes, ...(written && { text: written.text.trimEnd() }) },
            revision: flags.revision ?? written?.draft?.base ?? dream.revision,
            allowBlank: cli.globals.yes === true,
          }),
        )
        const name = (await namesOf(journal, [edited])).get(edited.id)
        const says = edited.revision === dream.revision ? 'Nothing changed in' : 'Changed'
        await cli.print.value(edited, () => `${says} ${name} · ${sayWhere(edited)}`, {
          brief: ({ id }) => id,
        })
      })
    })
}
