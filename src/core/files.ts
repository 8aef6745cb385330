import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { AppError } from '../contract/errors.ts'

/** A file by its path. What is piped into a program only that program can hand on. */
export async function openFileSource(source: string) {
  if (source === '-') throw noFile()
  const found = await stat(source).catch(explain)
  if (!found.isFile())
    throw new AppError('invalid_input', 'This is not a file', {
      hint: 'Name a file, or `-` for what is piped in.',
    })
  return { bytes: read(source), size: found.size }
}

/** Opened when it is first asked for: whoever never asks has nothing to close. */
async function* read(source: string): AsyncIterable<Uint8Array> {
  try {
    yield* createReadStream(source) as AsyncIterable<Uint8Array> // bytes: no encoding is set
  } catch (thrown) {
    explain(thrown)
  }
}

function explain(cause: unknown): never {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === 'ENOENT' || code === 'ENOTDIR') throw noFile()
  throw new AppError('invalid_input', 'This file cannot be read', {
    hint: 'Check its path and its rights.',
    cause,
  })
}

function noFile(): AppError {
  return new AppError('not_found', 'There is no such file', { hint: 'Check the path.' })
}
