import { truncate } from '../output/width.ts'
import type { Layout } from './layout.ts'

export interface Size {
  readonly columns: number
  readonly rows: number
}

/** What the screen is to show, from the page's first line to its hint. */
export interface Frame {
  readonly lines: readonly string[]
  readonly row: number
  readonly column: number
  /** The first row of the text that is shown. */
  readonly top: number
}

interface Around {
  readonly title: string | undefined
  readonly hint: string
  dim(text: string): string
}

/** One column stays free: the cursor behind a full row stands there. */
export function textColumns({ columns }: Size): number {
  return Math.max(2, columns - 1)
}

/** Rows for the text: on a low screen the title and the blank line go before the words do. */
export function textRows({ rows }: Size, { title }: Pick<Around, 'title'>): number {
  return Math.max(1, rows - 1 - (rows < 8 ? 0 : 1 + (title === undefined ? 0 : 1)))
}

export function frame(layout: Layout, cursor: number, size: Size, around: Around, before = 0): Frame {
  const room = textRows(size, around)
  const row = layout.rowOf(cursor)
  const last = Math.max(0, layout.rows.length - room)
  // Scrolls only when the cursor would leave.
  const top = Math.min(last, Math.max(row - room + 1, Math.min(before, row)))
  const low = size.rows < 8
  const head = low || around.title === undefined ? [] : [dimmed(around.title)]
  const shown = layout.rows.slice(top, top + room).map((_, index) => layout.draw(top + index))
  const foot = low ? [] : ['']
  if (size.rows > 1) foot.push(dimmed(around.hint))
  return {
    lines: [...head, ...shown, ...foot],
    row: head.length + row - top,
    column: layout.columnOf(cursor),
    top,
  }

  function dimmed(text: string): string {
    return around.dim(truncate(text, textColumns(size)))
  }
}
