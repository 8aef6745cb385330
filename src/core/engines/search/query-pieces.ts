import { parseFilter, type ReadNight, type SearchFilter } from './query-filters.ts'
import { makeTerm, type SearchTerm } from './query-terms.ts'

/** A piece of what was typed. Several terms where something looked like a filter and was none. */
export interface Piece {
  readonly typed: string
  readonly not: boolean
  readonly isOr: boolean
  readonly filter: SearchFilter | undefined
  readonly terms: readonly SearchTerm[]
}

/** Keyboards and correction write quotation marks in many ways. */
const QUOTES = '"“”„‟«»'
const PIECE = new RegExp(
  `(?<minus>(?<=^|[\\s(])-(?!-))?(?:(?<field>[a-z]+):)?` +
    `(?:[${QUOTES}](?<phrase>[^${QUOTES}]*)(?:[${QUOTES}]|$)(?<star>\\*?)|(?<word>[^\\s()${QUOTES}]+))`,
  'giu',
)

export function readPieces(typed: string, readNight: ReadNight): Piece[] {
  return [...typed.matchAll(PIECE)].map((found) => {
    const { minus, field, phrase, star, word } = found.groups!
    const not = minus !== undefined
    const open = word !== undefined && found.index + found[0].length === typed.length
    const filter =
      field === undefined ? undefined : parseFilter(field, phrase ?? word ?? '', { not, readNight })
    const prefix = star === '*' || (word !== undefined && word.endsWith('*'))
    const parts = filter ? [] : wordsOf(field, phrase ?? word ?? '')
    return {
      typed: found[0],
      not,
      isOr: found[0] === 'OR',
      filter,
      terms: parts.flatMap(({ text, titleOnly }, i) => {
        const last = i === parts.length - 1
        const term = makeTerm(text, { titleOnly, prefix: last && (prefix || (open && !not)) })
        return term ?? []
      }),
    }
  })
}

function wordsOf(field: string | undefined, text: string): { text: string; titleOnly: boolean }[] {
  if (field === undefined) return [{ text, titleOnly: false }]
  if (field.toLowerCase() === 'title') return [{ text, titleOnly: true }]
  return [field, text].map((part) => ({ text: part, titleOnly: false }))
}
