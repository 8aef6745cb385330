import { open, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError } from '../../contract/errors.ts'

/**
 * Whole or not at all: a file of that name stays as it was until the new one is on disk. It is the person's alone; what
 * stood there before may have been open to others.
 */
export async function writeWhole(path: string, parts: AsyncIterable<string>): Promise<void> {
  const there = await stat(path).catch(() => undefined)
  if (there?.isDirectory())
    throw new AppError('invalid_input', 'That is a folder', { hint: 'Name a file in it.' })
  // A pipe or a device is written to, not replaced.
  if (there && !there.isFile()) return into(path, 'w', parts)
  const target = there ? await realpath(path) : path
  // Under a name nobody can have prepared, and never through a link that lies there.
  const unfinished = join(dirname(target), `.${basename(target)}.${crypto.randomUUID().slice(-8)}.part`)
  try {
    await into(unfinished, 'wx', parts)
    await rename(unfinished, target).catch(explain)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

async function into(path: string, flags: 'w' | 'wx', parts: AsyncIterable<string>): Promise<void> {
  const file = await open(path, flags, 0o600).catch(explain)
  try {
    for await (const text of parts) await file.write(text).catch(explain)
    // A pipe cannot be synced, and need not be.
    if (flags === 'wx') await file.sync().catch(explain)
  } finally {
    await file.close()
  }
}

function explain(cause: unknown): never {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT')
    throw new AppError('disk_full', 'The disk is full, so the file was not written', {
      hint: 'Make room, or write to another disk.',
      cause,
    })
  if (code === 'ENOENT')
    throw new AppError('not_found', 'There is no such folder to write to', { hint: 'Make it first.', cause })
  throw new AppError('not_writable', 'That file cannot be written', {
    hint: 'Check the folder and its rights.',
    cause,
  })
}
