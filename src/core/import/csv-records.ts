import { LONGEST_LINE } from './lines.ts'

export type CsvRecord =
  | { readonly line: number; readonly cells: readonly Buffer[] }
  | { readonly line: number; readonly problem: string }

/** Rows of a table as bytes, so that one that is not UTF-8 spoils itself only; each with the line it begins on. */
export async function* readRecords(
  bytes: AsyncIterable<Uint8Array>,
  delimiter: string,
): AsyncIterable<CsvRecord> {
  const { parse } = await import('csv-parse')
  const found: CsvRecord[] = []
  let lastLine = 0
  const parser = parse({
    delimiter,
    encoding: false,
    // A quote inside a cell that does not begin with one is a quote.
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_LINE,
    // Taken here and not from the stream, which forgets the good ones when it meets a bad one.
    on_record(record: unknown, { lines }) {
      const cells = record as Buffer[] // without an encoding
      lastLine = lines
      found.push({ line: lines - countBreaks(cells), cells })
      return null
    },
  })
  const failed = new Promise<Error>((resolve) => parser.once('error', resolve))
  const written = (chunk: Uint8Array) =>
    new Promise<unknown>((resolve) => parser.write(chunk, (error) => resolve(error)))
  const ended = () =>
    new Promise<undefined>((resolve) =>
      parser
        .resume()
        .once('end', () => resolve(undefined))
        .end(),
    )

  try {
    for await (const chunk of bytes) {
      const error = await Promise.race([written(chunk), failed])
      yield* found.splice(0)
      if (error) {
        yield sayWhy(error, lastLine + 1)
        return
      }
    }
    const error = await Promise.race([ended(), failed])
    yield* found.splice(0)
    if (error) yield sayWhy(error, lastLine + 1)
  } finally {
    parser.destroy()
  }
}

function sayWhy(error: unknown, line: number): CsvRecord {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE')
    return { line, problem: 'A quote that is opened here is never closed; what follows could not be read' }
  throw error
}

function countBreaks(cells: readonly Buffer[]): number {
  let breaks = 0
  for (const cell of cells) for (let at = cell.indexOf(10); at !== -1; at = cell.indexOf(10, at + 1)) breaks++
  return breaks
}
