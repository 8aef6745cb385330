import type { AddVerb, JournalClient } from '../cli.ts'
import { readText, refuseBlank, type Written } from '../reading-text.ts'
import { sayWhere } from '../show/dream-lines.ts'
import { sayMoment } from '../show/when.ts'
import { addDreamFlags, changesFrom, type DreamFlags } from './dream-flags.ts'
import { namesOf } from './finding.ts'
import { dreamFields, takesFields } from './fields.ts'

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
  takesFields(command, cli, dreamFields)
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
          const written = await readText(cli, {
            words,
            editor: flags.editor,
            draft: { name: 'dream' },
            title: 'A dream',
          })
          refuseBlank(written.text, 'For a night without recall: dreamcanvas no-recall.')
          const text = written.text.trimEnd()
          const added = await journal.dreams.add({
            ...(await nightBegun(journal, written, cli.io.now())),
            ...changes,
            text,
          })
          await cli.saved()
          return [added, (await namesOf(journal, [added])).get(added.id)] as const
        },
        { make: true },
      )
      await cli.print.value(dream, () => `Saved ${name} · ${sayWhere(dream)}`, { brief: ({ id }) => id })
    })
}

/** A draft that was found again belongs to the night it was written in, not to the one it is found in. */
async function nightBegun(
  journal: JournalClient,
  { draft }: Written,
  now: Date,
): Promise<{ night?: string }> {
  // A clock that was put back must not keep a dream from being saved.
  if (!draft || draft.writtenAt >= now) return {}
  const { night } = await journal.nights.understand({ when: sayMoment(draft.writtenAt) })
  return night === null ? {} : { night }
}
