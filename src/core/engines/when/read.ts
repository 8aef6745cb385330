import { isLoose, readDigits } from './digits.ts'
import {
  type Failure,
  type Found,
  isFailure,
  type Language,
  type Mark,
  type Meaning,
  notUnderstood,
} from './found.ts'

const LONGEST_PHRASE = 4
/** A pasted page is no date, and some patterns below would take their time over one word of its length. */
const LONGEST_TEXT = 200

/** What a text says, in whatever order; a word that says nothing known, or two that disagree, fail it. */
export function readWords(text: string, language: Language): Found | Failure {
  if (text.length > LONGEST_TEXT) return notUnderstood(text)
  const words = wordsOf(text)
  let notes: Notes | undefined = { found: {}, numbers: [] }
  while (words.length > 0) {
    const meaning = takeMeaning(words, language)
    if (!meaning) return notUnderstood(text)
    if (isFailure(meaning)) return meaning
    notes = note(notes, meaning)
    if (!notes) return notUnderstood(text)
  }
  return placeNumbers(notes) ?? notUnderstood(text)
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      // Our own "Thu→Fri 20 Nov 2026": only the date matters, and that it is the night's end.
      .replace(/\S+\s*→/, ' → ')
      .replace(/’/g, "'")
      .replace(/(?<=[a-z])'s\b|[,"“”()]/g, ' ')
      // An instant with its offset may be written with a space, as git and databases do.
      .replace(/(\d{4}-\d\d-\d\d) (\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(z|[+-]\d\d:?\d\d)(?=\s|$)/, '$1t$2$3')
      .split(/\s+/)
      .map((word) => (/^\d/.test(word) ? word : word.replace(/[.!?]+$/, '')))
      .filter((word) => word !== '')
  )
}

/** Takes the longest phrase, or else one word, from the front. */
function takeMeaning(words: string[], { phrases }: Language): Meaning | Failure | undefined {
  for (let length = Math.min(LONGEST_PHRASE, words.length); length > 0; length--) {
    const phrase = words.slice(0, length).join(' ')
    if (!Object.hasOwn(phrases, phrase)) continue
    words.splice(0, length)
    return phrases[phrase]
  }
  const word = words.shift() ?? ''
  if (word === '→') return { ends: true }
  const digits = readDigits(word)
  if (digits) return digits
  // 4:30am, 20th, 5h: digits and letters are words of their own.
  const parts = word.match(/^([\d:]+)(\p{L}.*)$/u)?.slice(1)
  if (!parts) return undefined
  words.unshift(...parts)
  return {}
}

interface Notes {
  readonly found: Found
  readonly numbers: readonly { readonly value: number; readonly padded: boolean; readonly isHour: boolean }[]
  /** The word before, when it was a number or a time. */
  readonly previous?: 'number' | 'time' | undefined
  readonly hourNext?: boolean | undefined
}

function note({ found, numbers, previous, hourNext }: Notes, meaning: Meaning): Notes | undefined {
  const { number, half, ordinal, hourNext: before, ...slots } = meaning
  if (half) return noteHalf({ found, numbers, previous }, half)
  if (ordinal) {
    const day = previous === 'number' ? numbers.at(-1)?.value : undefined
    return day === undefined ? undefined : merge({ found, numbers: numbers.slice(0, -1) }, { day })
  }
  if (number) {
    return { found, numbers: [...numbers, { ...number, isHour: hourNext === true }], previous: 'number' }
  }
  const isFiller = isEmpty(slots)
  const isAfterHour = previous === 'time' || (previous === 'number' && numbers.at(-1)?.isHour)
  // "Tuesday night at 3 in the morning" is one night; the morning only says which 3.
  if (isAfterHour && slots.part && slots.part !== 'night' && Object.keys(slots).length === 1) {
    return noteHalf({ found, numbers, previous }, slots.part === 'morning' ? 'am' : 'pm')
  }
  const next = merge({ found, numbers }, slots)
  if (!next) return undefined
  if (isFiller) return { ...next, previous, hourNext: before ?? hourNext }
  return { ...next, previous: slots.time && 'time' }
}

function noteHalf(notes: Notes, half: NonNullable<Mark['half']>): Notes | undefined {
  const { found, numbers, previous } = notes
  if (previous === 'time' && found.time) {
    return { found: { ...found, time: inHalf(found.time, half) }, numbers }
  }
  const hour = previous === 'number' ? numbers.at(-1) : undefined
  if (!hour || hour.value > 23) return undefined
  const time = { hour: hour.value, minute: 0, loose: true }
  return merge({ found, numbers: numbers.slice(0, -1) }, { time: inHalf(time, half) })
}

function inHalf(time: { hour: number; minute: number; loose: boolean }, half: NonNullable<Mark['half']>) {
  if (half === 'either' || time.hour > 12) return time
  return { ...time, hour: (time.hour % 12) + (half === 'pm' ? 12 : 0), loose: false }
}

function merge(notes: Notes, slots: Found): Notes | undefined {
  const { found } = notes
  for (const [slot, value] of Object.entries(slots)) {
    const there = found[slot as keyof Found]
    if (there !== undefined && there !== value) return undefined
  }
  return { ...notes, found: { ...found, ...slots } }
}

/** What a bare number is follows from what stands beside it, so it is settled last. */
function placeNumbers({ found, numbers }: Notes): Found | undefined {
  let notes: Notes | undefined = { found, numbers: [] }
  for (const { value, padded, isHour } of numbers) {
    const { month, day, unit, ago, count } = notes.found
    if (!isHour && month !== undefined && day === undefined) notes = merge(notes, { day: value })
    else if (!isHour && (unit ?? ago) && count === undefined) notes = merge(notes, { count: value })
    else if (value > 23 || (!isHour && (month !== undefined || isEmpty(notes.found)))) return undefined
    else notes = merge(notes, { time: { hour: value, minute: 0, loose: isLoose(value, padded ? '0' : '') } })
    if (!notes) return undefined
  }
  return notes.found
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0
}
