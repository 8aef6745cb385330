import type { AddVerb, JournalClient } from '../cli.ts'
import type { Paper } from '../output/paper.ts'
import { headline, listMarks } from '../show/dream-lines.ts'
import { shortNight } from '../show/dream-table.ts'
import { namesOf } from './finding.ts'
import { addPageFlags, pages, type PageFlags } from './paging.ts'
import { takesFields } from './fields.ts'

const EXAMPLES = `
All that is not a long flag is the query:
  water house     both words; the last one may be the beginning of a word
  "by the sea"    a phrase           light*     a beginning
  -storm          without            boat OR raft   either
  tag:sea   lucid:3..   mood:..-1   vivid:4..5   is:nightmare   since:2026-01   until:2026-03

Examples:
  $ dreamcanvas search lighthouse
  $ dreamcanvas search water -house tag:sea
  $ dreamcanvas search '"by the sea"' --since 2026-01-01 --json
`

type Found = Awaited<ReturnType<JournalClient['search']['words']>>
type Hit = Found['items'][number]

export const addSearch: AddVerb = (command, cli) => {
  takesFields(command, cli, ['dream', 'snippet'])
  addPageFlags(command.argument('[query...]', 'what to look for'))
    .option('--since <night>', 'from this night on')
    .option('--until <night>', 'up to this night, it too')
    .addHelpText('after', EXAMPLES)
    .action((query: string[], { since, until, ...flags }: PageFlags & { since?: string; until?: string }) =>
      cli.withJournal(async (journal) => {
        let names = new Map<string, string>()
        let found: Found | undefined
        const ask = async (page: { limit: number; cursor?: string }) => {
          found = await journal.search.words({ query: asTyped(query), since, until, ...page })
          if (!cli.print.asJson) {
            names = await namesOf(
              journal,
              found.items.map(({ dream }) => dream),
            )
          }
          return found
        }
        const render = (hits: readonly Hit[], paper: Paper) =>
          hits.map((hit) => hitLines(paper, hit, { names, now: cli.io.now() })).join('\n\n')
        await cli.print.list(pages(cli, flags, ask), render, { brief: ({ dream }) => dream.id })
        if (!cli.print.asJson && found) await cli.print.note(sayHow(found))
      }),
    )
}

/** The shell took the quotes off: words that came as one argument were a phrase, or held a field. */
function asTyped(query: readonly string[]): string {
  if (query.length === 1) return query[0] ?? ''
  return query.map((word) => (/\s/.test(word) && !word.includes('"') ? `"${word}"` : word)).join(' ')
}

type Naming = { readonly names: ReadonlyMap<string, string>; readonly now: Date }

function hitLines(paper: Paper, { dream, snippet }: Hit, { names, now }: Naming): string {
  const { cyan, dim, bold } = paper.style
  const head = [
    cyan(names.get(dream.id) ?? dream.id),
    dim(shortNight(dream, now)),
    bold(paper.text(dream.title ?? '')),
  ]
  const extra = paper.text(listMarks(dream))
  const where = snippet.field === 'reflection' ? dim('in the reflection: ') : ''
  const text =
    snippet.field === 'title'
      ? dim(paper.text(headline({ title: null, text: dream.text }).slice(0, 120)))
      : marked(paper, snippet)
  return `${[...head, dim(extra)].filter((part) => part !== '').join('  ')}\n  ${where}${text}`
}

function marked(paper: Paper, { text, marks: found, cutBefore, cutAfter }: Hit['snippet']): string {
  let line = cutBefore ? '… ' : ''
  let at = 0
  for (const [from, to] of found) {
    line += paper.text(text.slice(at, from)) + paper.style.yellow(paper.text(text.slice(from, to)))
    at = to
  }
  return line + paper.text(text.slice(at)) + (cutAfter ? ' …' : '')
}

function sayHow({ found, order, items }: Found): string {
  if (found === 0 || (found === null && items.length === 0)) return 'Nothing found.'
  if (order === 'night') return 'So many match that they come newest night first, not ranked.'
  return `${found} ${found === 1 ? 'dream' : 'dreams'} found, best first.`
}
