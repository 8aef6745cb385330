import { graphemes, isAscii } from './graphemes.ts'

/** Columns that text takes on a terminal. Our own colours count nothing. */
export function displayWidth(text: string): number {
  const plain = text.includes('\x1b') ? text.replace(COLOUR, '') : text
  if (isAscii(plain)) return plain.replace(CONTROL, '').length
  // Characters add up; only joined emoji and flags have to be seen whole, and that needs Intl.
  const parts = joins().test(plain) ? graphemes(plain) : plain
  let width = 0
  for (const part of parts) width += graphemeWidth(part)
  return width
}

/** Columns of one character, as graphemes.ts cuts them. */
export function graphemeWidth(grapheme: string): number {
  if (grapheme.length > 1 && joins().test(grapheme)) {
    if (picture().test(grapheme) || grapheme.includes('\ufe0f')) return 2
  }
  return unjoinedWidth(grapheme)
}

/** Columns on a terminal that does not join emoji but draws their parts. */
export function unjoinedWidth(grapheme: string): number {
  let width = 0
  for (const character of grapheme) width += characterWidth(character)
  return width
}

export function truncate(text: string, columns: number): string {
  if (text.length * 2 <= columns || displayWidth(text) <= columns) return text
  if (columns < 1) return ''
  let width = 1
  let kept = ''
  for (const grapheme of graphemes(text)) {
    width += graphemeWidth(grapheme)
    if (width > columns) break
    kept += grapheme
  }
  return `${kept.trimEnd()}…`
}

export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - displayWidth(text)))
}

export function padStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - displayWidth(text))) + text
}

/* oxlint-disable no-control-regex */
const COLOUR = /\x1b\[[\d;]*m/g
const CONTROL = /[\x00-\x1f\x7f]/g
// Functions, because making an expression with Unicode properties costs, and plain ASCII never needs one.
const joins = () => /\u200d|\ufe0f|\p{Regional_Indicator}|\p{Emoji_Modifier}/u
const picture = () => /\p{Extended_Pictographic}|\p{Regional_Indicator}/u
/** The soft hyphen and the Arabic number signs are format characters that are seen. */
const invisible = () => /[\p{Mn}\p{Me}\p{Cf}\p{Cc}\u1160-\u11ff]/u
const VISIBLE_FORMAT = /[\xad\u0600-\u0605\u06dd\u070f\u08e2]/
const widePicture = () => /(?!\p{Regional_Indicator})\p{Emoji_Presentation}/u

function characterWidth(character: string): 0 | 1 | 2 {
  const code = character.codePointAt(0)!
  if (code >= 0x20 && code < 0x7f) return 1
  if (invisible().test(character)) return VISIBLE_FORMAT.test(character) ? 1 : 0
  if (code < 0x1100) return 1
  return isWide(code) || widePicture().test(character) ? 2 : 1
}

/** East Asian wide and fullwidth, from Unicode's EastAsianWidth, neighbours joined. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18dff],
  [0x1aff0, 0x1b2ff],
  [0x1f200, 0x1f265],
  [0x20000, 0x3fffd],
]

export function isWide(code: number): boolean {
  return code >= 0x1100 && WIDE.some(([first, last]) => code >= first && code <= last)
}
