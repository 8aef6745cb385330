import type { Dream } from '../../contract/model/dream.ts'
import type { AddVerb, Cli, JournalClient } from '../cli.ts'
import { dreamTable } from '../show/dream-table.ts'
import { list, whole } from './dream-flags.ts'
import { filterFrom, type FilterFlags } from './dream-filter.ts'
import { namesOf } from './finding.ts'
import { addPageFlags, pages, type PageFlags } from './paging.ts'
import { dreamFields, takesFields } from './fields.ts'

const EXAMPLES = `
Examples:
  $ dreamcanvas list
  $ dreamcanvas list --since 2026-11 --tag water --lucid 3
  $ dreamcanvas list --night yesterday --json
  $ dreamcanvas list --ndjson --fields id,night,title
`

type Flags = PageFlags & FilterFlags

export const addList: AddVerb = (command, cli) => {
  addPageFlags(takesFields(command, cli, dreamFields))
    .option('--since <night>', 'from this night on')
    .option('--until <night>', 'up to this night, it too')
    .option('--night <night>', 'of this night only')
    .option('--tag <a,b>', 'with all of these tags', list)
    .option('--lucid <n>', 'at least this lucid', whole)
    .option('--mood <n>', 'of this mood', whole)
    .option('--nightmare', 'nightmares')
    .option('--recurring', 'recurring dreams')
    .option('--fragment', 'fragments')
    .option('--nap', 'dreamt in naps')
    .option('--conflict', 'with two versions to choose between')
    .addHelpText('after', EXAMPLES)
    .action((flags: Flags) =>
      cli.withJournal(async (journal) => {
        const filter = await filterFrom(journal, flags)
        await printDreams(cli, journal, flags, (page) => journal.dreams.list({ ...page, filter }))
      }),
    )
}

type AskPage = (page: { limit: number; cursor?: string }) => Promise<{ items: Dream[]; next: string | null }>

/** A list of dreams as people and scripts get it. */
export async function printDreams(
  cli: Cli,
  journal: JournalClient,
  flags: PageFlags,
  ask: AskPage,
): Promise<void> {
  let names = new Map<string, string>()
  let any = false
  const named = pages(cli, flags, async (page) => {
    const found = await ask(page)
    if (!cli.print.asJson) names = await namesOf(journal, found.items)
    any ||= found.items.length > 0
    return found
  })
  await cli.print.list(named, (dreams, paper) => dreamTable(paper, dreams, { names, now: cli.io.now() }), {
    brief: ({ id }) => id,
  })
  // A person at an empty screen wonders; a script counts lines.
  if (!any && cli.print.paper.tty && !cli.print.asJson) await cli.print.note('No dreams.')
}
