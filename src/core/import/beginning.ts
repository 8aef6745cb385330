import { AppError } from '../../contract/errors.ts'

/** The first bytes of a source, and the source whole again. Who does not read it to its end must close it. */
export async function peek(source: AsyncIterable<Uint8Array>, length: number) {
  const iterator = source[Symbol.asyncIterator]()
  const chunks: Uint8Array[] = []
  let size = 0
  while (size < length) {
    const next = await iterator.next()
    if (next.done) break
    chunks.push(next.value)
    size += next.value.length
  }
  const read = Buffer.concat(chunks)
  const close = async () => void (await iterator.return?.())
  return { beginning: read.subarray(0, length), bytes: again(read, iterator), close }
}

async function* again(read: Buffer, iterator: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  if (read.length > 0) yield read
  for (;;) {
    const next = await iterator.next()
    if (next.done) return
    yield next.value
  }
}

/** Leaves out a byte order mark, which spreadsheets put first. */
export async function* withoutMark(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let isFirst = true
  for await (const chunk of bytes) {
    const isMarked = isFirst && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf
    yield isMarked ? chunk.subarray(3) : chunk
    isFirst = false
  }
}

/** The beginning as text, its byte order mark left out. A character may be cut in two at its end. */
export function textOf(beginning: Buffer): string {
  const [first, second] = beginning
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw new AppError('invalid_input', 'This file is UTF-16; only UTF-8 can be read', {
      hint: 'Save it again as “UTF-8”, or “CSV UTF-8” in a spreadsheet.',
    })
  return beginning.toString('utf8').replace(/^\uFEFF/, '')
}
