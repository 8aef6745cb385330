import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError } from '../../contract/errors.ts'
import type { Io } from '../io.ts'

export interface PrivateFile {
  readonly folder: string
  readonly path: string
  remove(): void
}

/** A file only this user can read, alone in a fresh folder, in memory where the system has such a place. */
export function createPrivateFile(io: Io, name: string, content: string): PrivateFile {
  const folder = freshFolder(io)
  const path = join(folder, name)
  const file = { folder, path, remove: () => removeFolder(folder) }
  try {
    writeFileSync(path, content, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    file.remove()
    throw error
  }
  return file
}

function freshFolder(io: Io): string {
  const shared = io.platform === 'win32' ? [] : [io.env.XDG_RUNTIME_DIR, '/dev/shm']
  let reason: unknown
  for (const place of [...shared, io.env.TMPDIR, tmpdir()]) {
    if (!place || !existsSync(place)) continue
    try {
      // mkdtemp makes it 0700, under a name nobody can have prepared.
      return mkdtempSync(join(place, 'dreamcanvas-'))
    } catch (error) {
      reason = error
    }
  }
  throw new AppError('not_writable', 'There is no place for the file to edit', {
    hint: 'Set TMPDIR to a folder that can be written to, or write without -e.',
    cause: reason,
  })
}

/** The editor may have left files of its own beside ours. All are overwritten before they go. */
function removeFolder(folder: string): void {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name)
    try {
      // Not through a link: what it points to is not ours.
      if (lstatSync(path).isFile()) overwrite(path)
    } catch {
      // It can still be removed.
    }
  }
  rmSync(folder, { recursive: true, force: true })
}

function overwrite(path: string): void {
  const file = openSync(path, 'r+')
  try {
    writeSync(file, Buffer.alloc(statSync(path).size))
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
