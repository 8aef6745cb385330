import { isUnspaced } from '../../lib/fold/characters.ts'
import { foldText } from '../../lib/fold/fold.ts'
import { expressionsOf, type SearchQuery } from './query.ts'
import { termExpression, type SearchTerm } from './query-terms.ts'

/**
 * Whether FTS5 would have to join the lists of thousands of words before it knows the first row (th*, con*, の). Such
 * a query is mostly met by many dreams: looking through the newest few with `holds` is a hundred times as fast.
 */
export function isCostly(query: SearchQuery): boolean {
  return [...query.wanted.flat(), ...query.unwanted].some(isCostlyTerm)
}

/** What the index can say quickly of a costly query; `holds` says the rest of each row. */
export function leadOf({ wanted, unwanted }: SearchQuery): Pick<SearchQuery, 'match' | 'exclude'> {
  return expressionsOf(
    wanted.filter((group) => !group.some(isCostlyTerm)),
    unwanted.filter((term) => !isCostlyTerm(term)),
  )
}

/**
 * Of a query with a phrase, expressions that each find at least as much as it does: its words one by one, the longest
 * first, as that is likely the rarest. Counting them is quick; counting a phrase reads where every word stands.
 */
export function looserThanPhrase({ wanted }: SearchQuery): string[] {
  const phrases = wanted
    .filter((group) => group.length === 1)
    .flat()
    .filter(({ tokens }) => tokens.length > 1)
  return phrases
    .flatMap((term) => (term.prefix ? term.tokens.slice(0, -1) : term.tokens))
    .toSorted((a, b) => b.length - a.length)
    .map((token) => termExpression({ tokens: [token], prefix: false, titleOnly: false }))
}

function isCostlyTerm({ tokens, prefix }: SearchTerm): boolean {
  const last = tokens.at(-1)!
  return prefix && last.length <= (isUnspaced(last) ? 1 : 3)
}

type Words = { readonly title: string | null; readonly text: string; readonly reflection: string | null }

/** Whether a dream has the words that were asked for: what the index says, without the index. */
export function holds(query: SearchQuery, dream: Words): boolean {
  const title = spaced(dream.title)
  const text = spaced(dream.text)
  const reflection = spaced(dream.reflection)
  const has = (term: SearchTerm) => {
    const words = ` ${term.tokens.join(' ')}${term.prefix ? '' : ' '}`
    if (title.includes(words)) return true
    return !term.titleOnly && (text.includes(words) || reflection.includes(words))
  }
  return query.wanted.every((group) => group.some(has)) && !query.unwanted.some(has)
}

function spaced(text: string | null): string {
  return text === null ? '' : ` ${foldText(text)} `
}
