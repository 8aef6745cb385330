import { closeSync, existsSync, openSync } from 'node:fs'
import Database, { type Database as Sqlite } from 'better-sqlite3'
import { nativeAddon } from './native.ts'

const BUSY_MS = 5000

/** Opens the journal's file, which must be there. The caller closes it. */
export function openFile(path: string): Sqlite {
  const db = new Database(path, { fileMustExist: true, timeout: BUSY_MS, nativeBinding: addon() })
  try {
    // One call: each costs a crossing into the addon.
    db.exec(
      'PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA fullfsync = ON',
    )
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** Makes the file where there is none, empty and in WAL mode. */
export function createFile(path: string): Sqlite {
  makePrivate(path)
  const db = new Database(path, { timeout: BUSY_MS, nativeBinding: addon() })
  // Four dreams of ordinary length leave a seventh of SQLite's usual page empty; nine leave half as much of this one.
  db.pragma('page_size = 8192')
  db.pragma('journal_mode = WAL')
  db.close()
  return openFile(path)
}

/** A small SQLite file that is only there to be locked; made when it is missing. */
export function openLockFile(path: string, waitMs: number): Sqlite {
  makePrivate(path)
  return new Database(path, { timeout: waitMs, nativeBinding: addon() })
}

/**
 * SQLite makes files that others may read; its WAL and shared memory take after the file they belong to. A file that is
 * there is not even opened: closing it would drop every lock this process holds on it.
 */
export function makePrivate(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600))
  } catch (error) {
    if (!existsSync(path)) throw error
  }
}

let loaded: object | undefined
// The driver's types know a path only; it takes the loaded addon as well, and so need not look for it.
function addon(): string {
  return (loaded ??= nativeAddon()) as unknown as string
}
