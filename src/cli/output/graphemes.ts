/**
 * What a person calls one character. Intl.Segmenter is made at the first text that is not ASCII: it costs
 * several milliseconds, and most commands never need it.
 */
let segmenter: Intl.Segmenter | undefined

export function isAscii(text: string): boolean {
  // oxlint-disable-next-line no-control-regex
  return !/[^\x00-\x7f]/.test(text)
}

export function graphemes(text: string): string[] {
  if (isAscii(text)) return text.split('')
  return Array.from(segments(text), ({ segment }) => segment)
}

/** Where the character at `at` ends. A line break is always one by itself. */
export function nextGrapheme(text: string, at: number): number {
  if (at >= text.length) return text.length
  if (text[at] === '\n') return at + 1
  if (isAsciiAt(text, at) && (at + 1 === text.length || isAsciiAt(text, at + 1))) return at + 1
  const { start, line } = lineAround(text, at)
  const found = segments(line).containing(at - start)!
  return start + found.index + found.segment.length
}

/** Where the character before `at` begins. */
export function previousGrapheme(text: string, at: number): number {
  if (at <= 0) return 0
  if (text[at - 1] === '\n') return at - 1
  if (isAsciiAt(text, at - 1) && (at === 1 || isAsciiAt(text, at - 2))) return at - 1
  const { start, line } = lineAround(text, at - 1)
  return start + segments(line).containing(at - 1 - start)!.index
}

function segments(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  return segmenter.segment(text)
}

function lineAround(text: string, at: number): { start: number; line: string } {
  const start = text.lastIndexOf('\n', at - 1) + 1
  const end = text.indexOf('\n', at)
  return { start, line: text.slice(start, end === -1 ? text.length : end) }
}

function isAsciiAt(text: string, at: number): boolean {
  return text.charCodeAt(at) < 0x80
}
