import type { KeptCoding } from '../../contract/model/coding.ts'
import type { ReadDb, WriteDb } from '../db/schema.ts'

export type StoredCoding = {
  readonly revision: number
  readonly changedAt: string
  readonly kept: KeptCoding
}

/** A dream as far as coding goes, with its coding where there is one. */
export type CodedDream = {
  readonly seq: number
  readonly id: string
  readonly text: string
  readonly coding: StoredCoding | undefined
}

export async function findCoding(db: ReadDb, dreamSeq: number): Promise<StoredCoding | undefined> {
  const row = await db
    .selectFrom('coding')
    .select(['revision', 'changed_at', 'content'])
    .where('dream_seq', '=', dreamSeq)
    .executeTakeFirst()
  return row && toStored(row)
}

/** Writes the next revision and keeps the one that was, for undo. null: there is no coding any more. */
export async function replaceCoding(
  db: WriteDb,
  dreamSeq: number,
  kept: KeptCoding | null,
  at: string,
): Promise<void> {
  const before = await findCoding(db, dreamSeq)
  const last = before?.revision ?? (await lastRevision(db, dreamSeq))
  if (before) await keepVersion(db, dreamSeq, before)
  await db.deleteFrom('coding').where('dream_seq', '=', dreamSeq).execute()
  if (kept === null) return
  await db
    .insertInto('coding')
    .values({ dream_seq: dreamSeq, revision: last + 1, changed_at: at, content: JSON.stringify(kept) })
    .execute()
}

export async function findCodingVersion(
  db: ReadDb,
  dreamSeq: number,
  revision: number,
): Promise<StoredCoding | undefined> {
  const row = await db
    .selectFrom('coding_version')
    .select(['revision', 'changed_at', 'content'])
    .where('dream_seq', '=', dreamSeq)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return row && toStored(row)
}

/** All there ever was, oldest first: what goes with a dream that undo takes out and may bring back. */
export async function listCodingVersions(db: ReadDb, dreamSeq: number): Promise<StoredCoding[]> {
  const rows = await db
    .selectFrom('coding_version')
    .select(['revision', 'changed_at', 'content'])
    .where('dream_seq', '=', dreamSeq)
    .orderBy('revision')
    .execute()
  return rows.map(toStored)
}

/** Puts back what `listCodingVersions` and `findCoding` gave. */
export async function restoreCodings(
  db: WriteDb,
  dreamSeq: number,
  { now, versions }: { readonly now: StoredCoding | undefined; readonly versions: readonly StoredCoding[] },
): Promise<void> {
  for (const version of versions) await keepVersion(db, dreamSeq, version)
  if (now) await db.insertInto('coding').values(toRow(dreamSeq, now)).execute()
}

type Page = { readonly after: number; readonly limit: number }

/** Dreams that are not in the trash, in the order they were kept, whether coded or not. */
export async function listDreamsToCode(db: ReadDb, { after, limit }: Page): Promise<CodedDream[]> {
  const rows = await selectDreams(db)
    .where('dream.seq', '>', after)
    .where('dream.deleted_at', 'is', null)
    .orderBy('dream.seq')
    .limit(limit)
    .execute()
  return rows.map(toDream)
}

export async function findDreamToCode(db: ReadDb, id: string): Promise<CodedDream | undefined> {
  const row = await selectDreams(db).where('dream.id', '=', id).executeTakeFirst()
  return row && toDream(row)
}

export async function countDreamsToCode(db: ReadDb): Promise<number> {
  const { count } = await db
    .selectFrom('dream')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

type Nights = { readonly since?: string | undefined; readonly until?: string | undefined }

/** Coded dreams of these nights, both included; those of no known night only where no night is asked for. */
export async function listCodedDreams(db: ReadDb, { since, until }: Nights = {}): Promise<CodedDream[]> {
  let query = selectDreams(db).where('coding.seq', 'is not', null).where('dream.deleted_at', 'is', null)
  if (since !== undefined) query = query.where('dream.night', '>=', since)
  if (until !== undefined)
    // The end of a month or a year reaches to its last day.
    query = query.where('dream.night', '<=', `${until}~`).where('dream.night', '<>', '')
  return (await query.execute()).map(toDream)
}

/** Coded dreams of the nights before this one. */
export async function listCodedDreamsBefore(db: ReadDb, night: string): Promise<CodedDream[]> {
  const rows = await selectDreams(db)
    .where('coding.seq', 'is not', null)
    .where('dream.deleted_at', 'is', null)
    .where('dream.night', '<', night)
    .where('dream.night', '<>', '')
    .execute()
  return rows.map(toDream)
}

/** The dream that was written last first. */
export async function listCodingPage(
  db: ReadDb,
  { before, limit }: { readonly before: string | undefined; readonly limit: number },
): Promise<CodedDream[]> {
  let query = selectDreams(db)
    .where('coding.seq', 'is not', null)
    .where('dream.deleted_at', 'is', null)
    .orderBy('dream.id', 'desc')
    .limit(limit)
  if (before !== undefined) query = query.where('dream.id', '<', before)
  return (await query.execute()).map(toDream)
}

function selectDreams(db: ReadDb) {
  return db
    .selectFrom('dream')
    .leftJoin('coding', 'coding.dream_seq', 'dream.seq')
    .select(['dream.seq', 'dream.id', 'dream.text', 'coding.revision', 'coding.changed_at', 'coding.content'])
}

async function keepVersion(db: WriteDb, dreamSeq: number, version: StoredCoding): Promise<void> {
  await db
    .insertInto('coding_version')
    .values(toRow(dreamSeq, version))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

async function lastRevision(db: ReadDb, dreamSeq: number): Promise<number> {
  const row = await db
    .selectFrom('coding_version')
    .select(({ fn }) => fn.max<number | null>('revision').as('last'))
    .where('dream_seq', '=', dreamSeq)
    .executeTakeFirst()
  return row?.last ?? 0
}

type Row = { readonly revision: number; readonly changed_at: string; readonly content: string }
type Joined = {
  readonly seq: number
  readonly id: string
  readonly text: string
  readonly revision: number | null
  readonly changed_at: string | null
  readonly content: string | null
}

function toDream({ seq, id, text, revision, changed_at, content }: Joined): CodedDream {
  const coded = revision !== null && changed_at !== null && content !== null
  return { seq, id, text, coding: coded ? toStored({ revision, changed_at, content }) : undefined }
}

function toStored({ revision, changed_at, content }: Row): StoredCoding {
  return { revision, changedAt: changed_at, kept: JSON.parse(content) as KeptCoding } // written by replaceCoding
}

function toRow(dreamSeq: number, { revision, changedAt, kept }: StoredCoding) {
  return { dream_seq: dreamSeq, revision, changed_at: changedAt, content: JSON.stringify(kept) }
}
