import type { Paper } from './paper.ts'
import { displayWidth, padEnd, padStart, truncate } from './width.ts'

export interface Column {
  /** A head is drawn on a terminal when any column has a title. */
  readonly title?: string | undefined
  readonly align?: 'left' | 'right' | undefined
  /**
   * Which are cut when the row is wider than the terminal: `first` before the others, and left out altogether where it
   * would be less than its `least`; `last` after them. Where none says so it is the last column.
   */
  readonly shrinks?: 'first' | 'last' | undefined
  /** What it keeps while another can still be cut. */
  readonly least?: number | undefined
  readonly paint?: ((text: string) => string) | undefined
}

const GAP = 2
const NARROWEST = 8

/** Aligned for people; in a pipe one row a line with tabs between, and no head, for `cut` and `awk`. */
export function table(
  paper: Paper,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string {
  const cells = rows.map((row) => row.map(oneLine))
  if (!paper.tty)
    return cells
      .map((row) => row.map((cell, index) => columns[index]?.paint?.(cell) ?? cell).join('\t'))
      .join('\n')

  const titles = columns.map(({ title = '' }) => title)
  const head = titles.some((title) => title !== '')
  const widths = columns.map((_, index) =>
    Math.max(...(head ? [titles, ...cells] : cells).map((row) => displayWidth(row[index] ?? ''))),
  )
  shrink(columns, widths, paper.columns)

  const draw = (row: readonly string[], paint: (column: Column) => (text: string) => string) =>
    columns
      .flatMap((column, index) => {
        if (widths[index] === 0) return []
        const text = truncate(row[index] ?? '', widths[index]!)
        const padding = column.align === 'right' ? padStart : padEnd
        // Padded before it is painted, and trimmed at the end of the line: no coloured trailing blanks.
        const padded = padding(text, widths[index]!)
        return [paint(column)(index === columns.length - 1 ? padded.trimEnd() : padded)]
      })
      .join(' '.repeat(GAP))
      .trimEnd()

  const lines = cells.map((row) => draw(row, ({ paint }) => paint ?? plain))
  return (head ? [draw(titles, () => paper.style.dim), ...lines] : lines).join('\n')
}

function shrink(columns: readonly Column[], widths: number[], room: number): void {
  const over = () => widths.reduce((sum, width) => sum + (width > 0 ? width + GAP : 0), -GAP) - room
  const cut = (index: number, least: number) => {
    const width = widths[index] ?? 0
    widths[index] = Math.max(Math.min(least, width), width - Math.max(0, over()))
  }
  const first = columns.findIndex(({ shrinks }) => shrinks === 'first')
  const marked = columns.findIndex(({ shrinks }) => shrinks === 'last')
  const last = marked === -1 ? columns.length - 1 : marked
  const wanted = widths[last] ?? 0
  if (first !== -1) cut(first, columns[first]?.least ?? NARROWEST)
  if (over() > 0) cut(last, columns[last]?.least ?? NARROWEST)
  if (over() <= 0) return
  if (first !== -1) widths[first] = 0
  widths[last] = wanted
  cut(last, NARROWEST)
  // On a terminal of a few columns everything but the name gives way.
  for (let index = columns.length - 1; index > 0 && over() > 0; index--) cut(index, NARROWEST)
}

/** A line break inside a cell would break the row, a tab the columns. */
function oneLine(cell: string): string {
  return /[\n\r\t]/.test(cell) ? cell.replace(/\s*[\n\r\t]\s*/g, ' ') : cell
}

function plain(text: string): string {
  return text
}
