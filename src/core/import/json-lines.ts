import { AppError } from '../../contract/errors.ts'
import { FILE_FORMAT } from '../../contract/model/journal-file.ts'
import { foundDreamReader } from './found-dream.ts'
import { readJournalLine } from './journal-line.ts'
import { parseJson } from './json.ts'
import { readLines } from './lines.ts'
import type { Format } from './parsed.ts'

type Fields = Readonly<Record<string, unknown>>

/** The journal's own lines, and plain JSON objects that have at least a `text`, one a line. */
export const jsonLines: Format = {
  id: 'jsonl',

  recognises: (beginning) => /^\s*(?:\{|$)/.test(beginning),

  async *read(bytes, say) {
    const readPlain = foundDreamReader(say)
    for await (const line of readLines(bytes)) {
      const where = `line ${line.number}`
      if ('problem' in line) {
        yield { ok: false, where, reason: line.problem }
        continue
      }
      if (line.text === '' || line.text.trim() === '') continue
      const json = parseJson(line.text)
      if (!json.ok) yield { where, ...json }
      else if (!isFields(json.value)) yield { ok: false, where, reason: 'This line is not a JSON object' }
      else if (Object.hasOwn(json.value, 'dreamcanvas')) checkHeader(json.value)
      else if (Object.hasOwn(json.value, 'type')) yield readJournalLine(json.value, where, say)
      else yield readPlain(json.value, where)
    }
  },
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function checkHeader({ dreamcanvas, format }: Fields): void {
  if (dreamcanvas === 'journal' && typeof format === 'number' && format <= FILE_FORMAT) return
  if (dreamcanvas === 'journal' && typeof format === 'number')
    throw new AppError('newer', 'This file was written by a newer DreamCanvas', {
      hint: 'Update this program and import it again.',
      details: { format, knows: FILE_FORMAT },
    })
  throw new AppError('invalid_input', 'This file says it is from DreamCanvas, but not that it is a journal', {
    hint: 'Import what `dreamcanvas export` wrote.',
  })
}
