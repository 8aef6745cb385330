import type { Quoted } from '../../../contract/model/reading.ts'

export type Range = { readonly from: number; readonly to: number }

const MOST_WORDS = 14
/** A clause of more words is parted where it goes on with "and". */
const ONE_CLAUSE = 10
const AROUND = 4
/** Longer than this a sentence is told up to here, and goes on in the dream itself. */
const LONGEST_SENTENCE = 30

/** The sentences of a text, without the space around them. Those that hold no letters are left out. */
export function sentencesIn(text: string): Range[] {
  return [...text.matchAll(/[^.!?؟。！？…\n\r]+(?:[.!?؟。！？…]+["”»’)\]]*)?/g)]
    .map(({ index, 0: found }) => trimmed(text, { from: index, to: index + found.length }))
    .filter(({ from, to }) => /[\p{L}\p{N}]/u.test(text.slice(from, to)))
}

/** The words around a place that belong together: its clause, or a stretch of it where that is long. */
export function quoteAround(text: string, place: Range, sentence: Range): Quoted {
  const clause = between(text, place, sentence, BREAK)
  if (wordsIn(text, clause).length <= ONE_CLAUSE) return quoted(text, clause)
  const piece = between(text, place, clause, JOINT)
  const words = wordsIn(text, piece)
  if (words.length <= MOST_WORDS) return quoted(text, piece)
  const first = words.findIndex(({ to }) => to > place.from)
  const last = words.findLastIndex(({ from }) => from < place.to)
  const begin = Math.max(0, first - AROUND)
  const end = Math.min(words.length - 1, last + AROUND)
  const isLoose = (word: Range) => LOOSE.has(text.slice(word.from, word.to).toLowerCase())
  const from = begin === 0 ? begin : begin + words.slice(begin, first).findIndex((word) => !isLoose(word))
  const to = end === words.length - 1 ? end : words.findLastIndex((word, k) => k <= end && !isLoose(word))
  return quoted(text, {
    from: words[from < begin ? first : from]!.from,
    to: words[Math.max(to, last)]!.to,
  })
}

/** Small words that a stretch neither begins nor ends with. */
const LOOSE = new Set(
  `and or of the a an to in on at with that which who was were is are i my our his her their for from by as it had up
  في من على إلى عن أن كان كانت التي الذي مع هو هي ثم`.split(/\s+/),
)

function wordsIn(text: string, { from, to }: Range): Range[] {
  return [...text.slice(from, to).matchAll(/\S+/g)].map(({ index, 0: word }) => ({
    from: from + index,
    to: from + index + word.length,
  }))
}

/** A sentence, or as much of it as can be told back. */
export function opening(text: string, sentence: Range): { quote: string; cut: boolean } {
  const words = [...text.slice(sentence.from, sentence.to).matchAll(/\S+/g)]
  const last = words[LONGEST_SENTENCE - 1]
  if (words.length <= LONGEST_SENTENCE || !last)
    return { quote: text.slice(sentence.from, sentence.to), cut: false }
  const to = sentence.from + last.index + last[0].length
  return { quote: quoted(text, { from: sentence.from, to }).quote, cut: true }
}

/** From the break before a place to the one after it. */
function between(text: string, place: Range, { from, to }: Range, breaks: RegExp): Range {
  const before = [...text.slice(from, place.from).matchAll(breaks)].at(-1)
  const after = [...text.slice(place.to, to).matchAll(breaks)][0]
  return {
    from: before ? from + before.index + before[0].length : from,
    to: after ? place.to + after.index : to,
  }
}

const BREAK = /[,،;؛:"“”«»()]|\s[–—-]\s|\s(?:but|then|because|(?<!a )while|until)\s/g
/** Where a long clause may be parted. */
const JOINT = /\s(?:and|so that|where|when|which|who|ثم|لأن|حيث|حين)\s/g

function quoted(text: string, range: Range): Quoted {
  const { from: begin, to } = trimmed(text, range, EDGE)
  const from = begin + (GOES_ON.exec(text.slice(begin, to))?.[0].length ?? 0)
  return { quote: text.slice(from, to), from, to }
}

/** A clause that goes on from another is quoted without its "and". */
const GOES_ON = /^(?:and|but|so|then)\s+(?=\S+\s+\S)/i
const EDGE = /[\s.!?؟,،;؛:…–—"“”«»()]/

function trimmed(text: string, { from, to }: Range, edge = /\s/): Range {
  let first = from
  let last = to
  while (first < last && edge.test(text[first]!)) first++
  while (last > first && edge.test(text[last - 1]!)) last--
  return { from: first, to: last }
}
