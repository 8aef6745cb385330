import type { FoldedToken } from '../search/fold-with-map.ts'
import { arabicForms, type Form } from './arabic-forms.ts'
import { termsOf, type Entry, type Spoken, type Term } from './terms.ts'

/** Where an entry of a list was found, in words of the text. */
export type Hit = {
  readonly id: string
  readonly noun: string | null
  /** The first word of it, and the one after its last. */
  readonly from: number
  readonly to: number
}

export type Finder = {
  /** Each word of the text belongs to one hit at most: the longest, of equals the plainest. */
  find(text: string, tokens: readonly FoldedToken[], languages: readonly Spoken[]): Hit[]
}

type Candidate = Hit & { readonly plainness: number; readonly not: boolean }

const PLAINNESS = { 'as-is': 2, joined: 1, begins: 1, noun: 0 } as const
const ARABIC = /^[\u0621-\u064a\u0671]/

export function createFinder(entries: readonly Entry[]): Finder {
  const byFirst = new Map<string, Term[]>()
  for (const term of entries.flatMap(termsOf)) {
    const there = byFirst.get(term.first)
    if (there) there.push(term)
    else byFirst.set(term.first, [term])
  }

  return {
    find(text, tokens, languages) {
      const candidates = tokens.flatMap((_, from) => candidatesAt(tokens, from))
      return longestFirst(withoutNotMeant(candidates))

      function candidatesAt(all: readonly FoldedToken[], from: number): Candidate[] {
        const token = all[from]!.token
        const forms: readonly Form[] = ARABIC.test(token)
          ? arabicForms(token)
          : [{ stem: token, kind: 'as-is' }]
        return forms.flatMap(({ stem, kind }) =>
          (byFirst.get(stem) ?? [])
            .filter(
              (term) =>
                languages.includes(term.language) &&
                (kind !== 'noun' || !term.exact) &&
                (kind !== 'begins' || term.rest.length > 0) &&
                term.rest.every((word, k) => all[from + 1 + k]?.token === word) &&
                isWritten(term, all.slice(from, from + 1 + term.rest.length)),
            )
            .map(({ id, noun, not, rest }) => ({
              id,
              noun,
              not,
              from,
              to: from + 1 + rest.length,
              plainness: PLAINNESS[kind],
            })),
        )
      }

      function isWritten({ needs }: Term, words: readonly FoldedToken[]): boolean {
        if (needs === null) return true
        return text.slice(words[0]!.start, words.at(-1)!.end).normalize('NFC').includes(needs)
      }
    },
  }
}

/** Leaves out what is only part of something else that its entry does not mean. */
function withoutNotMeant(candidates: readonly Candidate[]): Candidate[] {
  const not = new Set(candidates.filter((one) => one.not).flatMap(placesOf))
  return candidates.filter((one) => !one.not && !placesOf(one).some((place) => not.has(place)))
}

/** Each word of it, as a place that only the same entry shares. */
function placesOf({ id, from, to }: Candidate): string[] {
  return Array.from({ length: to - from }, (_, k) => `${from + k} ${id}`)
}

function longestFirst(candidates: readonly Candidate[]): Hit[] {
  const taken = new Set<number>()
  const hits: Hit[] = []
  const best = candidates.toSorted(
    (a, b) => b.to - b.from - (a.to - a.from) || b.plainness - a.plainness || a.from - b.from,
  )
  for (const { id, noun, from, to } of best) {
    const words = Array.from({ length: to - from }, (_, k) => from + k)
    if (words.some((word) => taken.has(word))) continue
    for (const word of words) taken.add(word)
    hits.push({ id, noun, from, to })
  }
  return hits.toSorted((a, b) => a.from - b.from)
}
