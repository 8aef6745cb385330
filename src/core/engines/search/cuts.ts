/** How far a cut may move to reach the edge of a word; scripts without spaces have none near. */
const REACH = 24

/** The first good place to begin a snippet at or after `at`, and not after `limit`. */
export function cutForward(text: string, at: number, limit: number): number {
  if (at <= 0) return 0
  for (let i = at; i <= Math.min(at + REACH, limit); i++) if (text[i - 1] === ' ') return i
  return graphemeStart(text, at)
}

/** The last good place to end a snippet at or before `at`, and not before `limit`. */
export function cutBack(text: string, at: number, limit: number): number {
  if (at >= text.length) return text.length
  for (let i = at; i >= Math.max(at - REACH, limit); i--) if (text[i] === ' ') return i
  return graphemeStart(text, at)
}

let segmenter: Intl.Segmenter | undefined

/** Where the character begins that `at` may be inside of: with its accents, its joined emoji, its other half. */
function graphemeStart(text: string, at: number): number {
  if (beginsCharacter(text.charCodeAt(at))) return at
  segmenter ??= new Intl.Segmenter()
  const from = Math.max(0, at - AROUND)
  const near = text.slice(from, at + AROUND)
  return from + (segmenter.segment(near).containing(at - from)?.index ?? at - from)
}

/** Longer than any character somebody writes; a text of a megabyte is not looked at whole for one cut. */
const AROUND = 64

/** Latin letters, kana and Han never go on from what stands before; asking the segmenter first costs 6 ms. */
function beginsCharacter(code: number): boolean {
  return code < 0x300 || (code > 0x3040 && code < 0xa000 && code !== 0x3099 && code !== 0x309a)
}
