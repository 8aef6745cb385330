import type { Compilable, CompiledQuery, Kysely, RawBuilder } from 'kysely'
import type { ReadDb, Schema, WriteDb } from './schema.ts'

/** Stands for a value while a query is compiled. */
class Placeholder {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

type Named<P> = { readonly [K in keyof P]: P[K] }

/** A select built once and run many times: hot paths only. The query must have the same shape for all values. */
export function compiledRead<P extends object, R>(build: (db: ReadDb, values: Named<P>) => Compilable<R>) {
  const run = compiled(build)
  return async (db: ReadDb, values: P): Promise<R[]> => {
    // ReadDb hides executeQuery because it would run a write as well; what `build` made here is a select.
    const { rows } = await (db as Kysely<Schema>).executeQuery(run(db, values))
    return rows
  }
}

/** A select written in SQL, for what the builder has no words for. */
export function asSelect<R>(db: ReadDb, select: RawBuilder<R>): Compilable<R> {
  return { compile: () => select.compile(db as Kysely<Schema>) } // as above: what compiles is hidden with what runs
}

/** Runs a select that is built anew each time. */
export async function runSelect<R>(db: ReadDb, select: RawBuilder<R>): Promise<R[]> {
  const { rows } = await select.execute(db as Kysely<Schema>) // as above
  return rows
}

export function compiledWrite<P extends object, R>(build: (db: WriteDb, values: Named<P>) => Compilable<R>) {
  const run = compiled(build)
  return (db: WriteDb, values: P) => db.executeQuery(run(db, values))
}

function compiled<Db, P extends object, R>(build: (db: Db, values: Named<P>) => Compilable<R>) {
  let query: CompiledQuery<R> | undefined
  const placeholders = new Proxy({}, { get: (_, name) => new Placeholder(String(name)) }) as Named<P> // any name answers
  return (db: Db, values: P): CompiledQuery<R> => {
    query ??= build(db, placeholders).compile()
    const parameters = query.parameters.map(
      (parameter) => (parameter instanceof Placeholder ? values[parameter.name as keyof P] : parameter), // the names `build` used
    )
    return { ...query, parameters }
  }
}
