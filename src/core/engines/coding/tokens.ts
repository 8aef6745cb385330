/** A word of a dream, and where it stands. */
export type Token = {
  /** In small letters, with a straight apostrophe, without `'s` and what pronouns are shortened with. */
  readonly word: string
  readonly start: number
  readonly end: number
  /** Without `'s`: what a quote shows of a name. */
  readonly bareEnd: number
  readonly sentence: number
  /** Written with a capital, and not only because a sentence begins. */
  readonly capital: boolean
  readonly first: boolean
  readonly possessive: boolean
  /** A comma, a quote or the like stands before it. */
  readonly paused: boolean
}

const WORD = /[\p{L}\p{N}]+(?:[-'’][\p{L}\p{N}]+)*/gu
const ENDS = /[.!?…]|\n\s*\n/u
const PAUSES = /[,;:()"“”—–]|\s-\s/u
const SHORTENED = new Set(['mr', 'mrs', 'ms', 'dr', 'prof', 'st', 'sgt', 'capt', 'lt', 'jr', 'sr', 'rev'])
const PRONOUNS = new Set(['i', 'you', 'he', 'she', 'it', 'we', 'they', 'who', 'that', 'there', 'what'])

export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let sentence = 0
  let last = 0
  for (const { 0: written, index } of text.matchAll(WORD)) {
    const between = text.slice(last, index)
    const before = tokens.at(-1)
    const ends = before !== undefined && ENDS.test(between) && !isShortened(before, between)
    if (ends) sentence++
    const end = index + written.length
    const lower = written.toLowerCase().replaceAll('’', "'")
    const possessive =
      /(?:'s|s')$/.test(lower) || (lower.endsWith('s') && /^['’]\s/.test(text.slice(end, end + 2)))
    const word = wordOf(lower)
    tokens.push({
      word,
      start: index,
      end,
      bareEnd: lower.endsWith("'s") ? end - 2 : end,
      sentence,
      capital: /^\p{Lu}/u.test(written),
      first: before === undefined || ends,
      possessive: possessive && !PRONOUNS.has(word),
      paused: before !== undefined && PAUSES.test(between),
    })
    last = end
  }
  return tokens
}

function wordOf(lower: string): string {
  const short = /^(?<pronoun>[a-z]+)'(?:s|m|re|ve|ll|d)$/.exec(lower)?.groups?.['pronoun']
  if (short !== undefined && PRONOUNS.has(short)) return short
  return lower.endsWith("'s") ? lower.slice(0, -2) : lower
}

function isShortened(before: Token, between: string): boolean {
  return SHORTENED.has(before.word) && /^\.\s*$/.test(between)
}

const NOT = new Set([
  'not',
  'never',
  'no',
  'without',
  'nor',
  'neither',
  'hardly',
  'cannot',
  'nobody',
  'none',
  'nothing',
])
const REACH = 4

/** Whether a word shortly before, in the same breath, says that it is not so. */
export function isNegated(tokens: readonly Token[], at: number): boolean {
  const here = tokens[at]
  if (!here) return false
  for (let index = at - 1; index >= Math.max(0, at - REACH); index--) {
    const token = tokens[index]
    if (!token || token.sentence !== here.sentence) return false
    if (token.word === 'but' || token.word === 'because' || tokens[index + 1]?.paused === true) return false
    if (NOT.has(token.word) || token.word.endsWith("n't")) return tokens[index + 1]?.word !== 'only'
  }
  return false
}
