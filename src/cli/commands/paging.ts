import type { Command } from 'commander'
import { AppError } from '../../contract/errors.ts'
import type { Cli } from '../cli.ts'
import type { Page } from '../output/json.ts'
import { whole } from './dream-flags.ts'

const ON_A_TERMINAL = 20
const AT_ONCE = 500

export type PageFlags = { readonly limit?: number; readonly cursor?: string }

export function addPageFlags(command: Command): Command {
  return command
    .option('--limit <n>', `how many (${ON_A_TERMINAL} on a terminal, all in a pipe)`, whole)
    .option('--cursor <cursor>', 'go on where a list ended: the `next` of it')
}

/** Page after page until there are as many as asked for; in a pipe nothing is cut in silence. */
export async function* pages<P extends Page<unknown>>(
  cli: Cli,
  { limit, cursor }: PageFlags,
  ask: (page: { limit: number; cursor?: string }) => Promise<P>,
): AsyncGenerator<P> {
  const all = cli.print.asJson || !cli.print.paper.tty
  if (limit !== undefined && limit < 1) throw new AppError('invalid_input', '--limit must be at least 1')
  let left = limit ?? (all ? Infinity : ON_A_TERMINAL)
  let from = cursor
  while (left > 0) {
    const page = await ask({ limit: Math.min(left, AT_ONCE), ...(from !== undefined && { cursor: from }) })
    yield page
    left -= page.items.length
    if (page.next === null || page.next === undefined) return
    from = page.next
  }
  if (!all && from !== undefined) cli.print.after(`There are more: --limit, or --cursor ${from}`)
}
