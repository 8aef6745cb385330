import { AppError } from '../contract/errors.ts'
import type { ChangeKind } from '../contract/news.ts'
import type { Scope } from '../rpc/router.ts'
import type { Connections } from './db/connections.ts'
import { translateFailure } from './db/failures.ts'
import type { ReadDb, WriteDb } from './db/schema.ts'
import type { CommandHands, Files, JournalHands, Machine, StreamHands } from './operations/hands.ts'
import { insertChanges, type Change } from './store/changes.ts'
import type { Holder } from './vault/holder.ts'

export type Surroundings = {
  readonly now: () => Date
  readonly newId: () => string
  readonly zone: string
  /** Which program this is, for `undo` to say who did it. */
  readonly program: string
  readonly files: Files
  readonly machine: Machine
}

/** Gives each kind of operation its hands: a transaction of the right kind, in a journal that is open. */
export function journalScope(holder: Holder, around: Surroundings): Scope<JournalHands> {
  return {
    query: (_, signal, deed) =>
      withOpen(holder, signal, (open) =>
        open.read((db) => deed(Object.assign(given(around, signal), { db }))),
      ),

    command: (operation, signal, deed) =>
      withOpen(holder, signal, (open) =>
        inTransaction(open, operation, signal, around, around.newId(), deed),
      ),

    stream(operation, signal, deed) {
      const hands: StreamHands = {
        signal,
        now: around.now,
        get zone() {
          return around.zone
        },
        newId: around.newId,
        files: around.files,
        read: (fn) => withOpen(holder, signal, (open) => open.read(fn)),
        write: (fn, { deed: shared = around.newId() } = {}) =>
          withOpen(holder, signal, (open) => inTransaction(open, operation, signal, around, shared, fn)),
        snapshot: () => heldSnapshot(holder, signal),
        models: async (at) => (await import('./text-models.ts')).openTextModels(hands, at),
        machine: around.machine,
      }
      return deed(hands)
    },
  }
}

async function inTransaction<T>(
  open: Connections,
  operation: string,
  signal: AbortSignal,
  around: Surroundings,
  deed: string,
  fn: (hands: CommandHands) => Promise<T>,
): Promise<T> {
  let failure: AppError | undefined
  const result = await open.write(async (db: WriteDb) => {
    const changes: Change[] = []
    const hands = Object.assign(given(around, signal), {
      db,
      newId: around.newId,
      changed: (kind: ChangeKind, id: string, before: string | null, undoes?: string) =>
        void changes.push({ kind, id, before, ...(undoes && { undoes }) }),
      failAfterCommit: (thrown: AppError) => void (failure = thrown),
    })
    const answer = await fn(hands)
    const { program } = around
    await insertChanges(db, { deed, operation, program, at: hands.now().toISOString() }, changes)
    return answer
  })
  if (failure) throw failure
  return result
}

function given(around: Surroundings, signal: AbortSignal) {
  const moment = around.now()
  return {
    signal,
    now: () => moment,
    // Looked up when it is asked for.
    get zone() {
      return around.zone
    },
  }
}

/** Runs when the journal is open, else says in which state it is. SQLite's failures become ours here. */
function withOpen<T>(holder: Holder, signal: AbortSignal, fn: (open: Connections) => Promise<T>): Promise<T> {
  return holder.use(async (opened) => {
    signal.throwIfAborted()
    if (opened.state !== 'open') throw again(opened.error)
    try {
      return await fn(opened.connections)
    } catch (thrown) {
      throw translateFailure(thrown)
    }
  })
}

/** The journal's file is not replaced while a snapshot of it is being read. */
async function heldSnapshot(holder: Holder, signal: AbortSignal) {
  const opening = Promise.withResolvers<ReadDb>()
  const closing = Promise.withResolvers<void>()
  const held = withOpen(holder, signal, async (open) => {
    const snapshot = await open.snapshot()
    try {
      opening.resolve(snapshot.db)
      await closing.promise
    } finally {
      snapshot.close()
    }
  })
  held.catch(opening.reject)
  return {
    db: await opening.promise,
    async close() {
      closing.resolve()
      await held
    },
  }
}

/** The same failure is thrown many times; each needs its own stack. */
function again({ code, message, hint, details }: AppError): AppError {
  return new AppError(code, message, { hint, details })
}
