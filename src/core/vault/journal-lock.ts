import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import { AppError } from '../../contract/errors.ts'
import { openLockFile } from '../db/open.ts'
import { isBusy } from '../db/waiting.ts'
import { journalFiles } from './places.ts'

/** How long a replacer waits for the others to finish. */
const WAIT_MS = 30_000
/** A request to close that is older than this was left by a process that died. */
const STALE_MS = 60_000
const POLL_MS = 50

export type Held = { release(): void }

/**
 * Every open journal holds a read transaction on journal.lock, so that nobody takes the file away from under it. A
 * kill -9 frees it: it is the kernel's lock, not a file's presence.
 */
export function holdJournal(folder: string): Held {
  const file = openLockFile(journalFiles(folder).lock, 5000)
  try {
    file.exec('BEGIN; SELECT 1 FROM sqlite_schema')
  } catch (error) {
    file.close()
    throw error
  }
  return { release: () => file.close() }
}

/** Whether somebody wants to replace the journal's file and asks the others to let go of it. */
export function isAskedToClose(folder: string): boolean {
  const { closing } = journalFiles(folder)
  if (!existsSync(closing)) return false
  return Date.now() - (statSync(closing, { throwIfNoEntry: false })?.mtimeMs ?? 0) < STALE_MS
}

/**
 * The only way to put another file in the place of journal.db: asks all holders to let go, waits until they have, and
 * runs `replace` while nobody can open the journal. Without it an acknowledged write can go to a deleted file.
 */
export async function whileJournalIsClosed<T>(
  folder: string,
  replace: () => T | Promise<T>,
  { waitMs = WAIT_MS }: { waitMs?: number } = {},
): Promise<T> {
  const { closing, lock } = journalFiles(folder)
  // Two may want to replace it: both ask, and whoever gets the lock goes first.
  const file = openLockFile(lock, 0)
  try {
    writeFileSync(closing, String(process.pid), { mode: 0o600 })
    await takeExclusive(file, closing, Date.now() + waitMs)
    return await replace()
  } finally {
    rmSync(closing, { force: true })
    file.close()
  }
}

async function takeExclusive(file: Database, closing: string, deadline: number): Promise<void> {
  for (;;) {
    try {
      file.exec('BEGIN EXCLUSIVE')
      return
    } catch (error) {
      if (!isBusy(error)) throw error
      if (Date.now() > deadline)
        throw new AppError('busy', 'Another program keeps the journal open', {
          hint: 'Close the other DreamCanvas windows and commands, then try again.',
        })
    }
    // Another replacer that finished or gave up took the request away; and one that is not renewed looks left behind.
    writeFileSync(closing, String(process.pid), { mode: 0o600 })
    await sleep(POLL_MS)
  }
}
