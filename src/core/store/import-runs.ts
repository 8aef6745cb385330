import type { ReadDb, WriteDb } from '../db/schema.ts'

/** An import of the same source that was stopped midway. */
export async function findStoppedImport(db: ReadDb, source: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('import_run')
    .select('id')
    .where('source', '=', source)
    .where('state', '=', 'partial')
    .orderBy('seq', 'desc')
    .executeTakeFirst()
  return row?.id
}

export async function insertImport(
  db: WriteDb,
  run: { id: string; source: string; startedAt: string },
): Promise<void> {
  await db
    .insertInto('import_run')
    .values({ id: run.id, source: run.source, started_at: run.startedAt, state: 'partial' })
    .execute()
}

export async function finishImport(db: WriteDb, id: string): Promise<void> {
  await db.updateTable('import_run').set({ state: 'done' }).where('id', '=', id).execute()
}

export async function deleteImport(db: WriteDb, id: string): Promise<void> {
  await db.deleteFrom('import_run').where('id', '=', id).execute()
}

/** Those of these deeds that are imports stopped midway. */
export async function listStoppedAmong(db: ReadDb, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('import_run')
    .select('id')
    .where('id', 'in', ids)
    .where('state', '=', 'partial')
    .execute()
  return new Set(rows.map(({ id }) => id))
}
