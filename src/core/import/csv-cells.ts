import type { Column, Columns } from './csv-columns.ts'

type Cells = { readonly ok: true; readonly fields: object } | { readonly ok: false; readonly reason: string }

const NUMBERS: ReadonlySet<Column> = new Set(['mood', 'vividness', 'lucidity'])
const YES_OR_NO: ReadonlySet<Column> = new Set(['nightmare', 'recurring', 'fragment', 'nap'])
const MEANS: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  y: true,
  x: true,
  1: true,
  false: false,
  no: false,
  n: false,
  0: false,
}

/** A row as the fields of a dream. An empty cell says nothing. */
export function readCells(columns: Columns, cells: readonly Buffer[]): Cells {
  const fields: [string, unknown][] = []
  for (const [column, at] of columns) {
    const cell = (cells[at] ?? '').toString().replaceAll(/\r\n?/g, '\n')
    if (cell.trim() === '' && column !== 'text') continue
    const value = valueOf(column, cell)
    if (value === undefined)
      return { ok: false, reason: `${column} must be ${NUMBERS.has(column) ? 'a number' : 'yes or no'}` }
    fields.push([column, value])
  }
  return { ok: true, fields: Object.fromEntries(fields) }
}

function valueOf(column: Column, cell: string): unknown {
  const trimmed = cell.trim()
  if (column === 'text' || column === 'reflection') return cell
  if (column === 'tags')
    return trimmed
      .split(/[,;]/)
      .map((name) => name.trim())
      .filter((name) => name !== '')
  if (NUMBERS.has(column))
    return /^[+\-−]?\d{1,3}$/.test(trimmed) ? Number(trimmed.replace('−', '-')) : undefined
  if (YES_OR_NO.has(column)) return MEANS[trimmed.toLowerCase()]
  return trimmed
}
