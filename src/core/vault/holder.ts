import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '../../contract/errors.ts'
import type { Migration } from '../db/migrate.ts'
import { isAskedToClose } from './journal-lock.ts'
import { openFound, type Opened } from './opened.ts'

const POLL_MS = 250
const LAST_WAIT_MS = 5000

/**
 * Holds a journal open for as long as this process lives, and lets go of it when another process asks to replace the
 * file: finishes what runs, closes, waits, and opens what lies there then.
 */
export class Holder {
  readonly #folder: string
  readonly #migrations: readonly Migration[]
  readonly #poll: NodeJS.Timeout
  #opened: Opened
  #lookedAt = process.uptime()
  #inUse = 0
  #idle: (() => void) | undefined
  /** Migrated under this process by a newer one. */
  #isOutdated = false
  #isClosed = false
  #yielding: Promise<void> | undefined

  constructor(folder: string, migrations: readonly Migration[]) {
    this.#folder = folder
    this.#migrations = migrations
    this.#opened = openFound(folder, migrations)
    this.#poll = setInterval(() => this.#look(), POLL_MS).unref()
  }

  get state(): Opened['state'] {
    return this.#opened.state
  }

  /** Runs with the journal as it is now; the file is not taken away meanwhile. */
  async use<T>(fn: (opened: Opened) => Promise<T>): Promise<T> {
    await this.#settled()
    // Somebody may have made it, unlocked it or put it right since.
    if (this.#opened.state !== 'open') this.#opened = openFound(this.#folder, this.#migrations)
    this.#inUse++
    try {
      return await fn(this.#opened)
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'newer') this.#isOutdated = true
      throw thrown
    } finally {
      if (--this.#inUse === 0) {
        if (this.#isOutdated && !this.#yielding) this.#reopen()
        this.#idle?.()
      }
    }
  }

  /** Lets go of the journal while `fn` runs (which may make or replace it), then opens what is there. */
  async without<T>(fn: () => T | Promise<T>): Promise<T> {
    await this.#settled()
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#yielding = promise
    try {
      await this.#finishRunning()
      this.#opened.close()
      return await fn()
    } finally {
      this.#yielding = undefined
      this.#reopen()
      resolve()
    }
  }

  /** Waits a while for what runs; what hangs is cut off rather than keeping the program from ending. */
  async close(): Promise<void> {
    clearInterval(this.#poll)
    this.#isClosed = true
    await this.#yielding
    await Promise.race([this.#finishRunning(), sleep(LAST_WAIT_MS, undefined, { ref: false })])
    this.#opened.close()
  }

  #look(): void {
    this.#lookedAt = process.uptime()
    if (!this.#yielding && isAskedToClose(this.#folder)) this.#yielding = this.#yield()
  }

  async #settled(): Promise<void> {
    // A loop of commands need never come back to the event loop, and then no timer fires.
    if (process.uptime() - this.#lookedAt > POLL_MS / 1000) this.#look()
    while (this.#yielding) await this.#yielding
    if (this.#isClosed) throw new AppError('cancelled', 'The journal was closed')
  }

  async #yield(): Promise<void> {
    await this.#finishRunning()
    this.#opened.close()
    while (isAskedToClose(this.#folder)) await sleep(50)
    this.#yielding = undefined
    this.#reopen()
  }

  #reopen(): void {
    this.#opened.close()
    this.#isOutdated = false
    this.#opened = {
      state: 'damaged',
      error: new AppError('busy', 'The journal is being opened'),
      close: () => {},
    }
    if (this.#isClosed) return
    try {
      this.#opened = openFound(this.#folder, this.#migrations)
    } catch {
      // Whoever asks next tries again, and is told why it fails.
    }
  }

  async #finishRunning(): Promise<void> {
    if (this.#inUse > 0) await new Promise<void>((resolve) => (this.#idle = resolve))
    this.#idle = undefined
  }
}
