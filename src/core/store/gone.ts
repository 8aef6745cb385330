import type { Dream } from '../../contract/model/dream.ts'
import { compiledRead } from '../db/compiled.ts'
import type { ReadDb, WriteDb } from '../db/schema.ts'

export type Gone = { readonly id: string; readonly stamp: string; readonly at: string }

const selectGone = compiledRead((db, { id }: { id: string }) =>
  db.selectFrom('gone').select(['id', 'stamp', 'at']).where('id', '=', id),
)

export async function findGone(db: ReadDb, id: string): Promise<Gone | undefined> {
  return (await selectGone(db, { id }))[0]
}

/** Remembers that a dream was taken out for good, so that it does not come back from another computer. */
export async function putGone(
  db: WriteDb,
  dreams: readonly Pick<Dream, 'id' | 'stamp'>[],
  at: string,
): Promise<void> {
  for (const { id, stamp } of dreams)
    // oxlint-disable-next-line no-await-in-loop -- SQLite answers one after the other anyway
    await db
      .insertInto('gone')
      .values({ id, stamp, at })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
}

export async function deleteGone(db: WriteDb, id: string): Promise<void> {
  await db.deleteFrom('gone').where('id', '=', id).execute()
}

export async function listGone(db: ReadDb): Promise<Gone[]> {
  return db.selectFrom('gone').select(['id', 'stamp', 'at']).orderBy('id').execute()
}
