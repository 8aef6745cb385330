import type { Quoted } from '../../../contract/model/reading.ts'
import { foldText } from '../../lib/fold/fold.ts'
import { foldMapped, type FoldedMap } from '../search/fold-with-map.ts'

export type Grounded = Quoted & {
  /** The model had other letters; these are the dream’s. */
  readonly repaired: boolean
}

/** How alike a stretch of the dream must be to count as what was quoted. */
const ALIKE = 0.92
/** Below it one changed letter is a quarter of a quote, and the best window means nothing. */
const FEWEST_LETTERS = 12

export type Grounds = {
  /** The words of the dream this quote was taken from, or undefined where it has none like them. */
  find(quote: string, options?: { fewestWords?: number }): Grounded | undefined
}

/** Finds quotes in a text: letter by letter, else in any spelling, else by the stretch most like them. */
export function createGrounds(text: string): Grounds {
  let map: FoldedMap | undefined
  const folded = () => (map ??= foldMapped(text))
  return {
    find(written, { fewestWords = 1 } = {}) {
      const quote = bare(written)
      if (!saysEnough(quote, fewestWords)) return undefined
      const exact = findWhole(text, quote)
      if (exact !== undefined) {
        const own = text.slice(exact.from, exact.to)
        return { quote: own, ...exact, repaired: own !== written.trim() }
      }
      const place = findFolded(folded().folded, wanted(quote))
      if (place === undefined) return undefined
      const { start, end } = folded().range(place.from, place.to)
      return { quote: text.slice(start, end), from: start, to: end, repaired: true }
    },
  }
}

/** Without the quotation marks and dots a model may put round a quote. */
function bare(quote: string): string {
  return quote
    .trim()
    .replace(/^(?:\.{3}|[…"“”„«»‹›「」『』'‘’\s])+/u, '')
    .replace(/(?:\.{3}|[…"“”„«»‹›「」『』'‘’\s])+$/u, '')
}

function saysEnough(quote: string, fewestWords: number): boolean {
  const letters = quote.match(/[\p{L}\p{N}]/gu)?.length ?? 0
  if (UNSPACED.test(quote)) return letters >= 2
  return letters >= 3 && (quote.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) >= fewestWords
}

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** At the edges of words: `art` is not quoted from `party`. */
function findWhole(text: string, quote: string): Place | undefined {
  for (let from = text.indexOf(quote); from >= 0; from = text.indexOf(quote, from + 1)) {
    const place = { from, to: from + quote.length }
    if (UNSPACED.test(quote)) return place
    const whole = wholeWords(text, place)
    if (whole !== undefined) return whole
  }
  return undefined
}

/** Arabic writes its small words onto the next one: who leaves them out quotes all the same, and gets them back. */
const WRITTEN_ON = 3

function wholeWords(text: string, { from, to }: Place): Place | undefined {
  let start = from
  let end = to
  if (isLetter(text, from)) while (isLetter(text, start - 1)) start--
  if (isLetter(text, to - 1)) while (isLetter(text, end)) end++
  if (start === from && end === to) return { from, to }
  const isArabic = /[\p{Script=Arabic}]/u.test(text.slice(start, end))
  return isArabic && from - start <= WRITTEN_ON && end - to <= WRITTEN_ON
    ? { from: start, to: end }
    : undefined
}

function isLetter(text: string, at: number): boolean {
  return at >= 0 && at < text.length && /[\p{L}\p{M}\p{N}]/u.test(text[at]!)
}

/** Where nothing separates words the fold writes pairs, and a last sign that the text goes on after. */
function wanted(quote: string): string[] {
  const tokens = foldText(quote)
    .split(' ')
    .filter((token) => token !== '')
  const last = tokens.at(-1)
  return tokens.length > 1 && last?.length === 1 && UNSPACED.test(last) ? tokens.slice(0, -1) : tokens
}

type Place = { readonly from: number; readonly to: number }

function findFolded(text: string, quote: readonly string[]): Place | undefined {
  if (quote.length === 0) return undefined
  const phrase = quote.join(' ')
  const found = findWhole(text, phrase)
  if (found !== undefined) return found
  return phrase.length < FEWEST_LETTERS ? undefined : mostAlike(text, phrase, quote.length)
}

/** The stretch of whole words that is most like this phrase, if one is enough so. */
function mostAlike(text: string, phrase: string, words: number): Place | undefined {
  const starts = [0, ...[...text.matchAll(/ /g)].map(({ index }) => index + 1)]
  const ends = [...starts.slice(1).map((start) => start - 1), text.length]
  const most = Math.floor(phrase.length * (1 - ALIKE) + 1e-9)
  const letters = lettersOf(phrase)
  let best: (Place & { distance: number }) | undefined
  for (const [index, from] of starts.entries()) {
    for (const count of [words, words - 1, words + 1]) {
      const to = ends[index + count - 1]
      if (count < 1 || to === undefined || Math.abs(to - from - phrase.length) > most) continue
      const window = text.slice(from, to)
      if (lettersApart(letters, lettersOf(window)) > most * 2) continue
      const distance = distanceOf(phrase, window, Math.min(most, (best?.distance ?? most + 1) - 1))
      if (distance !== undefined) best = { from, to, distance }
      if (best?.distance === 0) return best
    }
  }
  return best
}

function lettersOf(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const sign of text) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  return counts
}

function lettersApart(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let apart = 0
  for (const [sign, count] of one) apart += Math.abs(count - (other.get(sign) ?? 0))
  for (const [sign, count] of other) if (!one.has(sign)) apart += count
  return apart
}

/** How many letters must be changed, added or taken away; undefined where it is more than this. */
function distanceOf(one: string, other: string, most: number): number | undefined {
  if (most < 0) return undefined
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    let least = i
    for (let j = 1; j <= other.length; j++) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1
      const value = Math.min(row[j - 1]! + cost, row[j]! + 1, next[j - 1]! + 1)
      next.push(value)
      if (value < least) least = value
    }
    if (least > most) return undefined
    row = next
  }
  const distance = row[other.length]!
  return distance <= most ? distance : undefined
}
