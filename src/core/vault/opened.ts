import { existsSync, linkSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { AppError } from '../../contract/errors.ts'
import { Connections } from '../db/connections.ts'
import { isUnreadable, translateFailure } from '../db/failures.ts'
import { migrate, newestVersion, refuseNewer, versionOf, type Migration } from '../db/migrate.ts'
import { createFile, makePrivate, openFile } from '../db/open.ts'
import { FOLD_VERSION } from '../lib/fold/fold.ts'
import { holdJournal } from './journal-lock.ts'
import { journalFiles } from './places.ts'
import { syncToDisk } from './sync-to-disk.ts'

export const APPLICATION_ID = 0x44_43_6a_6c

/** The journal as it was found: open, or why not. */
export type Opened =
  | { readonly state: 'open'; readonly connections: Connections; close(): void }
  | { readonly state: 'absent' | 'locked' | 'newer' | 'damaged'; readonly error: AppError; close(): void }

/** Looks at what lies in the folder and opens it if it can be. Never makes anything. */
export function openFound(folder: string, migrations: readonly Migration[]): Opened {
  const files = journalFiles(folder)
  try {
    // Not existsSync: a folder that may not be looked into is not one without a journal.
    if (!statSync(files.db, { throwIfNoEntry: false })) return notOpen('absent', absent(folder))
    return openThere(folder, migrations)
  } catch (thrown) {
    if (isUnreadable(thrown) && existsSync(files.keys)) return notOpen('locked', locked())
    const error = translateFailure(thrown)
    if (error instanceof AppError && (error.code === 'newer' || error.code === 'damaged'))
      return notOpen(error.code, error)
    throw error
  }
}

function openThere(folder: string, migrations: readonly Migration[]): Opened {
  const files = journalFiles(folder)
  const held = holdJournal(folder)
  let file: Database | undefined
  try {
    file = openFile(files.db)
    checkIsOurs(file)
    const version = versionOf(file)
    refuseNewer(version, newestVersion(migrations))
    if (version < newestVersion(migrations)) {
      bringUpToDate(file, migrations, (from) => keepCopy(files, from))
    }
    const connections = new Connections(files.db, file)
    return {
      state: 'open',
      connections,
      close() {
        connections.close()
        held.release()
      },
    }
  } catch (thrown) {
    file?.close()
    held.release()
    throw thrown
  }
}

/** Makes an empty journal. Another process may be doing the same: whoever is first, there is one, and it is whole. */
export function makeJournal(folder: string, migrations: readonly Migration[]): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { db } = journalFiles(folder)
  const unfinished = `${db}.${process.pid}.part`
  const held = holdJournal(folder)
  try {
    const file = createFile(unfinished)
    try {
      bringUpToDate(file, migrations)
      // Closing would do it too, but say nothing where the disk is full, and the WAL is not taken along.
      file.pragma('wal_checkpoint(TRUNCATE)')
    } finally {
      file.close()
    }
    syncToDisk(unfinished)
    putInPlace(unfinished, db)
    syncToDisk(folder)
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${unfinished}${suffix}`, { force: true })
    held.release()
  }
}

/** Never over a journal that is there. */
function putInPlace(unfinished: string, db: string): void {
  try {
    linkSync(unfinished, db)
  } catch {
    // A disk without hard links.
    if (!existsSync(db)) renameSync(unfinished, db)
  }
}

function bringUpToDate(
  file: Database,
  migrations: readonly Migration[],
  before?: (version: number) => void,
): void {
  file.pragma('journal_mode = WAL')
  migrate(file, migrations, {
    ...(before && { before }),
    after() {
      // Where there is nothing to index yet, what is written from now on is the whole index.
      file
        .prepare('UPDATE search_fold SET version = ? WHERE NOT EXISTS (SELECT 1 FROM dream)')
        .run(FOLD_VERSION)
    },
  })
}

function checkIsOurs(file: Database): void {
  const id = file.pragma('application_id', { simple: true })
  // Nothing in it yet: a process died between making the file and its first migration.
  if (id === 0 && versionOf(file) === 0 && !file.prepare('SELECT 1 FROM sqlite_schema').get()) return
  if (id !== APPLICATION_ID)
    throw new AppError('damaged', 'There is a journal.db here that is not a DreamCanvas journal', {
      hint: 'Move it away, or name another folder with --journal.',
    })
}

/**
 * The file as it was before a migration stays beside the backups. Made while the migration holds the write lock, so that
 * there is one copy, and of what was; through a connection of its own, because VACUUM takes no open transaction.
 */
function keepCopy({ db, backups }: { db: string; backups: string }, version: number): void {
  mkdirSync(backups, { recursive: true, mode: 0o700 })
  const at = new Date().toISOString().replaceAll(/[:.]/g, '-')
  const copy = join(backups, `before-migration-${at}-version-${version}.db`)
  const unfinished = `${copy}.part`
  makePrivate(unfinished)
  const file = openFile(db)
  try {
    file.prepare('VACUUM INTO ?').run(unfinished)
  } finally {
    file.close()
  }
  syncToDisk(unfinished)
  renameSync(unfinished, copy)
  syncToDisk(backups)
}

function notOpen(state: 'absent' | 'locked' | 'newer' | 'damaged', error: AppError): Opened {
  return { state, error, close: () => {} }
}

function absent(folder: string): AppError {
  return new AppError('absent', 'There is no journal here yet', {
    hint: 'Make one with `dreamcanvas init`, or write a first dream with `dreamcanvas add`.',
    details: { folder },
  })
}

function locked(): AppError {
  return new AppError('locked', 'The journal is locked', {
    hint: 'It is protected with a passphrase, which this version cannot ask for: open it with the one that protected it.',
  })
}
