import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '../../contract/errors.ts'
import type { Migration } from '../db/migrate.ts'
import { isAskedToClose } from './journal-lock.ts'
import { openFound, type Opened } from './opened.ts'

const POLL_MS = 250

/**
 * Holds a journal open for as long as this process lives, and lets go of it when another process asks to replace the
 * file: finishes what runs, closes, waits, and opens what lies there then.
 */
export class Holder {
  readonly #folder: string
  readonly #migrations: readonly Migration[]
  readonly #poll: NodeJS.Timeout
  #opened: Opened
  #inUse = 0
  #idle: (() => void) | undefined
  #yielding: Promise<void> | undefined

  constructor(folder: string, migrations: readonly Migration[]) {
    this.#folder = folder
    this.#migrations = migrations
    this.#opened = openFound(folder, migrations)
    this.#poll = setInterval(() => {
      if (!this.#yielding && isAskedToClose(folder)) this.#yielding = this.#yield()
    }, POLL_MS).unref()
  }

  get state(): Opened['state'] {
    return this.#opened.state
  }

  /** Runs with the journal as it is now; the file is not taken away meanwhile. */
  async use<T>(fn: (opened: Opened) => Promise<T>): Promise<T> {
    // oxlint-disable-next-line no-await-in-loop -- another replacer may have come in the meantime
    while (this.#yielding) await this.#yielding
    this.#inUse++
    try {
      return await fn(this.#opened)
    } finally {
      if (--this.#inUse === 0) this.#idle?.()
    }
  }

  /** Lets go of the journal while `fn` runs (which may make or replace it), then opens what is there. */
  async without<T>(fn: () => T | Promise<T>): Promise<T> {
    // oxlint-disable-next-line no-await-in-loop -- as above
    while (this.#yielding) await this.#yielding
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#yielding = promise
    try {
      await this.#finishRunning()
      this.#opened.close()
      return await fn()
    } finally {
      this.#reopen()
      resolve()
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#poll)
    await this.#yielding
    this.#opened.close()
  }

  async #yield(): Promise<void> {
    await this.#finishRunning()
    this.#opened.close()
    // oxlint-disable-next-line no-await-in-loop -- waiting is the point
    while (isAskedToClose(this.#folder)) await sleep(50)
    this.#reopen()
  }

  #reopen(): void {
    this.#yielding = undefined
    try {
      this.#opened = openFound(this.#folder, this.#migrations)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      this.#opened = { state: 'damaged', error, close: () => {} }
    }
  }

  async #finishRunning(): Promise<void> {
    if (this.#inUse > 0) await new Promise<void>((resolve) => (this.#idle = resolve))
    this.#idle = undefined
  }
}
