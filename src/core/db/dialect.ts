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

/** Kysely over an open file. `begin` is how a transaction starts: readers share, a writer takes its lock at once. */
export function kyselyOver(db: Database, begin: 'deferred' | 'immediate'): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: new JournalDialect(withStatementCache(db), begin) })
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
 * long the busy timeout is.
 */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}

class JournalDialect extends SqliteDialect {
  readonly #database: SqliteDatabase
  readonly #begin: 'deferred' | 'immediate'

  constructor(database: SqliteDatabase, begin: 'deferred' | 'immediate') {
    super({ database })
    this.#database = database
    this.#begin = begin
  }

  override createDriver(): Driver {
    const config = { database: this.#database }
    return this.#begin === 'immediate' ? new ImmediateDriver(config) : new SqliteDriver(config)
  }
}
