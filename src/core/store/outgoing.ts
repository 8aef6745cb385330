import type { Departure, Purpose } from '../../contract/model/outgoing.ts'
import type { ReadDb, WriteDb } from '../db/schema.ts'

/** Newest first; `before` is the last one of the page before. */
export async function listDepartures(
  db: ReadDb,
  { limit, before }: { limit: number; before?: string | undefined },
): Promise<Departure[]> {
  let query = db
    .selectFrom('departure')
    .select(['id', 'at', 'way', 'host', 'purpose', 'what', 'bytes'])
    .orderBy('seq', 'desc')
    .limit(limit)
  if (before !== undefined)
    query = query.where('seq', '<', db.selectFrom('departure').select('seq').where('id', '=', before))
  const rows = await query.execute()
  return rows.map(({ purpose, ...row }) => ({ ...row, purpose: purpose as Purpose })) // written from a Departure
}

export async function insertDeparture(db: WriteDb, departure: Departure): Promise<void> {
  await db.insertInto('departure').values(departure).execute()
}

/** How much it was is sometimes known only at the end. */
export async function updateDepartureBytes(db: WriteDb, id: string, bytes: number): Promise<void> {
  await db.updateTable('departure').set({ bytes }).where('id', '=', id).execute()
}
