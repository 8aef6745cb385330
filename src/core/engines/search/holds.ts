import { isUnspaced } from '../../lib/fold/characters.ts'
import { foldText } from '../../lib/fold/fold.ts'
import type { SearchQuery } from './query.ts'
import type { SearchTerm } from './query-terms.ts'

/**
 * Whether FTS5 would have to join the lists of thousands of words before it knows the first row (th*, の). Such
 * a query is met by most dreams: looking through the newest few with `holds` is a hundred times as fast.
 */
export function isCostly(query: SearchQuery): boolean {
  return [...query.wanted.flat(), ...query.unwanted].some(({ tokens, prefix }) => {
    const last = tokens.at(-1)!
    return prefix && last.length <= (isUnspaced(last) ? 1 : 2)
  })
}

/** Whether a dream has the words that were asked for: what the index says, without the index. */
export function holds(query: SearchQuery, dream: { title: string; body: string }): boolean {
  const title = ` ${foldText(dream.title)} `
  const body = ` ${foldText(dream.body)} `
  const has = (term: SearchTerm) => {
    const words = ` ${term.tokens.join(' ')}${term.prefix ? '' : ' '}`
    return title.includes(words) || (!term.titleOnly && body.includes(words))
  }
  return query.wanted.every((group) => group.some(has)) && !query.unwanted.some(has)
}
