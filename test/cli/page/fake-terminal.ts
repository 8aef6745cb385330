import { displayWidth } from '../../../src/cli/output/width.ts'
import { graphemes } from '../../../src/cli/output/graphemes.ts'

/**
 * As much of a terminal as the page uses, to see what a person would see. A sequence it does not know is an
 * error: the page must not use more than every terminal has.
 */
export function fakeTerminal(columns: number, rows: number) {
  let lines: string[][] = Array.from({ length: rows }, () => [])
  let row = 0
  let column = 0
  let saved = { row: 0, column: 0 }
  const scrolled: string[] = []
  const line = (index: number) => lines[index]!.join('').trimEnd()

  function control(final: string, count: number): void {
    if (final === 'A') row = Math.max(0, row - count)
    else if (final === 'B') row = Math.min(rows - 1, row + count)
    else if (final === 'G') column = Math.min(columns, count) - 1
    else if (final === 'K') lines[row] = lines[row]!.slice(0, column)
    else if (final === 'J')
      lines = lines.map((cells, index) => (index > row ? [] : index === row ? cells.slice(0, column) : cells))
    else throw new Error(`unknown sequence ${final}`)
  }

  function put(grapheme: string): void {
    const width = displayWidth(grapheme)
    const cells = lines[row]!
    while (cells.length < column) cells.push(' ')
    cells.splice(column, width, grapheme, ...Array.from({ length: width - 1 }, () => ''))
    column += width
    if (column > columns) throw new Error('wrote over the edge')
  }

  function feed(text: string): void {
    // oxlint-disable-next-line no-control-regex
    for (const part of text.match(/\x1b\[\??[\d;]*[A-Za-z]|\x1b[78]|[^\x1b]+/g) ?? []) {
      // oxlint-disable-next-line no-control-regex
      const sequence = /^\x1b\[(?<mode>\??)(?<count>\d*)[\d;]*(?<final>[A-Za-z])$/.exec(part)?.groups
      if (part === '\x1b7') saved = { row, column }
      else if (part === '\x1b8') ({ row, column } = saved)
      else if (sequence?.mode || sequence?.final === 'm') continue
      else if (sequence && part === '\x1b[2K') lines[row] = []
      else if (sequence) control(sequence.final!, Number(sequence.count || (sequence.final === 'J' ? 0 : 1)))
      else for (const grapheme of part.split(/(\r|\n)/)) plain(grapheme)
    }
  }

  function plain(text: string): void {
    if (text === '\r') column = 0
    else if (text !== '\n') graphemes(text).forEach(put)
    else if (row < rows - 1) row++
    else {
      scrolled.push(lines.shift()!.join(''))
      lines.push([])
    }
  }

  return {
    feed,
    scrolled,
    get screen() {
      const all = lines.map((_, index) => line(index))
      while (all.at(-1) === '') all.pop()
      return all
    },
    get cursor() {
      return { row, column }
    },
  }
}
