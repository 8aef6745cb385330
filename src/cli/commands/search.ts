import { AppError } from '../../contract/errors.ts'
import type { Dream } from '../../contract/model/dream.ts'
import type { AddVerb, JournalClient } from '../cli.ts'
import type { Paper } from '../output/paper.ts'
import { headline, listMarks } from '../show/dream-lines.ts'
import { nightIn } from '../show/dream-table.ts'
import { paintedLines, type Span } from '../show/painted-lines.ts'
import { namesOf, nightOf } from './finding.ts'
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
        let shown = 0
        const asked = asTyped(query)
        if (asked.trim() === '' && since === undefined && until === undefined)
          throw new AppError('invalid_input', 'There is nothing to look for', {
            hint: 'Name words, or fields like tag:sea; see `dreamcanvas help search`.',
          })
        const nights = { since: await nightOf(journal, since), until: await nightOf(journal, until) }
        const ask = async (page: { limit: number; cursor?: string }) => {
          found = await journal.search.words({ query: asked, ...nights, ...page })
          shown += found.items.length
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
        if (!cli.print.asJson && found) await cli.print.note(sayHow(found, shown))
      }),
    )
}

/** The shell took the quotes off: words that came as one argument were a phrase, or held a field. */
function asTyped(query: readonly string[]): string {
  if (query.length === 1) return query[0] ?? ''
  return query.map((word) => (/\s/.test(word) && !word.includes('"') ? `"${word}"` : word)).join(' ')
}

type Naming = { readonly names: ReadonlyMap<string, string>; readonly now: Date }

function hitLines(paper: Paper, { dream, snippet, titleMarks }: Hit, { names, now }: Naming): string {
  const { cyan, dim, bold } = paper.style
  const title = dream.title ? spansOf(paper, { text: dream.title, marks: titleMarks }, bold) : []
  const head = [
    cyan(names.get(dream.id) ?? dream.id),
    dim(nightIn(paper, dream, now)),
    title.map(({ text, paint }) => (paint ? paint(paper.text(text)) : paper.text(text))).join(''),
    dim(paper.text(listMarks(dream))),
  ]
  return [head.filter((part) => part !== '').join('  '), ...snippetLines(paper, dream, snippet)].join('\n')
}

function snippetLines(paper: Paper, dream: Dream, snippet: Hit['snippet']): string[] {
  const { dim } = paper.style
  // The title is shown already; under it how the dream begins.
  if (snippet.field === 'title')
    return paintedLines(paper, [{ text: headline({ title: null, text: dream.text }), paint: dim }], INDENT)
  const { cutBefore, cutAfter } = snippet
  return paintedLines(
    paper,
    [
      ...(snippet.field === 'reflection' ? [{ text: 'in the reflection: ', paint: dim }] : []),
      { text: cutBefore ? '… ' : '' },
      ...spansOf(paper, snippet),
      { text: cutAfter ? ' …' : '' },
    ],
    INDENT,
  )
}

const INDENT = '  '

function spansOf(
  paper: Paper,
  { text, marks }: Pick<Hit['snippet'], 'text' | 'marks'>,
  plain?: Span['paint'],
): Span[] {
  const paint = (found: string) => (plain ?? String)(paper.style.yellow(found))
  let at = 0
  const spans = marks.flatMap(([from, to]): Span[] => {
    const before = { text: text.slice(at, from), paint: plain }
    at = to
    return [before, { text: text.slice(from, to), paint }]
  })
  return [...spans, { text: text.slice(at), paint: plain }]
}

function sayHow({ found, order }: Found, shown: number): string {
  if (shown === 0) return 'Nothing found.'
  const many = found === null ? 'Very many dreams' : `${found} ${found === 1 ? 'dream' : 'dreams'}`
  return `${many} found, ${order === 'rank' ? 'best first' : 'newest night first'}.`
}
