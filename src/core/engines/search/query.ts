import type { ReadNight, SearchFilter } from './query-filters.ts'
import { readPieces, type Piece } from './query-pieces.ts'
import { termExpression, type SearchTerm } from './query-terms.ts'

/** What somebody typed, taken apart. A dream is found when all of it holds. */
export interface SearchQuery {
  /** FTS5 expression over folded text, or null where no words were asked for. */
  readonly match: string | null
  /**
   * FTS5 expression of what must not be there, or null. Beside `match` it is `(match) NOT (exclude)`; alone it
   * cannot be asked of FTS5, and the store takes away the rows that it finds.
   */
  readonly exclude: string | null
  /** Every group must hold; a group holds when any filter in it does (`tag:sea OR tag:lake`). */
  readonly filters: readonly (readonly SearchFilter[])[]
  /** What `match` says: of each group one term at least. Joined, these are what to mark in a dream that was found. */
  readonly wanted: readonly (readonly SearchTerm[])[]
  /** What `exclude` says: none of these. */
  readonly unwanted: readonly SearchTerm[]
  /** Pieces in which there is nothing to look for (`!?`). Where there is nothing else, nothing is found. */
  readonly ignored: readonly string[]
}

/**
 * Words, "phrases", prefix*, -not, filters, and OR between two words or two filters (closer than the space:
 * `sea OR lake house` wants the house). The last word is a prefix unless something closes it. Brackets only
 * separate. Never fails: what is not understood is read as words, and nothing that was typed reaches FTS5 but
 * folded words in quotation marks.
 *
 * `readNight` says which night the words of since: and until: mean; those it does not know are read as words.
 *
 * Arabic: the article and what is written onto a word (و ف ب ك ل) are not taken off; البيت is not found by بيت.
 */
export function parseQuery(typed: string, readNight: ReadNight = (said) => said): SearchQuery {
  const all = readPieces(typed, readNight)
  // Alone, OR is a word like others (gold, in French).
  const pieces = all.every((piece) => piece.isOr) ? all.map((piece) => ({ ...piece, isOr: false })) : all

  const wanted: SearchTerm[][] = []
  const filters: SearchFilter[][] = []
  const unwanted: SearchTerm[] = []
  pieces.forEach((piece, i) => {
    const before = pieces[i - 2]
    const joins = pieces[i - 1]?.isOr === true && before !== undefined
    if (piece.isOr) return
    if (piece.filter) {
      if (joins && before.filter) filters.at(-1)!.push(piece.filter)
      else filters.push([piece.filter])
    } else if (piece.not) {
      unwanted.push(...piece.terms)
    } else {
      const [first, ...rest] = piece.terms
      if (!first) return
      if (joins && isWanted(before)) wanted.at(-1)!.push(first)
      else wanted.push([first])
      wanted.push(...rest.map((term) => [term]))
    }
  })
  return {
    ...expressionsOf(wanted, unwanted),
    filters,
    wanted,
    unwanted,
    ignored: pieces.filter(isNothing).map((piece) => piece.typed),
  }
}

export function expressionsOf(
  wanted: readonly (readonly SearchTerm[])[],
  unwanted: readonly SearchTerm[],
): Pick<SearchQuery, 'match' | 'exclude'> {
  return { match: anyOfEach(wanted), exclude: unwanted.length > 0 ? anyOf(unwanted) : null }
}

function isWanted(piece: Piece): boolean {
  return !piece.isOr && !piece.not && !piece.filter && piece.terms.length > 0
}

function isNothing(piece: Piece): boolean {
  return !piece.isOr && !piece.filter && piece.terms.length === 0
}

function anyOfEach(groups: readonly (readonly SearchTerm[])[]): string | null {
  if (groups.length === 0) return null
  const each = groups.map((group) => (group.length > 1 ? `(${anyOf(group)})` : anyOf(group)))
  return [...new Set(each)].join(' AND ')
}

function anyOf(terms: readonly SearchTerm[]): string {
  return [...new Set(terms.map(termExpression))].join(' OR ')
}
