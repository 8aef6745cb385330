import type { AddVerb } from '../cli.ts'
import { readText } from '../reading-text.ts'
import { sayWhere } from '../show/dream-lines.ts'
import { findDream, namesOf } from './finding.ts'

const EXAMPLES = `
Your waking words about a dream are kept apart from it: they are never counted or quoted as the dream.

Examples:
  $ dreamcanvas reflect last
  $ dreamcanvas reflect 3fa9 -e
`

export const addReflect: AddVerb = (command, cli) => {
  command
    .argument('<id>', 'an id, the tail of one, last, last~2, or a night')
    .argument('[words...]', 'your waking words')
    .option('-e, --editor', 'write in your editor')
    .addHelpText('after', EXAMPLES)
    .action(async (reference: string, words: string[], { editor }: { editor?: boolean }) => {
      await cli.withJournal(async (journal) => {
        const dream = await findDream(journal, reference)
        const text = await readText(cli, {
          words,
          editor,
          initial: dream.reflection ?? '',
          draft: `reflect-${dream.id}`,
          title: `About ${dream.title ?? sayWhere(dream)}`,
        })
        const reflection = text.trim() === '' ? null : text.replace(/\s+$/, '')
        const changed = await journal.dreams.edit({
          id: dream.id,
          changes: { reflection },
          revision: dream.revision,
        })
        await cli.saved()
        const name = (await namesOf(journal, [changed])).get(changed.id)
        const says = reflection === null ? 'No reflection on' : 'Reflected on'
        await cli.print.value(changed, () => `${says} ${name} · ${sayWhere(changed)}`, {
          brief: ({ id }) => id,
        })
      })
    })
}
