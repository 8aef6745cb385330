import { isUnspaced } from '../../lib/fold/characters.ts'
import { foldMapped } from './fold-with-map.ts'
import type { SearchTerm } from './query-terms.ts'

/** Where in a text a term was found. */
export interface Found {
  readonly start: number
  readonly end: number
  /** Which term: its place in the list that was looked for. */
  readonly term: number
}

/** In order of `start`. A prefix is found as the whole word that begins with it. */
export function findTerms(text: string, terms: readonly SearchTerm[]): Found[] {
  if (terms.length === 0) return []
  const { folded, range } = foldMapped(text)
  // Words stand between single spaces, so a plain search for ` the house ` meets whole words and nothing else.
  const spaced = ` ${folded} `
  const found: Found[] = []
  terms.forEach(({ tokens, prefix }, term) => {
    const words = ` ${tokens.join(' ')}`
    const sought = prefix ? words : `${words} `
    const wholeWord = prefix && !isUnspaced(tokens.at(-1)!)
    let times = 0
    for (
      let at = spaced.indexOf(sought);
      at >= 0 && times < ENOUGH;
      at = spaced.indexOf(sought, at + 1), times++
    ) {
      const last = wholeWord ? spaced.indexOf(' ', at + words.length) : at + words.length
      found.push({ ...range(at, last - 1), term })
    }
  })
  return found.toSorted((a, b) => a.start - b.start || b.end - a.end)
}

/** Nobody looks at more marks of one term, and a book has the word "the" ten thousand times. */
const ENOUGH = 1000

export type Mark = readonly [start: number, end: number]

/** The marks of what was found, those that touch or overlap (東京 and 京都) as one. */
export function toMarks(found: readonly Found[]): Mark[] {
  const marks: [number, number][] = []
  for (const { start, end } of found) {
    const last = marks.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else marks.push([start, end])
  }
  return marks
}

/** For a title, which is shown whole. */
export function markTitle(title: string, terms: readonly SearchTerm[]): Mark[] {
  return toMarks(findTerms(title, terms))
}
