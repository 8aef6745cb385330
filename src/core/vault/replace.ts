import { chmodSync, existsSync, lstatSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { AppError } from '../../contract/errors.ts'
import { makePrivate, openFile } from '../db/open.ts'
import { whileJournalIsClosed } from './journal-lock.ts'
import { journalFiles } from './places.ts'
import { syncToDisk } from './sync-to-disk.ts'

/**
 * Puts a verified copy in the place of the journal's file, while every other program has let go of it. Until the last
 * rename the file is the old one, after it the new one: there is no moment at which it is neither.
 */
export async function rewriteJournal(folder: string, rework: (copy: Database) => void): Promise<void> {
  const { db } = journalFiles(folder)
  await whileJournalIsClosed(folder, () => {
    const copy = `${db}.new`
    removeCopy(copy)
    try {
      makePrivate(copy)
      copyInto(db, copy)
      verify(copy, rework)
      syncToDisk(copy)
      // What is left of the old file's WAL, which copyInto has emptied, would be read as the new file's.
      for (const suffix of ['-wal', '-shm']) rmSync(`${db}${suffix}`, { force: true })
      renameSync(copy, db)
      syncToDisk(folder)
    } finally {
      // All dreams once more, which nobody would look for here; and on a full disk the room they take.
      removeCopy(copy)
    }
  })
}

function removeCopy(copy: string): void {
  for (const left of [copy, `${copy}-wal`, `${copy}-shm`]) rmSync(left, { force: true })
}

/**
 * Makes a journal's folder and files the dreamer's alone. Only what is the journal's: the dreamer may keep other things
 * beside it, and a link may lead anywhere.
 */
export function makeFolderPrivate(folder: string): void {
  if (process.platform === 'win32') return
  chmodSync(folder, 0o700)
  const { db, keys, lock, closing, backups, drafts } = journalFiles(folder)
  for (const path of [db, `${db}-wal`, `${db}-shm`, keys, lock, closing])
    if (existsSync(path)) chmodSync(path, 0o600)
  for (const within of [backups, drafts]) {
    if (!existsSync(within)) continue
    chmodSync(within, 0o700)
    for (const path of readdirSync(within).map((name) => join(within, name)))
      if (lstatSync(path).isFile()) chmodSync(path, 0o600)
  }
}

function copyInto(db: string, copy: string): void {
  const file = openFile(db)
  try {
    // A program that knows nothing of journal.lock may be reading it; until it has gone the WAL cannot be dropped.
    file.pragma('busy_timeout = 1000')
    const [folded] = file.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[] // what this pragma answers
    if (folded?.busy !== 0)
      throw new AppError('busy', 'Another program keeps the journal’s file open', {
        hint: 'Close what is reading journal.db, then try again.',
      })
    file.prepare('VACUUM INTO ?').run(copy)
  } finally {
    file.close()
  }
}

function verify(copy: string, rework: (copy: Database) => void): void {
  const file = openFile(copy)
  try {
    rework(file)
    if (file.pragma('integrity_check(1)', { simple: true }) !== 'ok')
      throw new AppError(
        'damaged',
        'The copy of the journal did not pass its check; the journal was left as it is',
      )
    file.pragma('journal_mode = WAL')
  } finally {
    file.close()
  }
}
