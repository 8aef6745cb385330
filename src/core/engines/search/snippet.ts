import { cutBack, cutForward } from './cuts.ts'
import { findTerms, toMarks, type Found, type Mark } from './marks.ts'
import type { SearchTerm } from './query-terms.ts'

export interface Snippet {
  /** White space and line breaks as single spaces; Markdown left as it is. At most `length` code units. */
  readonly text: string
  /** UTF-16 offsets into `text`. */
  readonly marks: Mark[]
  /** Whether the dream has more before and after: how that looks is for whoever shows it. */
  readonly cutBefore: boolean
  readonly cutAfter: boolean
}

/** The part of a dream's text that says best why it was found; its beginning where nothing was found in it. */
export function cutSnippet(
  text: string,
  terms: readonly SearchTerm[],
  { length }: { length: number },
): Snippet {
  return cut(lookInto(text, textTerms(terms)), length)
}

/** Those that are looked for outside titles too. */
export function textTerms(terms: readonly SearchTerm[]): SearchTerm[] {
  return terms.filter((term) => !term.titleOnly)
}

/** A text on one line, and what was found in it. */
export interface Looked {
  readonly flat: string
  readonly found: readonly Found[]
}

export function lookInto(text: string, terms: readonly SearchTerm[]): Looked {
  const flat = text.trim().replace(/\s{2,}|[^\S ]/g, ' ')
  return { flat, found: findTerms(flat, terms) }
}

export function cut({ flat, found }: Looked, length: number): Snippet {
  const [start, end] = chooseCut(flat, found, length)
  const inside = found.filter((one) => one.start >= start && one.start < end)
  return {
    text: flat.slice(start, end),
    marks: toMarks(inside).map(([from, to]) => [from - start, Math.min(to, end) - start]),
    cutBefore: start > 0,
    cutAfter: end < flat.length,
  }
}

function chooseCut(text: string, found: readonly Found[], length: number): [start: number, end: number] {
  if (text.length <= length) return [0, text.length]
  const { first, last } = bestCluster(found, length)
  // A quarter of the length is kept for what stands before, when there is as much to spare.
  const before = Math.min(Math.floor(length / 4), Math.max(0, length - (last - first)))
  const wanted = Math.max(0, Math.min(first - before, text.length - length))
  const start = cutForward(text, wanted, first)
  const end = start + length
  return [start, end >= text.length ? text.length : cutBack(text, end, Math.max(start + 1, last))]
}

/**
 * The stretch that fits and has the most different terms, then the most matches; of several terms the closest
 * together; and of equals the first.
 */
function bestCluster(found: readonly Found[], length: number): Cluster {
  let best: Cluster = { first: 0, last: 0, terms: 0, count: 0 }
  const seen = new Map<number, number>()
  let left = 0
  found.forEach(({ term, end }, right) => {
    seen.set(term, (seen.get(term) ?? 0) + 1)
    while (left < right && end - found[left]!.start > length) {
      const gone = found[left++]!.term
      const times = seen.get(gone)! - 1
      if (times === 0) seen.delete(gone)
      else seen.set(gone, times)
    }
    const here = { first: found[left]!.start, last: end, terms: seen.size, count: right - left + 1 }
    if (isBetter(here, best)) best = here
  })
  return best
}

interface Cluster {
  readonly first: number
  readonly last: number
  readonly terms: number
  readonly count: number
}

function isBetter(one: Cluster, other: Cluster): boolean {
  if (one.terms !== other.terms) return one.terms > other.terms
  if (one.count !== other.count) return one.count > other.count
  return one.terms > 1 && one.last - one.first < other.last - other.first
}
