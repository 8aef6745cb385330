import { sql } from 'kysely'
import type { Night } from '../../contract/model/night.ts'
import { compiledRead } from '../db/compiled.ts'
import type { ReadDb, Schema, WriteDb } from '../db/schema.ts'

/** Nights of one date that anything is known of: what was said of them, and those dreams belong to. */
export async function listNightsOn(
  db: ReadDb,
  endsOn: string,
): Promise<{ id: string; endsOn: string; zone: string }[]> {
  const rows = await db
    .selectFrom('dream')
    .where('night', '=', endsOn)
    .where('night_id', 'is not', null)
    .where('deleted_at', 'is', null)
    .select(['night_id as id', ({ fn }) => fn.min<string>('zone').as('zone')])
    .groupBy('night_id')
    .unionAll(db.selectFrom('night').where('ends_on', '=', endsOn).select(['id', 'zone']))
    .execute()
  const byId = new Map(rows.map(({ id, zone }) => [id, zone]))
  return [...byId].flatMap(([id, zone]) => (id === null ? [] : [{ id, endsOn, zone }]))
}

export async function findNight(db: ReadDb, id: string): Promise<Night | undefined> {
  const row = await db.selectFrom('night').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toNight(row)
}

export async function listNights(
  db: ReadDb,
  { since, until }: { since?: string | undefined; until?: string | undefined },
) {
  let query = db.selectFrom('night').selectAll().orderBy('ends_on', 'desc').orderBy('id', 'desc')
  if (since !== undefined) query = query.where('ends_on', '>=', since)
  if (until !== undefined) query = query.where('ends_on', '<=', `${until}~`)
  return (await query.execute()).map(toNight)
}

/** In the order of their ids; from a night on, or said since. */
export async function listNightsForExport(
  db: ReadDb,
  from?: { night: string; at: string },
): Promise<Night[]> {
  let query = db.selectFrom('night').selectAll().orderBy('id')
  if (from)
    query = query.where((eb) => eb.or([eb('ends_on', '>=', from.night), eb('changed_at', '>=', from.at)]))
  return (await query.execute()).map(toNight)
}

export async function putNight(db: WriteDb, night: Night): Promise<void> {
  const row = {
    ends_on: night.endsOn,
    zone: night.zone,
    no_recall: Number(night.noRecall),
    changed_at: night.changedAt,
  }
  await db
    .insertInto('night')
    .values({ id: night.id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

export async function deleteNight(db: WriteDb, id: string): Promise<void> {
  await db.deleteFrom('night').where('id', '=', id).execute()
}

/** Those of these nights that are said to be without recall. */
export async function listSilentAmong(db: ReadDb, ids: readonly string[]): Promise<Map<string, Night>> {
  if (ids.length === 0) return new Map()
  const rows = await selectSilent(db, { ids: JSON.stringify(ids) })
  return new Map(rows.map((row) => [row.id, toNight(row)]))
}
const selectSilent = compiledRead((db, { ids }: { ids: string }) =>
  db
    .selectFrom('night')
    .selectAll()
    .where('no_recall', '=', 1)
    .where('id', 'in', sql<string>`(select value from json_each(${ids}))`),
)

/** When the last dream of that night was written. */
export async function findLastWritten(db: ReadDb, nightId: string): Promise<string | null> {
  const row = await dreamsOf(db, nightId)
    .select(({ fn }) => fn.max<string | null>('written_at').as('at'))
    .executeTakeFirst()
  return row?.at ?? null
}

export async function countDreamsOf(db: ReadDb, nightId: string): Promise<number> {
  const row = await dreamsOf(db, nightId)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

/** Naps are not of the night. Its date is asked for beside its id because the index has only that. */
function dreamsOf(db: ReadDb, nightId: string) {
  return db
    .selectFrom('dream')
    .where('night_id', '=', nightId)
    .where('night', '=', nightId.slice(0, 10))
    .where('nap', '=', 0)
    .where('deleted_at', 'is', null)
}

function toNight(row: Omit<Schema['night'], 'seq'>): Night {
  return {
    id: row.id,
    endsOn: row.ends_on,
    zone: row.zone,
    noRecall: row.no_recall === 1,
    changedAt: row.changed_at,
  }
}
