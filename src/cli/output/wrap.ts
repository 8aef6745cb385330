import { graphemes, isAscii } from './graphemes.ts'
import { graphemeWidth, isWide } from './width.ts'

/** Half open, in offsets of the line it was cut from. */
export interface Row {
  readonly start: number
  readonly end: number
}

export type Measure = (grapheme: string, column: number) => number

/** Lines no wider than `columns`. Paragraphs, blank lines and indentation stay. */
export function wrap(text: string, columns: number): string[] {
  return text.split('\n').flatMap((line) => {
    const rows = breakRows(line, columns)
    return rows.map(({ start, end }, index) => {
      const row = line.slice(start, end)
      return index < rows.length - 1 ? row.trimEnd() : row
    })
  })
}

/**
 * Where one line (no line break in it) breaks into rows: at spaces, anywhere between CJK characters, and
 * inside a word only when it is longer than a row. Nothing is dropped: spaces hang at the end of their row.
 */
export function breakRows(line: string, columns: number, measure: Measure = widthAt): Row[] {
  if (line.length <= columns && isAscii(line) && measure === widthAt && !line.includes('\t'))
    return [{ start: 0, end: line.length }]
  const rows: Row[] = []
  let start = 0
  let at = 0
  let width = 0
  let previous = ''
  let lastBreak = { at: 0, width: 0 }
  for (const grapheme of graphemes(line)) {
    const size = measure(grapheme, width)
    const space = grapheme === ' ' || grapheme === '\t'
    if (!space) {
      if (mayBreak(previous, grapheme)) lastBreak = { at, width }
      while (width + size > columns && at > start) {
        if (lastBreak.at <= start) lastBreak = { at, width }
        rows.push({ start, end: lastBreak.at })
        start = lastBreak.at
        width -= lastBreak.width
      }
    }
    at += grapheme.length
    width += size
    previous = grapheme
    if (space) lastBreak = { at, width }
  }
  return [...rows, { start, end: line.length }]
}

export const TAB = 8

/** A tab goes to the next stop; everything else is as wide as it is. */
export function widthAt(grapheme: string, column: number): number {
  return grapheme === '\t' ? TAB - (column % TAB) : graphemeWidth(grapheme)
}

const OPENS = /[（〔［｛〈《「『【‘“([{]$/
const CLOSES =
  /^[、。，．・：；？！゛゜ヽヾゝゞ々ー’”）〕］｝〉》」』】…‥ぁぃぅぇぉっゃゅょァィゥェォッャュョ%),.:;?!\]}]/

function mayBreak(before: string, after: string): boolean {
  if (before === '' || OPENS.test(before) || CLOSES.test(after)) return false
  return isWide(before.codePointAt(0)!) || isWide(after.codePointAt(0)!)
}
