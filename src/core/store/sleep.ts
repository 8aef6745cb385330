import type { Sleep } from '../../contract/model/sleep.ts'
import type { ReadDb, Schema, WriteDb } from '../db/schema.ts'

type Between = { readonly since?: string | undefined; readonly until?: string | undefined }

/** Stretches of sleep that touch this time, newest first. */
export async function listSleep(db: ReadDb, { since, until }: Between): Promise<Sleep[]> {
  let query = db.selectFrom('sleep').selectAll().orderBy('woke_at', 'desc')
  if (since !== undefined) query = query.where('woke_at', '>=', since)
  if (until !== undefined) query = query.where('asleep_at', '<=', until)
  return (await query.execute()).map(toSleep)
}

/** In the order of their ids; slept since, or said since. */
export async function listSleepForExport(db: ReadDb, from?: { at: string }): Promise<Sleep[]> {
  let query = db.selectFrom('sleep').selectAll().orderBy('id')
  if (from)
    query = query.where((eb) => eb.or([eb('woke_at', '>=', from.at), eb('changed_at', '>=', from.at)]))
  return (await query.execute()).map(toSleep)
}

export async function findSleep(db: ReadDb, id: string): Promise<Sleep | undefined> {
  const row = await db.selectFrom('sleep').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toSleep(row)
}

export async function putSleep(db: WriteDb, sleep: Sleep): Promise<void> {
  const row = {
    asleep_at: sleep.asleepAt,
    woke_at: sleep.wokeAt,
    zone: sleep.zone,
    nap: Number(sleep.nap),
    changed_at: sleep.changedAt,
  }
  await db
    .insertInto('sleep')
    .values({ id: sleep.id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

export async function deleteSleep(db: WriteDb, id: string): Promise<void> {
  await db.deleteFrom('sleep').where('id', '=', id).execute()
}

function toSleep(row: Omit<Schema['sleep'], 'seq'>): Sleep {
  return {
    id: row.id,
    asleepAt: row.asleep_at,
    wokeAt: row.woke_at,
    zone: row.zone,
    nap: row.nap === 1,
    changedAt: row.changed_at,
  }
}
