import { resolve } from 'node:path'
import { AppError } from '../../contract/errors.ts'
import type { AddVerb, JournalClient } from '../cli.ts'
import { safeJson } from '../output/safe.ts'
import { write } from '../output/write.ts'
import { writeWhole } from '../output/write-whole.ts'
import { list, whole } from './dream-flags.ts'
import { filterFrom, type FilterFlags } from './dream-filter.ts'
import { findDreams, nightOf } from './finding.ts'

const EXAMPLES = `
Without -o it is written to stdout, one JSON object a line. Everything goes out: history, trash, and what was
taken out for good by its id.

Examples:
  $ dreamcanvas export -o dreams.jsonl
  $ dreamcanvas export --tag sea > sea.jsonl
  $ dreamcanvas export --since 2026-11-01 | ssh laptop dreamcanvas import -
`

type Flags = FilterFlags & { readonly out?: string; readonly to?: string }

export const addExport: AddVerb = (command, cli) => {
  command
    .argument('[id...]', 'only these dreams')
    .option('-o, --out <path>', 'write to this file')
    .option('--to <format>', 'jsonl', 'jsonl')
    .option('--since <night>', 'of this night or later, or changed since')
    .option('--until <night>', 'up to this night')
    .option('--tag <a,b>', 'with all of these tags', list)
    .option('--mood <n>', 'of this mood', whole)
    .option('--lucid <n>', 'at least this lucid', whole)
    .option('--nightmare', 'nightmares')
    .addHelpText('after', EXAMPLES)
    .action((references: string[], flags: Flags) =>
      cli.withJournal(async (journal) => {
        if (flags.to !== 'jsonl')
          throw new AppError('invalid_input', `There is no format ${flags.to}`, { hint: 'Use --to jsonl.' })
        const lines = await ask(journal, references, flags)
        if (flags.out === undefined || flags.out === '-') {
          const { tty } = cli.print.paper
          for await (const text of lines) await write(cli.io.stdout, tty ? safeJson(text) : text)
          return
        }
        const path = resolve(cli.io.cwd, flags.out)
        await writeWhole(path, lines)
        await cli.print.note(`Written to ${path}`)
      }),
    )

  async function ask(journal: JournalClient, references: readonly string[], flags: Flags) {
    const dreams = await findDreams(cli, journal, references)
    // Of an export `since` means what was changed, too; it is not a filter of nights.
    const { since, ...rest } = flags
    const filter = await filterFrom(journal, rest)
    const pieces = await journal.transfer.export(
      {
        ...(dreams.length > 0 && { ids: dreams.map(({ id }) => id) }),
        ...(Object.keys(filter).length > 0 && { filter }),
        ...(since !== undefined && { since: await nightOf(journal, since) }),
      },
      { signal: cli.io.signal },
    )
    return texts(pieces)
  }
}

async function* texts(pieces: AsyncIterable<{ lines: readonly string[] }>) {
  for await (const { lines } of pieces) yield lines.map((line) => `${line}\n`).join('')
}
