import type { Database } from 'better-sqlite3'
import { AppError } from '../../contract/errors.ts'
import { whenFreeSync } from './waiting.ts'

export interface Migration {
  /** Steps of ten leave room for a fix between two released ones. */
  readonly version: number
  up(db: Database): void
}

export function newestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0
}

export function versionOf(db: Database): number {
  return db.pragma('user_version', { simple: true }) as number // what this pragma answers
}

/**
 * Brings the file to the newest version, or leaves it as it was. Kysely's own migrator neither locks nor rolls back on
 * SQLite, and the command may start while the app is open.
 */
export function migrate(
  db: Database,
  migrations: readonly Migration[],
  /** Only the one process that migrates gets to call them. */
  around: { before?: (version: number) => void; after?: () => void } = {},
): void {
  const newest = newestVersion(migrations)
  const run = db.transaction(() => {
    const current = versionOf(db)
    refuseNewer(current, newest)
    const steps = migrations.filter(({ version }) => version > current)
    if (steps.length === 0) return
    if (current > 0) around.before?.(current)
    for (const { version, up } of steps) {
      up(db)
      db.pragma(`user_version = ${version}`)
    }
    around.after?.()
    if (db.prepare('PRAGMA foreign_key_check').get()) throw new Error('A migration broke a foreign key')
  })
  whenFreeSync(db, () => run.exclusive())
}

export function refuseNewer(current: number, newest: number): void {
  if (current <= newest) return
  throw new AppError('newer', 'This journal was written by a newer DreamCanvas', {
    hint: 'Update this program; the journal has not been touched.',
    details: { current, newest },
  })
}
