import { sql } from 'kysely'
import type { ChangeKind } from '../../contract/news.ts'
import { compiledWrite } from '../db/compiled.ts'
import type { ReadDb, WriteDb } from '../db/schema.ts'

export type Change = {
  readonly kind: ChangeKind
  readonly id: string
  readonly before: string | null
  readonly undoes?: string
}
export type Deed = {
  readonly deed: string
  readonly operation: string
  readonly program: string
  readonly at: string
}

/** In one statement however many they are: an import has as many as rows. */
export async function insertChanges(db: WriteDb, deed: Deed, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.map(({ kind, id, before, undoes = null }) => [kind, id, before, undoes])
  await insertRows(db, { ...deed, rows: JSON.stringify(rows) })
}
const insertRows = compiledWrite((db, { at, deed, operation, program, rows }: Deed & { rows: string }) => ({
  compile: () =>
    sql`
      insert into change (at, deed, operation, program, kind, id, before, undoes)
      select ${at}, ${deed}, ${operation}, ${program}, value ->> 0, value ->> 1, value ->> 2, value ->> 3
      from json_each(${rows})
    `.compile(db),
}))

/** Changes after one that was seen, for news. */
export async function listChangesAfter(db: ReadDb, seq: number, limit: number) {
  return db
    .selectFrom('change')
    .select(['seq', 'kind', 'id'])
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(limit)
    .execute()
}

export async function lastChangeSeq(db: ReadDb): Promise<number> {
  const row = await db
    .selectFrom('change')
    .select(({ fn }) => fn.max<number | null>('seq').as('seq'))
    .executeTakeFirst()
  return row?.seq ?? 0
}

/** What was done lately, newest first, each with how much of what it touched. */
export async function listDeeds(db: ReadDb, { limit, id }: { limit: number; id?: string | undefined }) {
  let query = db
    .selectFrom('change')
    .select(['deed', 'operation', 'program', 'kind'])
    .select(({ fn }) => [
      fn.max<number>('seq').as('seq'),
      fn.min<string>('at').as('at'),
      fn.countAll<number>().as('count'),
    ])
    .groupBy(['deed', 'kind'])
    .orderBy('seq', 'desc')
    // A deed touches few kinds of things.
    .limit(limit * 6)
  if (id !== undefined) query = query.where('deed', '=', id)
  const byDeed = new Map<string, Deed & { seq: number; touched: Record<string, number> }>()
  for (const { deed, operation, program, kind, seq, at, count } of await query.execute()) {
    const known = byDeed.get(deed) ?? { deed, operation, program, at, seq, touched: {} }
    known.touched[kind] = count
    byDeed.set(deed, known)
  }
  return [...byDeed.values()].slice(0, limit)
}

/** A deed's changes, the last one first: the order in which to take them back. */
export async function listChangesOf(db: ReadDb, deed: string) {
  return db
    .selectFrom('change')
    .select(['seq', 'kind', 'id', 'before'])
    .where('deed', '=', deed)
    .orderBy('seq', 'desc')
    .execute()
}

/** Deeds that touched, later, something this deed touched. What has `gone` for good stands in nobody's way. */
export async function listDeedsOnTopOf(db: ReadDb, deed: string, gone: string): Promise<string[]> {
  const rows = await db
    .selectFrom('change as mine')
    .innerJoin('change as later', (join) =>
      join
        .onRef('later.kind', '=', 'mine.kind')
        .onRef('later.id', '=', 'mine.id')
        .onRef('later.seq', '>', 'mine.seq'),
    )
    .where('mine.deed', '=', deed)
    .where('later.deed', '<>', deed)
    .where('later.before', 'is distinct from', gone)
    .select('later.deed')
    .distinct()
    .execute()
  return rows.map((row) => row.deed)
}

/** Which deed took back which, the latest first. */
export async function listUndoings(db: ReadDb): Promise<{ deed: string; undoes: string }[]> {
  const rows = await db
    .selectFrom('change')
    .select(['deed', 'undoes', ({ fn }) => fn.max<number>('seq').as('seq')])
    .where('undoes', 'is not', null)
    .groupBy('deed')
    .orderBy('seq', 'desc')
    .execute()
  return rows.flatMap(({ deed, undoes }) => (undoes === null ? [] : [{ deed, undoes }]))
}

/** What is said of a thing goes with the thing: `gone` stands for it from then on. */
export async function forgetBefore(
  db: WriteDb,
  kind: ChangeKind,
  ids: readonly string[],
  gone: string,
): Promise<void> {
  await db
    .updateTable('change')
    .set({ before: gone })
    .where('kind', '=', kind)
    .where('id', 'in', ids)
    .execute()
}

/** What was done before this moment cannot be taken back any more. The oldest are looked at first, and mostly suffice. */
export async function pruneChanges(db: WriteDb, before: string): Promise<void> {
  const oldest = await db.selectFrom('change').select('at').orderBy('seq').limit(1).executeTakeFirst()
  if (oldest !== undefined && oldest.at < before)
    await db.deleteFrom('change').where('at', '<', before).execute()
}
