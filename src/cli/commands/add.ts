import { AppError } from '../../contract/errors.ts'
import type { AddVerb } from '../cli.ts'
import { readText } from '../reading-text.ts'
import { sayWhere } from '../show/dream-lines.ts'
import { addDreamFlags, changesFrom, type DreamFlags } from './dream-flags.ts'
import { namesOf } from './finding.ts'

const EXAMPLES = `
Examples:
  $ dreamcanvas add                              opens a page; Ctrl-D saves
  $ dreamcanvas add -e -d "last night 4:30"      in your editor
  $ pbpaste | dreamcanvas add --tag sea --mood 2
  $ dreamcanvas add -d "two nights ago" --lucid 3 --technique MILD < dream.txt

Words can be given as arguments too, for scripts; a shell keeps them in its history.
`

type Flags = DreamFlags & { readonly editor?: boolean }

export const addAdd: AddVerb = (command, cli) => {
  addDreamFlags(command.argument('[words...]', 'the dream').option('-e, --editor', 'write in your editor'), {
    negatable: false,
  })
    .addHelpText('after', EXAMPLES)
    .action(async (words: string[], flags: Flags) => {
      const [dream, name] = await cli.withJournal(
        async (journal) => {
          const changes = changesFrom(flags)
          // Words that cannot be understood are better said before the dream is written than after.
          if (flags.date !== undefined) await journal.nights.understand({ when: flags.date })
          const text = await readText(cli, { words, editor: flags.editor, draft: 'dream', title: 'A dream' })
          if (text.trim() === '')
            throw new AppError('invalid_input', 'Nothing was written, so nothing was saved', {
              hint: 'For a night without recall: dreamcanvas no-recall.',
            })
          const added = await journal.dreams.add({ ...changes, text: text.replace(/\s+$/, '') })
          await cli.saved()
          return [added, (await namesOf(journal, [added])).get(added.id)] as const
        },
        { make: true },
      )
      await cli.print.value(dream, () => `Saved ${name} · ${sayWhere(dream)}`, { brief: ({ id }) => id })
    })
}
