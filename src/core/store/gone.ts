import { sql } from 'kysely'
import type { Dream } from '../../contract/model/dream.ts'
import type { Gone } from '../../contract/model/journal-file.ts'
import { compiledRead, compiledWrite } from '../db/compiled.ts'
import type { ReadDb, WriteDb } from '../db/schema.ts'
import { listStamps } from './dream-versions.ts'

type GoneRow = { id: string; stamp: string; ancestors: string; at: string }

const selectGone = compiledRead((db, { ids }: { ids: string }) =>
  db
    .selectFrom('gone')
    .select(['id', 'stamp', 'ancestors', 'at'])
    .where('id', 'in', sql<string>`(select value from json_each(${ids}))`),
)

/** Those of these dreams that were taken out for good. */
export async function findGoneAmong(db: ReadDb, ids: readonly string[]): Promise<Map<string, Gone>> {
  const rows = await selectGone(db, { ids: JSON.stringify(ids) })
  return new Map(rows.map((row) => [row.id, toGone(row)]))
}

/**
 * Remembers that dreams which are still here are about to be taken out for good: each with every version it had, so
 * that another computer can tell what whoever did it had seen.
 */
export async function rememberGone(
  db: WriteDb,
  dreams: readonly { readonly seq: number; readonly dream: Pick<Dream, 'id' | 'stamp'> }[],
  at: string,
): Promise<void> {
  for (const { seq, dream } of dreams) {
    const ancestors = [...(await listStamps(db, seq))].toSorted()
    await putGone(db, { id: dream.id, stamp: dream.stamp, ancestors, at })
  }
}

const upsertGone = compiledWrite((db, row: GoneRow) =>
  db
    .insertInto('gone')
    .values({ id: row.id, stamp: row.stamp, ancestors: row.ancestors, at: row.at })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet(({ ref }) => ({
        stamp: ref('excluded.stamp'),
        ancestors: ref('excluded.ancestors'),
        at: ref('excluded.at'),
      })),
    ),
)

export async function putGone(db: WriteDb, { id, stamp, ancestors, at }: Gone): Promise<void> {
  await upsertGone(db, { id, stamp, ancestors: ancestors.join(' '), at })
}

export async function deleteGone(db: WriteDb, id: string): Promise<void> {
  await db.deleteFrom('gone').where('id', '=', id).execute()
}

/** In the order of their ids, from one on. */
export async function listGone(
  db: ReadDb,
  { after, limit, since }: { after: string; limit: number; since?: string | undefined },
): Promise<Gone[]> {
  let query = db.selectFrom('gone').select(['id', 'stamp', 'ancestors', 'at']).where('id', '>', after)
  if (since !== undefined)
    query = query.where((eb) => eb.or([eb('at', '>=', since), touchedSince('gone.id', since)]))
  return (await query.orderBy('id').limit(limit).execute()).map(toGone)
}

/** Something was done to this dream here since, whenever it was changed where it comes from. */
export function touchedSince(id: 'gone.id' | 'dream.id', since: string) {
  return sql<boolean>`exists (
    select 1 from change join deed on deed.seq = change.deed_seq
    where change.kind = 'dream' and change.id = ${sql.ref(id)} and deed.at >= ${since}
  )`
}

function toGone({ id, stamp, ancestors, at }: GoneRow): Gone {
  return { id, stamp, ancestors: ancestors === '' ? [] : ancestors.split(' '), at }
}
