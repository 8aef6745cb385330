import { displayWidth } from '../output/width.ts'
import type { Frame } from './view.ts'

/** What stands on the terminal, and where we left the cursor. */
export interface Drawn {
  readonly lines: readonly string[]
  readonly row: number
  readonly column: number
}

/**
 * From what stands there to what shall stand there, in one write and only where they differ: nothing
 * flickers in the dark. The terminal must not wrap by itself meanwhile (it may think a character wider
 * than we do), and the cursor does not run about.
 */
export function redraw(drawn: Drawn | undefined, { lines, row, column }: Frame): string {
  const shrunk = drawn !== undefined && drawn.lines.length > lines.length
  const body = lines.map((line, index) => {
    const last = index === lines.length - 1
    if (drawn && drawn.lines[index] === line && !(last && shrunk)) return ''
    return `${line}${last && shrunk ? '\x1b[J' : '\x1b[K'}`
  })
  const start = drawn ? toTop(drawn.row) : '\r'
  return `${QUIET}${start}${body.join('\r\n')}${toTop(lines.length - 1 - row)}\x1b[${column + 1}G${LOUD}`
}

/**
 * Takes everything away and leaves the cursor where it began. After a resize, `columns` says how wide the
 * terminal is now. Row by row: erased from its first row on at once, tmux would move the screen, dream and
 * all, into the scrollback.
 */
export function erase(drawn: Drawn, columns = Infinity): string {
  const above = rowsOf(drawn.lines.slice(0, drawn.row), columns) + Math.floor(drawn.column / columns)
  const rows = Math.max(above + 1, rowsOf(drawn.lines, columns))
  return `${QUIET}${toTop(above)}\x1b7${'\x1b[2K\x1b[B'.repeat(rows)}\x1b[J\x1b8${LOUD}`
}

/** Terminals break lines that became too long into several rows when they get narrower. */
function rowsOf(lines: readonly string[], columns: number): number {
  return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(displayWidth(line) / columns)), 0)
}

function toTop(rows: number): string {
  return rows > 0 ? `\x1b[${rows}A\r` : '\r'
}

const QUIET = '\x1b[?25l\x1b[?7l'
const LOUD = '\x1b[?7h\x1b[?25h'
export const PASTE_ON = '\x1b[?2004h'
export const PASTE_OFF = '\x1b[?2004l'
