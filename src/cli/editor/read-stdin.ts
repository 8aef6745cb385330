import { isUtf8 } from 'node:buffer'
import { AppError } from '../../contract/errors.ts'
import type { Io } from '../io.ts'

const LIMIT_MB = 16

/** All that is piped in, as text. */
export async function readAllStdin(io: Io, { limitMb = LIMIT_MB } = {}): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  const stop = () => (io.stdin as Partial<Destroyable>).destroy?.() // not every stream can be stopped
  io.signal.addEventListener('abort', stop)
  try {
    for await (const chunk of io.stdin) {
      const bytes = Buffer.from(chunk)
      size += bytes.length
      if (size > limitMb * 1024 * 1024) {
        throw new AppError('invalid_input', `The text is longer than ${limitMb} MB`, {
          hint: 'To bring in many dreams at once, use import.',
        })
      }
      chunks.push(bytes)
    }
  } catch (error) {
    io.signal.throwIfAborted()
    throw error
  } finally {
    io.signal.removeEventListener('abort', stop)
  }
  io.signal.throwIfAborted()
  const bytes = Buffer.concat(chunks)
  if (!isUtf8(bytes)) {
    throw new AppError('invalid_input', 'What was piped in is not UTF-8', {
      hint: 'Convert it first, for instance with: iconv -f latin1 -t utf-8',
    })
  }
  // Decodes without a byte order mark: it is no part of the text.
  return new TextDecoder().decode(bytes)
}

interface Destroyable {
  destroy(): void
}
