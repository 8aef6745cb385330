import { graphemes, isAscii } from '../output/graphemes.ts'
import { safeText } from '../output/safe.ts'
import { displayWidth, unjoinedWidth } from '../output/width.ts'
import { breakRows, TAB, widthAt, type Row } from '../output/wrap.ts'

/** The text as rows of a screen, and back. Offsets are the text's. */
export interface Layout {
  readonly rows: readonly Row[]
  rowOf(cursor: number): number
  columnOf(cursor: number): number
  /** The offset in a row nearest to a column. */
  offsetAt(row: number, column: number): number
  /** A row as it may be sent to the terminal. */
  draw(row: number): string
}

export function layOut(text: string, columns: number): Layout {
  const rows: Row[] = []
  let base = 0
  for (const line of text.split('\n')) {
    for (const { start, end } of breakLine(line, columns)) rows.push({ start: base + start, end: base + end })
    base += line.length + 1
  }

  return {
    rows,
    rowOf: (cursor) =>
      Math.max(
        0,
        rows.findLastIndex(({ start }) => start <= cursor),
      ),
    columnOf(cursor) {
      const row = rows[this.rowOf(cursor)]!
      // Blanks hang over the edge; the cursor waits there with them.
      return Math.min(columns, widthOf(text.slice(row.start, cursor)))
    },
    offsetAt(index, column) {
      const { start, end } = rows[index]!
      let at = start
      let width = 0
      for (const grapheme of graphemes(text.slice(start, end))) {
        const size = shownWidth(grapheme, width)
        if (width + size > column) break
        // The end of a broken row is the beginning of the next: stay on this one.
        if (at + grapheme.length === end && rows[index + 1]?.start === end) break
        width += size
        at += grapheme.length
      }
      return at
    },
    draw(index) {
      const { start, end } = rows[index]!
      // Blanks at the end are not seen, and may hang over the edge.
      return shown(text.slice(start, end)).trimEnd()
    },
  }
}

/** Lines that did not change break as they did: a key in a long dream costs one line, not all. */
const broken = new Map<string, readonly Row[]>()
const KEPT = 5000

function breakLine(line: string, columns: number): readonly Row[] {
  if (line.length < columns && isPlain(line)) return [{ start: 0, end: line.length }]
  const key = `${columns}:${line}`
  const known = broken.get(key)
  if (known) return known
  if (broken.size >= KEPT) broken.clear()
  const rows = breakRows(line, columns, roomFor)
  broken.set(key, rows)
  return rows
}

function widthOf(text: string): number {
  if (isPlain(text)) return text.length
  let width = 0
  for (const grapheme of graphemes(text)) width += shownWidth(grapheme, width)
  return width
}

function shown(text: string): string {
  if (isPlain(text)) return text
  let width = 0
  let drawn = ''
  for (const grapheme of graphemes(text)) {
    const size = shownWidth(grapheme, width)
    drawn += grapheme === '\t' ? ' '.repeat(size) : safeText(grapheme)
    width += size
  }
  return drawn
}

/** A pasted control character takes the room of the sign that stands for it. */
function shownWidth(grapheme: string, column: number): number {
  if (grapheme === '\t') return TAB - (column % TAB)
  const safe = safeText(grapheme)
  return safe === grapheme ? widthAt(grapheme, column) : displayWidth(safe)
}

/** Terminals disagree about joined emoji. The row has room for the widest, or its end would be cut off. */
function roomFor(grapheme: string, column: number): number {
  return Math.max(shownWidth(grapheme, column), grapheme === '\t' ? 0 : unjoinedWidth(grapheme))
}

function isPlain(text: string): boolean {
  // oxlint-disable-next-line no-control-regex
  return isAscii(text) && !/[\x00-\x1f\x7f]/.test(text)
}
