import { isUtf8 } from 'node:buffer'

/** The longest text and reflection a dream may have fit, in any script. */
export const LONGEST_LINE = 32 * 1024 * 1024

export type Line =
  | { readonly number: number; readonly text: string }
  | { readonly number: number; readonly problem: string }

const NEWLINE = 0x0a

/**
 * Bytes as lines of text. What is longer than a line may be is passed over without being kept, and what is not UTF-8
 * spoils its own line only.
 */
export async function* readLines(
  bytes: AsyncIterable<Uint8Array>,
  longest = LONGEST_LINE,
): AsyncIterable<Line> {
  let number = 0
  let kept: Uint8Array[] = []
  let length = 0
  for await (const chunk of bytes) {
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    const first = buffer.indexOf(NEWLINE)
    if (first === -1) {
      length += buffer.length
      kept = length > longest ? [] : [...kept, buffer]
      continue
    }
    yield length + first > longest
      ? tooLong(++number)
      : lineOf(Buffer.concat([...kept, buffer.subarray(0, first)]), ++number)
    const last = buffer.lastIndexOf(NEWLINE)
    for (const line of wholeLines(buffer.subarray(first + 1, last + 1))) yield lineOf(line, ++number)
    kept = [buffer.subarray(last + 1)]
    length = buffer.length - last - 1
  }
  if (length > longest) yield tooLong(++number)
  else if (length > 0) yield lineOf(Buffer.concat(kept), ++number)
}

/** Lines that lie whole in one chunk; all at once where they can be, because one look at 64 KB is the quickest. */
function wholeLines(block: Buffer): Iterable<Buffer | string> {
  if (block.length === 0) return []
  if (isUtf8(block)) return block.toString('utf8', 0, block.length - 1).split('\n')
  const lines: Buffer[] = []
  for (let from = 0; from < block.length;) {
    const to = block.indexOf(NEWLINE, from)
    lines.push(block.subarray(from, to))
    from = to + 1
  }
  return lines
}

function lineOf(line: Buffer | string, number: number): Line {
  if (typeof line !== 'string' && !isUtf8(line)) return { number, problem: 'This line is not UTF-8 text' }
  const text = typeof line === 'string' ? line : line.toString('utf8')
  return { number, text: number === 1 && text.startsWith('\uFEFF') ? text.slice(1) : text }
}

function tooLong(number: number): Line {
  return { number, problem: `This line is longer than ${LONGEST_LINE / 1024 / 1024} MB` }
}
