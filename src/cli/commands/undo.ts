import { AppError } from '../../contract/errors.ts'
import type { AddVerb } from '../cli.ts'
import { deedTable, sayDeed, type Deed } from '../show/deed-lines.ts'
import { agreed } from './agreeing.ts'
import { whole } from './dream-flags.ts'
import { takesFields } from './fields.ts'

const EXAMPLES = `
Examples:
  $ dreamcanvas undo                  shows the last change, and asks
  $ dreamcanvas undo --list
  $ dreamcanvas undo --yes --json
`

const FIELDS = ['id', 'operation', 'program', 'at', 'touched', 'dream', 'partial', 'undone']
const LISTED = 20
const REACHED = 1000

type Flags = { readonly list?: boolean; readonly limit?: number; readonly dryRun?: boolean }

export const addUndo: AddVerb = (command, cli) => {
  takesFields(command, cli, FIELDS)
    .argument('[id]', 'a change of `undo --list`; the last one where none is named')
    .option('--list', 'what was done lately')
    .option('--limit <n>', `how many of them (${LISTED})`, whole)
    .option('--dry-run', 'only show what would be taken back')
    .addHelpText('after', EXAMPLES)
    .action((id: string | undefined, { list, limit = LISTED, dryRun }: Flags) =>
      cli.withJournal(async (journal) => {
        const now = cli.io.now()
        if (list) {
          const { items } = await journal.changes.list({ limit })
          return cli.print.list({ items, next: null }, (deeds, paper) => deedTable(deeds, paper, now), {
            brief: (deed) => deed.id,
          })
        }
        const { items } = await journal.changes.list({ limit: REACHED })
        const deed = pick(items, id)
        const what = [sayDeed(deed, now)]
        if (!(await agreed(cli, { question: 'Take this back?', what, dryRun, would: deed }))) return
        const { undone } = await journal.changes.undo({ id: deed.id })
        await cli.print.value(undone, () => `Taken back: ${sayDeed(undone, now)}`, {
          brief: (taken) => taken.id,
        })
      }),
    )
}

/** The same one the journal would pick: the last that is not an undo itself and was not taken back. */
function pick(deeds: readonly Deed[], id: string | undefined): Deed {
  const found =
    id === undefined
      ? deeds.filter(({ operation, undone }) => operation !== 'changes.undo' && !undone).slice(0, 1)
      : deeds.filter((deed) => deed.id === id || (id.length >= 4 && deed.id.endsWith(id)))
  const [deed] = found
  if (!deed)
    throw new AppError(
      'not_found',
      id === undefined ? 'There is nothing to undo' : `There is no change ${id}`,
      {
        hint: 'See `dreamcanvas undo --list`.',
      },
    )
  if (found.length > 1)
    throw new AppError('invalid_input', `Several changes answer to ${id}`, {
      hint: 'Give more of the id; `dreamcanvas undo --list --quiet` shows them whole.',
      details: { candidates: found.map((one) => one.id) },
    })
  return deed
}
