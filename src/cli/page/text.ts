import { nextGrapheme, previousGrapheme } from '../output/graphemes.ts'

/** The page as it is being written: pure values, each change makes a new one. */
export interface Text {
  readonly text: string
  /** An offset that never stands inside a character. */
  readonly cursor: number
}

export function insert({ text, cursor }: Text, added: string): Text {
  const before = text.slice(0, cursor) + added
  return snapped(before + text.slice(cursor), before.length)
}

export function moveTo({ text }: Text, cursor: number): Text {
  return { text, cursor }
}

/** Takes away all between the cursor and `to`. */
export function removeTo({ text, cursor }: Text, to: number): Text {
  const [start, end] = to < cursor ? [to, cursor] : [cursor, to]
  return snapped(text.slice(0, start) + text.slice(end), start)
}

export function left({ text, cursor }: Text): number {
  return previousGrapheme(text, cursor)
}

export function right({ text, cursor }: Text): number {
  return nextGrapheme(text, cursor)
}

export function lineStart({ text, cursor }: Text): number {
  return cursor === 0 ? 0 : text.lastIndexOf('\n', cursor - 1) + 1
}

export function lineEnd({ text, cursor }: Text): number {
  const end = text.indexOf('\n', cursor)
  return end === -1 ? text.length : end
}

/** Over what is no word, then over the word. CJK has no blanks: there a run of one kind counts as a word. */
export function wordLeft({ text, cursor }: Text): number {
  let at = cursor
  while (at > 0 && !isWord(text, previousGrapheme(text, at), at)) at = previousGrapheme(text, at)
  while (at > 0 && isWord(text, previousGrapheme(text, at), at)) at = previousGrapheme(text, at)
  return at
}

export function wordRight({ text, cursor }: Text): number {
  let at = cursor
  while (at < text.length && !isWord(text, at, nextGrapheme(text, at))) at = nextGrapheme(text, at)
  while (at < text.length && isWord(text, at, nextGrapheme(text, at))) at = nextGrapheme(text, at)
  return at
}

/** What Ctrl-W takes: back to the last blank, as the terminal itself does it. */
export function blankLeft({ text, cursor }: Text): number {
  let at = cursor
  if (text[at - 1] === '\n') return at - 1
  while (at > 0 && /[^\S\n]/.test(text[at - 1]!)) at--
  while (at > 0 && /\S/.test(text[at - 1]!)) at--
  return at
}

function isWord(text: string, start: number, end: number): boolean {
  return /[\p{L}\p{N}\p{M}_]/u.test(text.slice(start, end))
}

/** What comes together may join (an accent, half an emoji): the cursor goes behind the whole. */
function snapped(text: string, at: number): Text {
  return { text, cursor: at === 0 ? 0 : nextGrapheme(text, previousGrapheme(text, at)) }
}
