import type { Paper } from './paper.ts'
import { displayWidth, padEnd, padStart, truncate } from './width.ts'

export interface Column {
  /** A head is drawn on a terminal when any column has a title. */
  readonly title?: string | undefined
  readonly align?: 'left' | 'right' | undefined
  /** This one is cut when the row is wider than the terminal; the last where none says so. */
  readonly shrinks?: boolean | undefined
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
  if (!paper.tty) return cells.map((row) => row.join('\t')).join('\n')

  const titles = columns.map(({ title = '' }) => title)
  const head = titles.some((title) => title !== '')
  const widths = columns.map((_, index) =>
    Math.max(...(head ? [titles, ...cells] : cells).map((row) => displayWidth(row[index] ?? ''))),
  )
  shrink(columns, widths, paper.columns)

  const draw = (row: readonly string[], paint: (column: Column) => (text: string) => string) =>
    columns
      .map((column, index) => {
        const text = truncate(row[index] ?? '', widths[index]!)
        const padding = column.align === 'right' ? padStart : padEnd
        // Padded before it is painted, and trimmed at the end of the line: no coloured trailing blanks.
        const padded = padding(text, widths[index]!)
        return paint(column)(index === columns.length - 1 ? padded.trimEnd() : padded)
      })
      .join(' '.repeat(GAP))
      .trimEnd()

  const lines = cells.map((row) => draw(row, ({ paint }) => paint ?? plain))
  return (head ? [draw(titles, () => paper.style.dim), ...lines] : lines).join('\n')
}

function shrink(columns: readonly Column[], widths: number[], room: number): void {
  const wanted = widths.reduce((sum, width) => sum + width + GAP, -GAP)
  const chosen = columns.findIndex(({ shrinks }) => shrinks)
  const index = chosen === -1 ? columns.length - 1 : chosen
  if (wanted > room)
    widths[index] = Math.max(Math.min(NARROWEST, widths[index]!), widths[index]! - (wanted - room))
}

/** A line break inside a cell would break the row, a tab the columns. */
function oneLine(cell: string): string {
  return /[\n\r\t]/.test(cell) ? cell.replace(/\s*[\n\r\t]\s*/g, ' ') : cell
}

function plain(text: string): string {
  return text
}
