import { compiledRead } from '../db/compiled.ts'
import type { ReadDb } from '../db/schema.ts'
import { backwards, selectDreams, TAIL, toDream } from './dream-row.ts'

/** The head of an id is only a clock; its tail is what tells dreams apart. */
const SHORTEST = 4

/** Dreams whose id ends so, in the trash or not; at most a handful, enough to say "which of these?". */
export async function listByTail(db: ReadDb, tail: string, limit = 10) {
  const from = backwards(tail).slice(0, TAIL)
  const rows = await selectDreams(db)
    .where('tail', '>=', from)
    .where('tail', '<', `${from}~`)
    .limit(limit)
    .execute()
  return rows.map(toDream).filter(({ id }) => id.endsWith(tail))
}

/** The dream that was written last but so many: `last` is what was written last, not the newest night. */
export async function findLast(db: ReadDb, back: number) {
  const row = await selectDreams(db)
    .where('deleted_at', 'is', null)
    .orderBy('dream.id', 'desc')
    .limit(1)
    .offset(back)
    .executeTakeFirst()
  return row && toDream(row)
}

/** Dreams of a night, or of a month or year known no better. */
export async function listOfNight(db: ReadDb, night: string) {
  const rows = await selectDreams(db)
    .where('deleted_at', 'is', null)
    .where('night', '=', night.split('.')[0] ?? night)
    .$if(night.includes('.'), (query) => query.where('night_id', '=', night))
    .orderBy('dream.id')
    .limit(50)
    .execute()
  return rows.map(toDream)
}

/** For each dream the shortest tail that no other dream shares: longer than what it shares with its neighbours. */
export async function shortestTails(
  db: ReadDb,
  ids: readonly string[],
): Promise<{ id: string; tail: string }[]> {
  const named: { id: string; tail: string }[] = []
  for (const id of ids) {
    const tail = backwards(id).slice(0, TAIL)
    const neighbours = [...(await tailBefore(db, { tail })), ...(await tailAfter(db, { tail }))]
    const shared = Math.max(0, ...neighbours.map((other) => commonLength(tail, other.tail)))
    named.push({ id, tail: id.slice(-Math.max(SHORTEST, shared + 1)) })
  }
  return named
}

const tailBefore = compiledRead((db, { tail }: { tail: string }) =>
  db.selectFrom('dream').select('tail').where('tail', '<', tail).orderBy('tail', 'desc').limit(1),
)
const tailAfter = compiledRead((db, { tail }: { tail: string }) =>
  db.selectFrom('dream').select('tail').where('tail', '>', tail).orderBy('tail').limit(1),
)

function commonLength(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return length
}
