import type { Database as Sqlite } from 'better-sqlite3'
import type { Kysely } from 'kysely'
import { kyselyOver } from './dialect.ts'
import { refuseNewer, versionOf } from './migrate.ts'
import { openFile } from './open.ts'
import type { ReadDb, Schema, WriteDb } from './schema.ts'

type Handle = {
  readonly file: Sqlite
  readonly kysely: Kysely<Schema>
  /** The version of the file. Prepared once: it is asked in every transaction, and preparing it costs ten times as much. */
  version(): number
}

/**
 * The open journal file: one connection that reads, one that writes. Each is opened when it is first needed, and
 * whichever is first takes over the file that was opened to look at it.
 */
export class Connections {
  readonly #path: string
  readonly #version: number
  #first: Sqlite | undefined
  #closed = false
  #reader: Handle | undefined
  #writer: Handle | undefined

  constructor(path: string, first: Sqlite) {
    this.#path = path
    this.#first = first
    this.#version = versionOf(first)
  }

  /** Runs inside one deferred read transaction: all it reads is one truth. */
  read<T>(fn: (db: ReadDb) => Promise<T>): Promise<T> {
    const handle = (this.#reader ??= this.#open('deferred'))
    return this.#transaction(handle, fn)
  }

  /** Runs inside one transaction that holds the write lock from its beginning. */
  write<T>(fn: (db: WriteDb) => Promise<T>): Promise<T> {
    const handle = (this.#writer ??= this.#open('immediate'))
    return this.#transaction(handle, fn)
  }

  /** A read transaction of its own that lasts until it is closed: what a long export reads. */
  async snapshot(): Promise<{ readonly db: ReadDb; close(): void }> {
    const handle = this.#open('deferred')
    const { file, kysely } = handle
    try {
      const transaction = await kysely.startTransaction().execute()
      this.#refuseMigrated(handle)
      // Closing ends the transaction, and a read has nothing to undo.
      return { db: transaction, close: () => void file.close() }
    } catch (thrown) {
      file.close()
      throw thrown
    }
  }

  close(): void {
    this.#closed = true
    for (const file of [this.#first, this.#reader?.file, this.#writer?.file]) file?.close()
    this.#first = this.#reader = this.#writer = undefined
  }

  #open(begin: 'deferred' | 'immediate'): Handle {
    // Opened again by itself, it would be a file that nobody holds the lock of.
    if (this.#closed) throw new Error('The journal’s file was asked for after it was closed')
    const file = this.#first ?? openFile(this.#path)
    this.#first = undefined
    // A writer waits in its own way, and only to begin: nobody can make it wait after that.
    file.pragma(begin === 'deferred' ? 'query_only = ON' : 'busy_timeout = 0')
    const version = file.prepare('PRAGMA user_version').pluck()
    return { file, kysely: kyselyOver(file, begin), version: () => version.get() as number } // what this pragma answers
  }

  #transaction<T>(handle: Handle, fn: (db: WriteDb) => Promise<T>): Promise<T> {
    return handle.kysely.transaction().execute((db) => {
      this.#refuseMigrated(handle)
      return fn(db)
    })
  }

  /** The journal may have been migrated under this process by a newer one. */
  #refuseMigrated({ version }: Handle): void {
    refuseNewer(version(), this.#version)
  }
}
