import { sql } from 'kysely'
import type { Dream, Version } from '../../contract/model/dream.ts'
import { compiledRead, compiledWrite } from '../db/compiled.ts'
import type { ReadDb, WriteDb } from '../db/schema.ts'
import { tagsOfRow, type Stored } from './dream-row.ts'
import { insertVersion, listVersions, toVersionRow } from './dream-versions.ts'
import { findDream, insertDream, replaceDream } from './dreams.ts'
import { canonical } from './stamp.ts'

/** A dream with its whole history, as one computer has it. */
export type Copy = { readonly dream: Dream; readonly versions: readonly Version[] }

/** What tells, without its words, whether a dream is here as somebody else has it. */
export type Glimpse = {
  readonly stamp: string
  readonly revision: number
  readonly writtenAt: string
  readonly changedAt: string
  readonly tags: readonly string[]
  readonly versions: number
}

const selectGlimpses = compiledRead((db, { ids }: { ids: string }) =>
  db
    .selectFrom('dream')
    .select(['id', 'stamp', 'revision', 'written_at', 'changed_at', tagsOfRow])
    .select(({ selectFrom, fn }) =>
      selectFrom('dream_version')
        .whereRef('dream_seq', '=', 'dream.seq')
        .select(fn.countAll<number>().as('count'))
        .as('versions'),
    )
    .where('id', 'in', sql<string>`(select value from json_each(${ids}))`),
)

/** Those of these dreams that are here, many at once. */
export async function glimpseAll(db: ReadDb, ids: readonly string[]): Promise<Map<string, Glimpse>> {
  const rows = await selectGlimpses(db, { ids: JSON.stringify(ids) })
  return new Map(
    rows.map((row) => [
      row.id,
      {
        stamp: row.stamp,
        revision: row.revision,
        writtenAt: row.written_at,
        changedAt: row.changed_at,
        tags: JSON.parse(row.tags) as string[], // made by json_group_array over text
        versions: row.versions ?? 0,
      },
    ]),
  )
}

export async function findCopy(db: ReadDb, id: string): Promise<(Stored & Copy) | undefined> {
  const stored = await findDream(db, id)
  return stored && { ...stored, versions: await listVersions(db, stored.seq) }
}

export async function insertCopy(db: WriteDb, { dream, versions }: Copy): Promise<void> {
  const seq = await insertDream(db, dream)
  for (const version of versions) await insertVersion(db, seq, version)
}

/** Puts a merged copy in the place of the one it was made from. */
export async function replaceCopy(
  db: WriteDb,
  { seq, dream, versions }: Stored & Copy,
  merged: Copy,
): Promise<void> {
  const known = new Map(versions.map((version) => [version.stamp, version]))
  for (const version of merged.versions) {
    const before = known.get(version.stamp)
    known.delete(version.stamp)
    if (!before) await insertVersion(db, seq, version)
    else if (!isSame(before, version)) await updateVersion(db, { seq, ...toVersionRow(version) })
  }
  for (const stamp of known.keys()) await deleteVersion(db, { seq, stamp })
  await replaceDream(db, seq, dream, merged.dream)
}

const updateVersion = compiledWrite(
  (db, row: { seq: number; stamp: string; changed_at: string; kind: Version['kind']; content: string }) =>
    db
      .updateTable('dream_version')
      .set({ changed_at: row.changed_at, kind: row.kind, content: row.content })
      .where('dream_seq', '=', row.seq)
      .where('stamp', '=', row.stamp),
)
const deleteVersion = compiledWrite((db, { seq, stamp }: { seq: number; stamp: string }) =>
  db.deleteFrom('dream_version').where('dream_seq', '=', seq).where('stamp', '=', stamp),
)

export function isSameCopy(a: Copy, b: Copy): boolean {
  if (a.versions.length !== b.versions.length || JSON.stringify(a.dream) !== JSON.stringify(b.dream))
    return false
  const other = new Map(b.versions.map((version) => [version.stamp, version]))
  return a.versions.every((version) => {
    const same = other.get(version.stamp)
    return same !== undefined && isSame(version, same)
  })
}

function isSame(a: Version, b: Version): boolean {
  return a.kind === b.kind && a.changedAt === b.changedAt && canonical(a) === canonical(b)
}
