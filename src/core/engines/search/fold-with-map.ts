import { composed, foldTraced } from '../../lib/fold/fold.ts'

export interface FoldedToken {
  readonly token: string
  /** UTF-16 offsets into the text as it was given. */
  readonly start: number
  readonly end: number
}

/** The tokens of `foldText`, each with the place in the text it was made of. */
export function foldWithMap(text: string): FoldedToken[] {
  const map = foldMapped(text)
  const tokens: FoldedToken[] = []
  for (let at = 0; at < map.folded.length;) {
    const space = map.folded.indexOf(' ', at)
    const end = space < 0 ? map.folded.length : space
    tokens.push({ token: map.folded.slice(at, end), ...map.range(at, end) })
    at = end + 1
  }
  return tokens
}

export interface FoldedMap {
  readonly folded: string
  /** What of the text a stretch of `folded` was made of: whole characters, with the marks written over them. */
  range(from: number, to: number): { start: number; end: number }
}

export function foldMapped(text: string): FoldedMap {
  const whole = composed(text)
  const { folded, from } = foldTraced(whole)
  const origin = whole === text ? undefined : originOf(text, whole.length)
  return {
    folded,
    range(first, last) {
      const start = characterStart(whole, from[first]!)
      const end = characterEnd(whole, from[last - 1]!)
      return origin ? { start: origin.start[start]!, end: origin.end[end - 1]! } : { start, end }
    },
  }
}

/** A character and what composition may join to it. Taken apart here, texts compose as they do whole. */
const UNIT = /[^][\p{M}\uff9e\uff9f\u1160-\u11ff\u{16d40}-\u{16d6f}]*/gu

/** For each code unit of the composed text where its unit begins and ends in the text as it was given. */
function originOf(text: string, composedLength: number): { start: Uint32Array; end: Uint32Array } {
  const start = new Uint32Array(composedLength)
  const end = new Uint32Array(composedLength)
  let n = 0
  for (const { 0: unit, index } of text.matchAll(UNIT)) {
    const whole = composed(unit)
    for (let k = 0; k < whole.length; k++, n++) {
      start[n] = whole === unit ? index + k : index
      end[n] = whole === unit ? index + k + 1 : index + unit.length
    }
  }
  return { start, end }
}

const MARK = /[\p{M}\p{Cf}\p{Emoji_Modifier}]/u

/** Nobody writes more marks over one letter; without a bound a text of nothing but marks would take for ever. */
const MARKS_AT_MOST = 32

function characterStart(text: string, at: number): number {
  let start = at
  for (let i = 0; i < MARKS_AT_MOST && start > 0 && isMark(text, start); i++)
    start -= widthBefore(text, start)
  return start
}

function characterEnd(text: string, at: number): number {
  let end = at + widthAt(text, at)
  for (let i = 0; i < MARKS_AT_MOST && end < text.length && isMark(text, end); i++) end += widthAt(text, end)
  return end
}

function isMark(text: string, at: number): boolean {
  if (text.charCodeAt(at) < 0x80) return false
  return MARK.test(String.fromCodePoint(text.codePointAt(at)!))
}

function widthAt(text: string, at: number): number {
  return text.codePointAt(at)! > 0xffff ? 2 : 1
}

function widthBefore(text: string, at: number): number {
  return at > 1 && text.codePointAt(at - 2)! > 0xffff ? 2 : 1
}
