import { AppError } from '../../contract/errors.ts'
import type { AddVerb, JournalClient } from '../cli.ts'
import type { Paper } from '../output/paper.ts'
import { table } from '../output/table.ts'
import { agreed } from './agreeing.ts'

const EXAMPLES = `
Examples:
  $ dreamcanvas undo                  shows the last change, and asks
  $ dreamcanvas undo --list
  $ dreamcanvas undo --yes --json
`

type Deed = Awaited<ReturnType<JournalClient['changes']['list']>>['items'][number]
type Flags = { readonly list?: boolean; readonly dryRun?: boolean }

export const addUndo: AddVerb = (command, cli) => {
  command
    .argument('[id]', 'a change of `undo --list`; the last one where none is named')
    .option('--list', 'what was done lately')
    .option('--dry-run', 'only show what would be taken back')
    .addHelpText('after', EXAMPLES)
    .action((id: string | undefined, { list, dryRun }: Flags) =>
      cli.withJournal(async (journal) => {
        const { items } = await journal.changes.list({ limit: 100 })
        if (list) return cli.print.list({ items, next: null }, deedTable, { brief: (deed) => deed.id })
        const deed = pick(items, id)
        const what = [say(deed)]
        if (!(await agreed(cli, { question: 'Take this back?', what, dryRun }))) return
        const { undone } = await journal.changes.undo({ id: deed.id })
        await cli.print.value(undone, () => `Taken back: ${say(undone)}`, { brief: (taken) => taken.id })
      }),
    )
}

/** The same one the journal would pick: the last that is not an undo itself and was not taken back. */
function pick(deeds: readonly Deed[], id: string | undefined): Deed {
  const found =
    id === undefined
      ? deeds.find(({ operation, undone }) => operation !== 'changes.undo' && !undone)
      : deeds.find((deed) => deed.id === id || deed.id.endsWith(id))
  if (!found)
    throw new AppError(
      'not_found',
      id === undefined ? 'There is nothing to undo' : 'There is no such change',
      {
        hint: 'See `dreamcanvas undo --list`.',
      },
    )
  return found
}

function say({ operation, touched, at, program, partial }: Deed): string {
  const things = Object.entries(touched)
    .filter(([kind]) => kind !== 'import')
    .map(([kind, count]) => `${count} ${kind}${count === 1 ? '' : 's'}`)
  const when = new Date(at).toLocaleString('sv-SE').slice(0, 16)
  return [operation, things.join(', '), when, `by ${program}`, ...(partial ? ['stopped midway'] : [])].join(
    ' · ',
  )
}

function deedTable(deeds: readonly Deed[], paper: Paper): string {
  const { dim, cyan } = paper.style
  return table(
    paper,
    [{ paint: cyan }, { shrinks: true }, { paint: dim }],
    deeds.map((deed) => [deed.id.slice(-8), say(deed), deed.undone ? 'taken back' : '']),
  )
}
