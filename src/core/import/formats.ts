import { AppError } from '../../contract/errors.ts'
import { csv } from './csv.ts'
import { jsonLines } from './json-lines.ts'
import type { Format } from './parsed.ts'

const FORMATS: readonly Format[] = [jsonLines, csv]

/** The format somebody named, or the one that a file's beginning looks like. */
export function chooseFormat(beginning: string, named: Format['id'] | undefined): Format {
  const found = FORMATS.find((format) =>
    named === undefined ? format.recognises(beginning) : format.id === named,
  )
  if (found) return found
  throw new AppError('invalid_input', 'This is no file that can be imported', {
    hint: 'JSON Lines has an object on each line; CSV has a first line that names its columns: date,title,text,tags.',
  })
}
