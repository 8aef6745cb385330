import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'

/**
 * Waiting for the write lock. SQLite's own waiting looks ever more seldom, up to ten times a second, and against a
 * program that writes without a pause it may look for seconds without once meeting the moment between two transactions.
 */
const LOOK_EVERY_MS = 2
/** By a clock nobody sets; `performance` has one too, and loading it would be felt at each start. */
const WAIT_SECONDS = 10

/** Tries again while another program is writing; the event loop runs on meanwhile. */
export async function whenFree<T>(deed: () => Promise<T>): Promise<T> {
  const deadline = process.uptime() + WAIT_SECONDS
  for (;;) {
    try {
      return await deed()
    } catch (error) {
      if (!isBusy(error) || process.uptime() > deadline) throw error
    }
    await sleep(LOOK_EVERY_MS)
  }
}

/** The same where nothing can be awaited yet. */
export function whenFreeSync<T>(db: Database, deed: () => T): T {
  const usual = db.pragma('busy_timeout', { simple: true }) as number // what this pragma answers
  db.pragma('busy_timeout = 0')
  try {
    return insist(deed)
  } finally {
    db.pragma(`busy_timeout = ${usual}`)
  }
}

function insist<T>(deed: () => T): T {
  const deadline = process.uptime() + WAIT_SECONDS
  const nobodyWakes = new Int32Array(new SharedArrayBuffer(4))
  for (;;) {
    try {
      return deed()
    } catch (error) {
      if (!isBusy(error) || process.uptime() > deadline) throw error
    }
    Atomics.wait(nobodyWakes, 0, 0, LOOK_EVERY_MS)
  }
}

export function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')
}
