import { sql } from 'kysely'
import type { ReadDb, WriteDb } from '../db/schema.ts'
import { FOLD_VERSION } from '../lib/fold/fold.ts'
import { indexDream } from './dream-index.ts'

/** What is indexed in one transaction: 20 to 50 ms of work, whatever the length of the dreams. */
const BATCH_ROWS = 500
const BATCH_BYTES = 500_000

/** How far writing the index anew has come: after a stop it goes on there, unless the fold has changed since. */
export async function reindexedUpTo(db: ReadDb): Promise<number> {
  const row = await db.selectFrom('search_fold').select(['building', 'reached']).executeTakeFirstOrThrow()
  return row.building === FOLD_VERSION ? row.reached : 0
}

/** Dreams that belong into the index, and how many of them come no later than `seq`. */
export async function countIndexable(db: ReadDb, seq: number): Promise<{ of: number; done: number }> {
  return db
    .selectFrom('dream')
    .where('deleted_at', 'is', null)
    .select(({ fn }) => [
      fn.countAll<number>().as('of'),
      sql<number>`count(*) filter (where dream.seq <= ${seq})`.as('done'),
    ])
    .executeTakeFirstOrThrow()
}

/**
 * Indexes the next dreams after `reached`, and says how far it came; undefined when there were no more. It begins by
 * emptying the index: putting each dream in place of its old words would take several times as long.
 */
export async function reindexSome(
  db: WriteDb,
  reached: number,
): Promise<{ reached: number; indexed: number } | undefined> {
  if (reached === 0) await emptyIndex.execute(db)
  const end = await endOfBatch(db, reached)
  if (end === undefined) {
    await db.updateTable('search_fold').set({ version: FOLD_VERSION, building: 0, reached: 0 }).execute()
    return undefined
  }
  const rows = await db
    .selectFrom('dream')
    .select(['seq', 'title', 'text', 'reflection'])
    .where('deleted_at', 'is', null)
    .where('seq', '>', reached)
    .where('seq', '<=', end)
    .execute()
  for (const { seq, ...words } of rows) await indexDream(db, seq, words)
  await db.updateTable('search_fold').set({ building: FOLD_VERSION, reached: end }).execute()
  return { reached: end, indexed: rows.length }
}

const emptyIndex = sql`insert into dream_search (dream_search) values ('delete-all')`

async function endOfBatch(db: ReadDb, reached: number): Promise<number | undefined> {
  const sizes = await db
    .selectFrom('dream')
    .select(['seq', sql<number>`octet_length(text) + coalesce(octet_length(reflection), 0)`.as('bytes')])
    .where('seq', '>', reached)
    .orderBy('seq')
    .limit(BATCH_ROWS)
    .execute()
  let bytes = 0
  const last = sizes.find((row) => (bytes += row.bytes) >= BATCH_BYTES) ?? sizes.at(-1)
  return last?.seq
}
