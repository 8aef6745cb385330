import { sql } from 'kysely'
import { AppError } from '../../contract/errors.ts'
import type { Dream, DreamContent } from '../../contract/model/dream.ts'
import { compiledRead, compiledWrite } from '../db/compiled.ts'
import type { ReadDb, WriteDb } from '../db/schema.ts'
import { indexDream, unindexDreams } from './dream-index.ts'
import { selectDreams, toColumns, toStored, type Stored } from './dream-row.ts'
import { deleteUnusedTags, keptTagNames, linkTags, relinkTags, tidyTags } from './dream-tags.ts'
import { insertVersion } from './dream-versions.ts'
import { contentOf, stampOf } from './stamp.ts'

const selectById = compiledRead((db, { id }: { id: string }) => selectDreams(db).where('dream.id', '=', id))

const insertRow = compiledWrite((db, row: ReturnType<typeof toColumns>) =>
  db.insertInto('dream').values({
    id: row.id,
    tail: row.tail,
    revision: row.revision,
    stamp: row.stamp,
    written_at: row.written_at,
    changed_at: row.changed_at,
    title: row.title,
    text: row.text,
    reflection: row.reflection,
    night: row.night,
    night_id: row.night_id,
    nap: row.nap,
    dreamt_at: row.dreamt_at,
    zone: row.zone,
    mood: row.mood,
    vividness: row.vividness,
    lucidity: row.lucidity,
    technique: row.technique,
    lucid_trigger: row.lucid_trigger,
    nightmare: row.nightmare,
    recurring: row.recurring,
    fragment: row.fragment,
    deleted_at: row.deleted_at,
    conflict: row.conflict,
  }),
)

export async function findDream(db: ReadDb, id: string): Promise<Stored | undefined> {
  const [row] = await selectById(db, { id })
  return row && toStored(row)
}

export async function getDream(db: ReadDb, id: string): Promise<Stored> {
  const found = await findDream(db, id)
  if (!found)
    throw new AppError('not_found', 'There is no dream with this id', {
      hint: 'See `dreamcanvas list` for those there are.',
      details: { id },
    })
  return found
}

export async function getDreamBySeq(db: ReadDb, seq: number): Promise<Stored> {
  return toStored(await selectDreams(db).where('dream.seq', '=', seq).executeTakeFirstOrThrow())
}

/** A dream as it is first written. */
export async function newDream(db: ReadDb, id: string, at: string, content: DreamContent): Promise<Dream> {
  const tidy = await withKeptTags(db, content)
  return {
    id,
    revision: 1,
    stamp: stampOf(id, null, tidy),
    writtenAt: at,
    changedAt: at,
    ...tidy,
    conflict: false,
  }
}

export async function insertDream(db: WriteDb, dream: Dream): Promise<number> {
  const seq = Number((await insertRow(db, toColumns(dream))).insertId)
  if (dream.tags.length > 0) await linkTags(db, seq, dream.tags)
  if (dream.deletedAt === null) await indexDream(db, seq, dream)
  return seq
}

/** Writes what was changed as the next revision and keeps what was in the history. Nothing changed: nothing written. */
export async function reviseDream(
  db: WriteDb,
  { seq, dream }: Stored,
  changes: Partial<DreamContent>,
  at: string,
): Promise<Dream> {
  const content = await withKeptTags(db, { ...dream, ...changes })
  const stamp = stampOf(dream.id, dream.stamp, content)
  if (stampOf(dream.id, dream.stamp, dream) === stamp) return dream
  const { id, writtenAt, conflict } = dream
  await insertVersion(db, seq, { ...dream, kind: 'was' })
  const revised = { id, revision: dream.revision + 1, stamp, writtenAt, changedAt: at, ...content, conflict }
  await replaceDream(db, seq, dream, revised)
  return revised
}

/** Puts a whole dream in the place of another version of it. The caller has kept the other one. */
export async function replaceDream(db: WriteDb, seq: number, before: Dream, dream: Dream): Promise<void> {
  await db.updateTable('dream').set(toColumns(dream)).where('seq', '=', seq).execute()
  if (dream.tags.join('\n') !== before.tags.join('\n')) {
    await relinkTags(db, seq, dream.tags)
    await deleteUnusedTags(db)
  }
  if (dream.deletedAt !== null) {
    if (before.deletedAt === null) await unindexDreams(db, [seq])
  } else if (before.deletedAt !== null || !sameWords(before, dream)) await indexDream(db, seq, dream)
}

function sameWords(one: Dream, other: Dream): boolean {
  return one.title === other.title && one.text === other.text && one.reflection === other.reflection
}

export async function listSeqs(db: ReadDb, ids: readonly string[]): Promise<number[]> {
  return (await selectSeqs(db, { ids: JSON.stringify(ids) })).map(({ seq }) => seq)
}
const selectSeqs = compiledRead((db, { ids }: { ids: string }) =>
  db
    .selectFrom('dream')
    .select('seq')
    .where('id', 'in', sql<string>`(select value from json_each(${ids}))`),
)

/** Out of every table but `change` and `gone`, which say of it only that it was there. */
export async function deleteDreams(db: WriteDb, seqs: readonly number[]): Promise<void> {
  await unindexDreams(db, seqs)
  await deleteRows(db, { seqs: JSON.stringify(seqs) })
  await deleteUnusedTags(db)
}
const deleteRows = compiledWrite((db, { seqs }: { seqs: string }) =>
  db.deleteFrom('dream').where('seq', 'in', sql<number>`(select value from json_each(${seqs}))`),
)

async function withKeptTags(db: ReadDb, content: DreamContent): Promise<DreamContent> {
  const tags = content.tags.length > 0 ? await keptTagNames(db, tidyTags(content.tags)) : content.tags
  return { ...contentOf(content), tags }
}
