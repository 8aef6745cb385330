import type { Token } from './tokens.ts'

/** Word lists are kept as lines, each with several entries between commas. */
export function entriesOf(lines: readonly string[]): string[] {
  return lines.flatMap((line) => line.split(',')).map((entry) => entry.trim())
}

export type Phrase<T> = { readonly words: readonly string[]; readonly means: T }
export type Found<T> = {
  /** The first and the last of its tokens. */
  readonly from: number
  readonly to: number
  readonly means: T
  readonly gap: number
}

/** How many words may stand between a verb and the rest of it: "locked him up". */
const GAP = 2

/** What an object may stand before: "locked him up", but not "hid it from". */
const PARTICLES = new Set([
  'up',
  'out',
  'down',
  'off',
  'away',
  'over',
  'prisoner',
  'hostage',
  'behind',
  'around',
  'captive',
])

/** Phrases by their first word, the longest first. */
export class Phrasebook<T> {
  readonly #byFirst = new Map<string, Phrase<T>[]>()

  add(phrase: string, means: T): this {
    const words = phrase.split(' ')
    const first = words[0] ?? ''
    const known = this.#byFirst.get(first) ?? []
    known.push({ words, means })
    known.sort((a, b) => b.words.length - a.words.length)
    this.#byFirst.set(first, known)
    return this
  }

  addAll(phrases: readonly string[], means: T): this {
    for (const phrase of phrases) this.add(phrase, means)
    return this
  }

  /** All that begin with this token. `mayPart` lets an object stand after the first word. */
  at(tokens: readonly Token[], at: number, { mayPart = false } = {}): Found<T> | undefined {
    for (const { words, means } of this.#byFirst.get(tokens[at]?.word ?? '') ?? []) {
      const whole = follows(tokens, at + 1, words, 1)
      if (whole !== undefined) return { from: at, to: whole, means, gap: 0 }
      if (!mayPart || words.length !== 2 || !PARTICLES.has(words[1] ?? '')) continue
      for (let gap = 1; gap <= GAP; gap++) {
        const parted = follows(tokens, at + 1 + gap, words, 1)
        if (parted !== undefined && sameBreath(tokens, at, parted))
          return { from: at, to: parted, means, gap }
      }
    }
    return undefined
  }
}

function follows(
  tokens: readonly Token[],
  start: number,
  words: readonly string[],
  skip: number,
): number | undefined {
  const sentence = tokens[start - 1]?.sentence
  for (let index = skip; index < words.length; index++) {
    const token = tokens[start + index - skip]
    if (!token || token.word !== words[index] || token.sentence !== sentence) return undefined
  }
  return start + words.length - skip - 1
}

function sameBreath(tokens: readonly Token[], from: number, to: number): boolean {
  for (let index = from + 1; index <= to; index++) if (tokens[index]?.paused !== false) return false
  return tokens[from]?.sentence === tokens[to]?.sentence
}

/** `=these words`, or a verb in all its forms: `bite/bit/bitten off`. */
export function formsOf(entry: string): string[] {
  if (entry.startsWith('=')) return [entry.slice(1)]
  const [verb = '', ...rest] = entry.split(' ')
  const [base = '', past = regularPast(base), participle = past] = verb.split('/')
  const tail = rest.length > 0 ? ` ${rest.join(' ')}` : ''
  const forms = new Set([base, thirdPerson(base), past, participle, gerund(base)])
  return [...forms].map((form) => form + tail)
}

const VOWEL = 'aeiou'

function thirdPerson(base: string): string {
  if (/[^aeiou]y$/.test(base)) return `${base.slice(0, -1)}ies`
  return /(?:s|x|z|ch|sh|o)$/.test(base) ? `${base}es` : `${base}s`
}

function regularPast(base: string): string {
  if (base.endsWith('e')) return `${base}d`
  if (/[^aeiou]y$/.test(base)) return `${base.slice(0, -1)}ied`
  return `${doubled(base)}ed`
}

function gerund(base: string): string {
  if (base.endsWith('ie')) return `${base.slice(0, -2)}ying`
  if (base.endsWith('e') && !base.endsWith('ee')) return `${base.slice(0, -1)}ing`
  return `${doubled(base)}ing`
}

/** The stress falls on the last syllable of these. */
const DOUBLES = new Set(['forbid', 'rebel', 'kidnap'])

function doubled(base: string): string {
  const [third = '', second = '', last = ''] = base.slice(-3)
  const short =
    !VOWEL.includes(last) && !'wxyh'.includes(last) && VOWEL.includes(second) && !VOWEL.includes(third)
  const oneSyllable =
    base
      .replaceAll(/[^aeiouy]+/g, ' ')
      .trim()
      .split(' ').length === 1
  return short && (oneSyllable || DOUBLES.has(base)) ? base + last : base
}
