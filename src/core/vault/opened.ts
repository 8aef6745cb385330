import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { AppError } from '../../contract/errors.ts'
import { Connections } from '../db/connections.ts'
import { translateFailure } from '../db/failures.ts'
import { migrate, newestVersion, refuseNewer, versionOf, type Migration } from '../db/migrate.ts'
import { createFile, makePrivate, openFile } from '../db/open.ts'
import { FOLD_VERSION } from '../lib/fold/fold.ts'
import { holdJournal } from './journal-lock.ts'
import { journalFiles } from './places.ts'

export const APPLICATION_ID = 0x44_43_6a_6c

/** The journal as it was found: open, or why not. */
export type Opened =
  | { readonly state: 'open'; readonly connections: Connections; close(): void }
  | { readonly state: 'absent' | 'locked' | 'newer' | 'damaged'; readonly error: AppError; close(): void }

/** Looks at what lies in the folder and opens it if it can be. Never makes anything. */
export function openFound(folder: string, migrations: readonly Migration[]): Opened {
  const files = journalFiles(folder)
  if (!existsSync(files.db)) return notOpen('absent', absent(folder))
  const held = holdJournal(folder)
  let file: Database | undefined
  try {
    file = openFile(files.db)
    checkIsOurs(file)
    const version = versionOf(file)
    refuseNewer(version, newestVersion(migrations))
    if (version < newestVersion(migrations)) {
      keepCopy(file, files.backups, version)
      migrate(file, migrations)
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
    const error = translateFailure(thrown)
    if (!(error instanceof AppError)) throw thrown
    if (error.code === 'damaged' && existsSync(files.keys)) return notOpen('locked', locked())
    if (error.code === 'newer' || error.code === 'damaged') return notOpen(error.code, error)
    throw error
  }
}

/** Makes an empty journal. Another process may be doing the same: the migrations run once. */
export function makeJournal(folder: string, migrations: readonly Migration[]): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const held = holdJournal(folder)
  try {
    const file = createFile(journalFiles(folder).db)
    try {
      migrate(file, migrations)
      // Nothing to index yet, so what is written from now on is the whole index.
      file
        .prepare('UPDATE search_fold SET version = ? WHERE NOT EXISTS (SELECT 1 FROM dream)')
        .run(FOLD_VERSION)
    } finally {
      file.close()
    }
  } finally {
    held.release()
  }
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

/** The file as it was before a migration stays beside the backups. */
function keepCopy(file: Database, folder: string, version: number): void {
  if (version === 0) return
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const copy = join(folder, `before-version-${newName()}-from-${version}.db`)
  const unfinished = `${copy}.part`
  rmSync(unfinished, { force: true })
  makePrivate(unfinished)
  file.prepare('VACUUM INTO ?').run(unfinished)
  renameSync(unfinished, copy)
}

function newName(): string {
  return new Date().toISOString().replaceAll(/[:.]/g, '-')
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
  return new AppError('locked', 'The journal is locked', { hint: 'Unlock it with its passphrase.' })
}
