import type { AddVerb } from '../cli.ts'
import { readText, refuseBlank } from '../reading-text.ts'
import { sayWhere } from '../show/dream-lines.ts'
import { findDream, namesOf } from './finding.ts'
import { dreamFields, takesFields } from './fields.ts'

const EXAMPLES = `
Examples:
  $ dreamcanvas more last                 the morning after a fragment at three
  $ dreamcanvas more 2026-11-20 < rest.txt
`

export const addMore: AddVerb = (command, cli) => {
  takesFields(command, cli, dreamFields)
    .argument('<id>', 'an id, the tail of one, last, last~2, or a night')
    .argument('[words...]', 'what to append')
    .option('-e, --editor', 'write in your editor')
    .addHelpText('after', EXAMPLES)
    .action(async (reference: string, words: string[], { editor }: { editor?: boolean }) => {
      await cli.withJournal(async (journal) => {
        const dream = await findDream(cli, journal, reference)
        const title = `More of ${dream.title ?? sayWhere(dream)}`
        const { text } = await readText(cli, { words, editor, draft: { name: `more-${dream.id}` }, title })
        refuseBlank(text)
        const longer = await journal.dreams.more({ id: dream.id, text: text.trimEnd() })
        await cli.saved()
        const name = (await namesOf(journal, [longer])).get(longer.id)
        await cli.print.value(longer, () => `Added to ${name} · ${sayWhere(longer)}`, {
          brief: ({ id }) => id,
        })
      })
    })
}
