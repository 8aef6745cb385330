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
  const undoes = changes.find((change) => change.undoes !== undefined)?.undoes ?? null
  const { rows } = await putDeed(db, { ...deed, undoes, count: changes.length })
  const deedSeq = rows[0]?.seq
  if (deedSeq === undefined) throw new Error('A deed that was written has no number')
  await insertRows(db, {
    deedSeq,
    rows: JSON.stringify(changes.map(({ kind, id, before }) => [kind, id, before])),
  })
}
/** An import writes in many transactions: each moves its deed to the end of what was done. */
const putDeed = compiledWrite((db, row: Deed & { undoes: string | null; count: number }) => ({
  compile: () =>
    sql<{ seq: number }>`
      insert into deed (id, at, operation, program, undoes, last_change)
      values (
        ${row.deed}, ${row.at}, ${row.operation}, ${row.program}, ${row.undoes},
        coalesce((select seq from sqlite_sequence where name = 'change'), 0) + ${row.count}
      )
      on conflict (id) do update set at = excluded.at, last_change = excluded.last_change
      returning seq
    `.compile(db),
}))
const insertRows = compiledWrite((db, { deedSeq, rows }: { deedSeq: number; rows: string }) => ({
  compile: () =>
    sql`
      insert into change (deed_seq, kind, id, before)
      select ${deedSeq}, value ->> 0, value ->> 1, value ->> 2 from json_each(${rows})
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
    .selectFrom('deed')
    .select(['seq', 'id as deed', 'operation', 'program', 'at'])
    .orderBy('last_change', 'desc')
    .limit(limit)
  if (id !== undefined) query = query.where('id', '=', id)
  const deeds = await query.execute()
  const counts = await countTouched(
    db,
    deeds.map(({ seq }) => seq),
  )
  return deeds.map((deed) => ({ ...deed, touched: counts.get(deed.seq) ?? {} }))
}

async function countTouched(
  db: ReadDb,
  deeds: readonly number[],
): Promise<Map<number, Record<string, number>>> {
  const byDeed = new Map<number, Record<string, number>>()
  if (deeds.length === 0) return byDeed
  const rows = await db
    .selectFrom('change')
    .select(['deed_seq', 'kind', ({ fn }) => fn.countAll<number>().as('count')])
    .where('deed_seq', 'in', deeds)
    .groupBy(['deed_seq', 'kind'])
    .execute()
  for (const { deed_seq, kind, count } of rows)
    byDeed.set(deed_seq, { ...byDeed.get(deed_seq), [kind]: count })
  return byDeed
}

/** The dream of each deed that touched just one. */
export async function findOnlyDreams(
  db: ReadDb,
  deeds: readonly { seq: number; deed: string; touched: Readonly<Record<string, number>> }[],
): Promise<Map<string, string>> {
  const one = deeds.filter(({ touched }) => touched['dream'] === 1)
  if (one.length === 0) return new Map()
  const rows = await db
    .selectFrom('change')
    .select(['deed_seq', 'id'])
    .where('kind', '=', 'dream')
    .where(
      'deed_seq',
      'in',
      one.map(({ seq }) => seq),
    )
    .execute()
  const byDeed = new Map(rows.map(({ deed_seq, id }) => [deed_seq, id]))
  return new Map(one.map(({ seq, deed }) => [deed, byDeed.get(seq) ?? '']))
}

/** A deed's changes, the last one first: the order in which to take them back. */
export async function listChangesOf(db: ReadDb, deed: string) {
  return db
    .selectFrom('change')
    .innerJoin('deed', 'deed.seq', 'change.deed_seq')
    .select(['change.seq', 'change.kind', 'change.id', 'change.before'])
    .where('deed.id', '=', deed)
    .orderBy('change.seq', 'desc')
    .execute()
}

/** Deeds that touched, later, something this deed touched. What has `gone` for good stands in nobody's way. */
export async function listDeedsOnTopOf(db: ReadDb, deed: string, gone: string): Promise<string[]> {
  const rows = await db
    .selectFrom('deed as this')
    .innerJoin('change as mine', 'mine.deed_seq', 'this.seq')
    .innerJoin('change as later', (join) =>
      join
        .onRef('later.kind', '=', 'mine.kind')
        .onRef('later.id', '=', 'mine.id')
        .onRef('later.seq', '>', 'mine.seq')
        .onRef('later.deed_seq', '<>', 'mine.deed_seq'),
    )
    .innerJoin('deed as other', 'other.seq', 'later.deed_seq')
    .where('this.id', '=', deed)
    .where('later.before', 'is distinct from', gone)
    .select('other.id')
    .distinct()
    .execute()
  return rows.map((row) => row.id)
}

/** Which deed took back which, the latest first. */
export async function listUndoings(db: ReadDb): Promise<{ deed: string; undoes: string }[]> {
  const rows = await db
    .selectFrom('deed')
    .select(['id', 'undoes'])
    .where('undoes', 'is not', null)
    .orderBy('last_change', 'desc')
    .execute()
  return rows.flatMap(({ id, undoes }) => (undoes === null ? [] : [{ deed: id, undoes }]))
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
    .where('id', 'in', sql<string>`(select value from json_each(${JSON.stringify(ids)}))`)
    .execute()
}

/** Deeds forgotten at once: more than are done between two times of looking, so that none is kept for ever. */
const MOST_DEEDS = 50
const MOST_CHANGES = 1000

/** What was done before this moment cannot be taken back any more. The oldest is looked at first, and mostly suffices. */
export async function pruneChanges(db: WriteDb, before: string): Promise<void> {
  const oldest = await db
    .selectFrom('deed')
    .select(['seq', 'at', 'last_change'])
    .orderBy('last_change')
    .limit(1)
    .executeTakeFirst()
  if (oldest === undefined || oldest.at >= before) return
  // A large one goes alone: an import of a hundred thousand dreams is no small thing to forget.
  await db
    .deleteFrom('deed')
    .where('seq', 'in', (eb) =>
      eb
        .selectFrom('deed')
        .select('seq')
        .where('at', '<', before)
        .where('last_change', '<', oldest.last_change + MOST_CHANGES)
        .orderBy('last_change')
        .limit(MOST_DEEDS),
    )
    .execute()
}
