import type { Selectable } from 'kysely'
import { AppError } from '../../contract/errors.ts'
import type { Provenance, Reading } from '../../contract/model/kept-reading.ts'
import type { Answer } from '../../contract/model/reading.ts'
import type { ReadDb, Schema, WriteDb } from '../db/schema.ts'

/** What a reading says, as it is kept. */
export type ReadingContent = Pick<Reading, 'withheld' | 'offer' | 'claims' | 'sources' | 'checks'>

/** What may still change while it is made. */
export type Making = {
  readonly state: Reading['state']
  readonly content: ReadingContent
  readonly provenance: Provenance
  readonly raw: string
}

export type NewReading = Making & {
  readonly id: string
  readonly dreamSeq: number
  readonly madeAt: string
  readonly madeOf: string
  readonly textHash: string
}

export type StoredReading = {
  readonly reading: Reading
  readonly raw: string
  readonly textHash: string
  /** The dream’s words as they are now. */
  readonly dreamText: string
  readonly answers: readonly Answer[]
  readonly answer: number | null
  readonly removedAt: string | null
}

const SHORTEST = 4

function selectReadings(db: ReadDb) {
  return db
    .selectFrom('reading')
    .innerJoin('dream', 'dream.seq', 'reading.dream_seq')
    .selectAll('reading')
    .select(['dream.id as dream_id', 'dream.text as dream_text'])
}
type Row = Awaited<ReturnType<ReturnType<typeof selectReadings>['executeTakeFirstOrThrow']>>

/** Also one that was taken out, for undo. */
export async function findReading(db: ReadDb, id: string): Promise<StoredReading | undefined> {
  const row = await selectReadings(db).where('reading.id', '=', id).executeTakeFirst()
  return row && toStored(row)
}

export async function getReading(db: ReadDb, id: string): Promise<StoredReading> {
  const found = await findReading(db, id)
  if (!found || found.removedAt !== null)
    throw new AppError('not_found', 'There is no reading with this id', { details: { id } })
  return found
}

/** Latest first; `before` is the last one of the page before. */
export async function listReadings(
  db: ReadDb,
  { dream, limit, before }: { dream?: string | undefined; limit: number; before?: string | undefined },
): Promise<StoredReading[]> {
  let query = selectReadings(db).where('removed_at', 'is', null).orderBy('reading.seq', 'desc').limit(limit)
  if (dream !== undefined) query = query.where('dream.id', '=', dream)
  if (before !== undefined)
    query = query.where('reading.seq', '<', db.selectFrom('reading').select('seq').where('id', '=', before))
  return (await query.execute()).map(toStored)
}

export async function findLastReading(db: ReadDb, back: number): Promise<StoredReading | undefined> {
  const row = await selectReadings(db)
    .where('removed_at', 'is', null)
    .orderBy('reading.seq', 'desc')
    .limit(1)
    .offset(back)
    .executeTakeFirst()
  return row && toStored(row)
}

export async function listReadingsByTail(db: ReadDb, tail: string, limit = 10): Promise<StoredReading[]> {
  const rows = await selectReadings(db)
    .where('removed_at', 'is', null)
    .where('reading.id', 'like', `%${tail}`)
    .limit(limit)
    .execute()
  return rows.map(toStored)
}

/** For each reading the shortest tail no other one shares. There are few beside the dreams. */
export async function shortestReadingTails(db: ReadDb, ids: readonly string[]) {
  const all = (await db.selectFrom('reading').select('id').where('removed_at', 'is', null).execute()).map(
    ({ id }) => id,
  )
  return ids.map((id) => {
    let length = SHORTEST
    while (length < id.length && all.some((other) => other !== id && other.endsWith(id.slice(-length))))
      length++
    return { id, tail: id.slice(-length) }
  })
}

