import { createReadStream, statSync } from 'node:fs'
import { AppError } from '../contract/errors.ts'

/** A file by its path. What is piped into a program only that program can hand on. */
export async function openFileSource(source: string) {
  const found = source === '-' ? undefined : statSync(source, { throwIfNoEntry: false })
  if (!found) throw new AppError('not_found', 'There is no such file', { hint: 'Check the path.' })
  if (!found.isFile())
    throw new AppError('invalid_input', 'This is not a file', {
      hint: 'Name a file, or `-` for what is piped in.',
    })
  return { bytes: createReadStream(source) as AsyncIterable<Uint8Array>, size: found.size }
}
