import { isUtf8 } from 'node:buffer'
import { AppError } from '../../contract/errors.ts'
import { peek, textOf, withoutMark } from './beginning.ts'
import { findDelimiter, readHeader, type Columns } from './csv-columns.ts'
import { readCells } from './csv-cells.ts'
import { readRecords } from './csv-records.ts'
import { foundDreamReader } from './found-dream.ts'
import type { Format } from './parsed.ts'

const ENOUGH_FOR_A_HEADER = 8192

/** A table with a header; only the column `text` must be there. */
export const csv: Format = {
  id: 'csv',

  recognises: (beginning) => findDelimiter(beginning) !== undefined,

  async *read(bytes, say) {
    const { beginning, bytes: all } = await peek(bytes, ENOUGH_FOR_A_HEADER)
    const delimiter = findDelimiter(textOf(beginning)) ?? noText()
    const readDream = foundDreamReader(say)
    let columns: Columns | undefined
    let width = 0
    for await (const record of readRecords(withoutMark(all), delimiter)) {
      const where = `line ${record.line}`
      if ('problem' in record) {
        yield { ok: false, where, reason: record.problem }
      } else if (!columns) {
        columns = readHeader(record.cells.map(String)) ?? noText()
        width = record.cells.length
      } else if (record.cells.slice(width).some((cell) => cell.length > 0)) {
        yield {
          ok: false,
          where,
          reason: 'This row has more cells than the first line; a text with a comma needs quotes',
        }
      } else if (!record.cells.every((cell) => isUtf8(cell))) {
        yield { ok: false, where, reason: 'This row is not UTF-8 text' }
      } else {
        const cells = readCells(columns, record.cells)
        yield cells.ok ? readDream(cells.fields, where) : { ok: false, where, reason: cells.reason }
      }
    }
  },
}

function noText(): never {
  throw new AppError('invalid_input', 'This table has no column named text', {
    hint: 'Its first line names the columns: date,title,text,tags. Only text must be there.',
  })
}