/** A whole reading made of the very same things, the latest one. */
export async function findSameReading(
  db: ReadDb,
  { dreamSeq, madeOf }: { dreamSeq: number; madeOf: string },
): Promise<StoredReading | undefined> {
  const row = await selectReadings(db)
    .where('dream_seq', '=', dreamSeq)
    .where('made_of', '=', madeOf)
    .where('state', '=', 'whole')
    .where('removed_at', 'is', null)
    .orderBy('reading.seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && toStored(row)
}

export async function countReadings(db: ReadDb, dreamSeq: number): Promise<number> {
  const { count } = await db
    .selectFrom('reading')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('dream_seq', '=', dreamSeq)
    .executeTakeFirstOrThrow()
  return count
}

export async function insertReading(db: WriteDb, reading: NewReading): Promise<void> {
  const { id, dreamSeq, madeAt, madeOf, textHash, provenance } = reading
  await db
    .insertInto('reading')
    .values({
      id,
      dream_seq: dreamSeq,
      made_at: madeAt,
      lens: provenance.lens.id,
      model: provenance.model?.name ?? null,
      made_of: madeOf,
      text_hash: textHash,
      answers: '[]',
      answer: null,
      removed_at: null,
      ...toMade(reading),
    })
    .execute()
}

/** False where it is gone: its dream may have been taken out while it was being read. */
export async function updateReading(db: WriteDb, id: string, making: Making): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('reading')
    .set(toMade(making))
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function putAnswers(
  db: WriteDb,
  id: string,
  { answers, answer }: { answers: readonly Answer[]; answer: number | null },
): Promise<void> {
  await db
    .updateTable('reading')
    .set({ answers: JSON.stringify(answers), answer })
    .where('id', '=', id)
    .execute()
}

export async function markReadingRemoved(db: WriteDb, id: string, at: string | null): Promise<void> {
  await db.updateTable('reading').set({ removed_at: at }).where('id', '=', id).execute()
}

export async function deleteReading(db: WriteDb, id: string): Promise<void> {
  await db.deleteFrom('reading').where('id', '=', id).execute()
}

/** What was taken out before this moment does not come back any more. */
export async function deleteReadingsRemovedBefore(db: WriteDb, before: string): Promise<void> {
  await db.deleteFrom('reading').where('removed_at', '<', before).execute()
}

/** Whole, for undo of the dream it belongs to. */
export type ReadingRow = Omit<Selectable<Schema['reading']>, 'seq' | 'dream_seq'>

export async function listReadingRows(db: ReadDb, dreamSeq: number): Promise<ReadingRow[]> {
  const rows = await db
    .selectFrom('reading')
    .selectAll()
    .where('dream_seq', '=', dreamSeq)
    .orderBy('seq')
    .execute()
  return rows.map((row) => {
    const { seq: _, dream_seq: __, ...kept } = row
    return kept
  })
}

export async function restoreReadingRows(
  db: WriteDb,
  dreamSeq: number,
  rows: readonly ReadingRow[],
): Promise<void> {
  for (const row of rows)
    await db
      .insertInto('reading')
      .values({ ...row, dream_seq: dreamSeq })
      .execute()
}

/** As if it had never been begun: no line in the change table says that there was one. */
export async function forgetReading(db: WriteDb, id: string): Promise<void> {
  await deleteReading(db, id)
  const deeds = await db
    .selectFrom('change')
    .select('deed_seq')
    .distinct()
    .where('kind', '=', 'reading')
    .where('id', '=', id)
    .execute()
  for (const { deed_seq: seq } of deeds) await db.deleteFrom('deed').where('seq', '=', seq).execute()
}

function toMade({ state, content, provenance, raw }: Making) {
  return { state, content: JSON.stringify(content), provenance: JSON.stringify(provenance), raw }
}

function toStored(row: Row): StoredReading {
  const answers = JSON.parse(row.answers) as Answer[] // written by putAnswers, as are the others by toMade
  return {
    reading: {
      id: row.id,
      dream: row.dream_id,
      madeAt: row.made_at,
      state: row.state,
      dreamChanged: false,
      ...(JSON.parse(row.content) as ReadingContent),
      provenance: JSON.parse(row.provenance) as Provenance,
      answer: row.answer === null ? null : (answers[row.answer] ?? null),
    },
    raw: row.raw,
    textHash: row.text_hash,
    dreamText: row.dream_text,
    answers,
    answer: row.answer,
    removedAt: row.removed_at,
  }
}
