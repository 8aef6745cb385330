import { AppError } from '../../contract/errors.ts'
import { findStoppedImport, finishImport, insertImport, listStoppedAmong } from '../store/import-runs.ts'
import type { Writing } from './import-batch.ts'
import type { StreamHands } from './hands.ts'

/** One import: many transactions, one deed. */
export type ImportRun = {
  /** What undo calls it; null while nothing was written. */
  readonly id: string | null
  readonly continued: boolean
  write<T>(fn: (writing: Writing, now: Date) => Promise<T>): Promise<T>
  finish(): Promise<void>
}

/**
 * Goes on with an import of the same source that was stopped, or begins one. It is marked as stopped from its first
 * transaction to its last, so that a process that dies leaves it marked.
 */
export async function openRun(hands: StreamHands, source: string): Promise<ImportRun> {
  const stopped = await hands.read((db) => findStoppedImport(db, source))
  const deed = stopped ?? hands.newId()
  let begun = stopped !== undefined
  return {
    get id() {
      return begun ? deed : null
    },
    continued: stopped !== undefined,
    write: (fn) =>
      hands.write(
        async ({ db, changed, now }) => {
          if (begun && !(await listStoppedAmong(db, [deed])).has(deed)) throw takenBack(deed)
          let touched = 0
          const counted: typeof changed = (...change) => {
            touched++
            changed(...change)
          }
          const result = await fn({ db, changed: counted }, now())
          // An import that changed nothing is none, and undo does not find it.
          if (!begun && touched > 0) {
            await insertImport(db, { id: deed, source, startedAt: now().toISOString() })
            changed('import', deed, null)
            begun = true
          }
          return result
        },
        { deed },
      ),
    async finish() {
      if (begun) await hands.write(({ db }) => finishImport(db, deed), { deed })
    },
  }
}

function takenBack(id: string): AppError {
  return new AppError('conflict', 'This import was taken back while it was running', {
    hint: 'Import the file again if you want it after all.',
    details: { id },
  })
}
