import type { Database, Statement } from 'better-sqlite3'
import {
  CompiledQuery,
  Kysely,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type Driver,
  type SqliteDatabase,
} from 'kysely'
import type { Schema } from './schema.ts'
import { whenFree } from './waiting.ts'

/** Kysely over an open file. `begin` is how a transaction starts: readers share, a writer takes its lock at once. */
export function kyselyOver(db: Database, begin: 'deferred' | 'immediate'): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: new JournalDialect(db, begin) })
}

/** Kysely prepares anew each time; keeping the statements makes a small select four times as quick. */
function withStatementCache(db: Database): SqliteDatabase {
  const statements = new Map<string, Statement>()
  return {
    prepare(sql) {
      let statement = statements.get(sql)
      if (!statement) {
        // Queries with lists of many lengths would fill it for ever.
        if (statements.size >= 500) statements.clear()
        statement = db.prepare(sql)
        statements.set(sql, statement)
      }
      return statement
    },
    close: () => db.close(),
  }
}

/**
 * Kysely begins deferred: a transaction that reads and then writes loses with SQLITE_BUSY_SNAPSHOT at once, however
 * long the busy timeout is. And it rolls back what SQLite has rolled back itself (a full disk does that), whose failure
 * would hide the true one.
 */
class JournalDriver extends SqliteDriver {
  readonly #file: Database
  readonly #begin: CompiledQuery

  constructor(file: Database, database: SqliteDatabase, begin: 'deferred' | 'immediate') {
    super({ database })
    this.#file = file
    this.#begin = CompiledQuery.raw(`begin ${begin}`)
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await whenFree(() => connection.executeQuery(this.#begin))
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#file.inTransaction) await super.rollbackTransaction(connection)
  }
}

class JournalDialect extends SqliteDialect {
  readonly #file: Database
  readonly #database: SqliteDatabase
  readonly #begin: 'deferred' | 'immediate'

  constructor(file: Database, begin: 'deferred' | 'immediate') {
    const database = withStatementCache(file)
    super({ database })
    this.#file = file
    this.#database = database
    this.#begin = begin
  }

  override createDriver(): Driver {
    return new JournalDriver(this.#file, this.#database, this.#begin)
  }
}
