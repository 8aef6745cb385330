import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { AppError } from '../../contract/errors.ts'
import type { AddVerb, JournalClient } from '../cli.ts'
import { createProgress } from '../output/progress.ts'

const EXAMPLES = `
A journal's own JSON Lines are merged: what is newer updates, what was changed on both sides is kept twice.
A CSV needs the columns date,title,text,tags.

Examples:
  $ dreamcanvas import dreams.jsonl
  $ dreamcanvas import old-notes.csv --dry-run
  $ dreamcanvas export --since 2026-11-01 | ssh laptop dreamcanvas import -
`

type Flags = { readonly from?: string; readonly dryRun?: boolean }
type Piece =
  Awaited<ReturnType<JournalClient['transfer']['import']>> extends AsyncIterable<infer P> ? P : never
const SHOWN = 20
/** Of a file that is all wrong the first rows say enough. */
const MOST_BAD = 1000

export const addImport: AddVerb = (command, cli) => {
  command
    .argument('<path>', 'a file, or - for what is piped in')
    .option('--from <format>', 'jsonl or csv, when the file does not show it')
    .option('--dry-run', 'only show what would come in')
    .addHelpText('after', EXAMPLES)
    .action((source: string, { from, dryRun = false }: Flags) => {
      // Before a journal is made for it.
      if (source !== '-' && !existsSync(resolve(cli.io.cwd, source)))
        throw new AppError('not_found', 'There is no such file', { hint: 'Check the path.' })
      return cli.withJournal(
        async (journal) => {
          const last = await bringIn(journal, { source, format: formatOf(from), dryRun })
          if (last.bad > 0) cli.needsCare()
          await cli.print.value(last, (done) => say(done, dryRun))
        },
        { make: true },
      )
    })

  type Asked = { source: string; format: 'jsonl' | 'csv' | undefined; dryRun: boolean }

  async function bringIn(journal: JournalClient, asked: Asked): Promise<Piece> {
    const pieces = await journal.transfer.import(asked, { signal: cli.io.signal })
    const { quiet, color } = cli.globals
    let bar: ReturnType<typeof createProgress> | undefined
    let last: Omit<Piece, 'badRows'> | undefined
    const bad: Piece['badRows'] = []
    let shown = 0
    try {
      for await (const { badRows, ...piece } of pieces) {
        bar ??= createProgress(cli.io, {
          label: 'Importing',
          unit: 'kB',
          total: kilobytes(piece.ofBytes),
          quiet,
          color,
        })
        bar.update(kilobytes(piece.bytes) ?? 0)
        bad.push(...badRows.slice(0, MOST_BAD - bad.length))
        for (const { where, reason } of badRows) {
          if (shown++ >= SHOWN && !cli.globals.verbose) continue
          bar.end()
          await cli.print.note(`${where}: ${reason}`)
        }
        last = piece
      }
    } catch (thrown) {
      if (cli.io.signal.aborted && last && !asked.dryRun) throw stopped(last)
      throw thrown
    } finally {
      bar?.end()
    }
    if (!last) throw new Error('The import ended without a word')
    if (shown > SHOWN && !cli.globals.verbose)
      await cli.print.note(`… and ${shown - SHOWN} more; --verbose shows them all.`)
    return { ...last, badRows: bad }
  }
}

function stopped(last: Omit<Piece, 'badRows'>): AppError {
  return new AppError('cancelled', `Stopped midway: ${say(last, false)}`, {
    hint: 'The same import goes on from there; `dreamcanvas undo` takes back what came in.',
  })
}

function formatOf(from: string | undefined): 'jsonl' | 'csv' | undefined {
  if (from === undefined || from === 'jsonl' || from === 'csv') return from
  throw new AppError('invalid_input', `There is no format ${from}`, {
    hint: 'Use --from jsonl or --from csv.',
  })
}

function say(done: Omit<Piece, 'badRows'>, dryRun: boolean): string {
  const counted = [
    [done.added, 'added'],
    [done.updated, 'updated'],
    [done.removed, 'taken out'],
    [done.conflicts, 'to settle'],
    [done.unchanged, 'there already'],
    [done.leftOut, 'left out, because taken out for good here'],
    [done.bad, 'not taken'],
  ] as const
  const parts = counted.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`)
  return `${dryRun ? 'Would be: ' : ''}${parts.join(' · ') || 'Nothing in it'}`
}

function kilobytes(bytes: number | null): number | undefined {
  return bytes === null ? undefined : Math.ceil(bytes / 1000)
}
