import type { DreamContent, Version } from '../../contract/model/dream.ts'
import { compiledRead, compiledWrite } from '../db/compiled.ts'
import type { ReadDb, Schema, WriteDb } from '../db/schema.ts'
import { canonical } from './stamp.ts'

const insertRow = compiledWrite((db, row: VersionRow & { dream_seq: number }) =>
  db
    .insertInto('dream_version')
    .values({
      dream_seq: row.dream_seq,
      stamp: row.stamp,
      changed_at: row.changed_at,
      kind: row.kind,
      content: row.content,
    })
    // The same version may come from two computers.
    .onConflict((conflict) => conflict.doNothing()),
)

const selectStamps = compiledRead((db, { seq }: { seq: number }) =>
  db.selectFrom('dream_version').select('stamp').where('dream_seq', '=', seq),
)

export async function insertVersion(db: WriteDb, dreamSeq: number, version: Version): Promise<void> {
  await insertRow(db, { dream_seq: dreamSeq, ...toVersionRow(version) })
}

/** Newest first; equal times are settled by the stamp, so that every computer lists them alike. */
export async function listVersions(db: ReadDb, dreamSeq: number): Promise<Version[]> {
  const rows = await db
    .selectFrom('dream_version')
    .select(['stamp', 'changed_at', 'kind', 'content'])
    .where('dream_seq', '=', dreamSeq)
    .orderBy('changed_at', 'desc')
    .orderBy('stamp', 'desc')
    .execute()
  return rows.map(toVersion)
}

type VersionRow = Pick<Schema['dream_version'], 'stamp' | 'changed_at' | 'kind' | 'content'>

export function toVersion({ stamp, changed_at, kind, content }: VersionRow): Version {
  return { stamp, changedAt: changed_at, kind, ...(JSON.parse(content) as DreamContent) } // written from a Version
}

export function toVersionRow(version: Version): VersionRow {
  const { stamp, changedAt, kind } = version
  return { stamp, changed_at: changedAt, kind, content: canonical(version) }
}

export async function listStamps(db: ReadDb, dreamSeq: number): Promise<Set<string>> {
  return new Set((await selectStamps(db, { seq: dreamSeq })).map((row) => row.stamp))
}

/** The sides of a conflict that nobody has settled yet. */
export async function openSidesOf(db: ReadDb, dreamSeq: number): Promise<string[]> {
  const rows = await db
    .selectFrom('dream_version')
    .select('stamp')
    .where('dream_seq', '=', dreamSeq)
    .where('kind', '=', 'conflict')
    .orderBy('stamp')
    .execute()
  return rows.map(({ stamp }) => stamp)
}

/** These versions, and no others, wait to be settled; with none the dream is in no conflict. */
export async function openSides(db: WriteDb, dreamSeq: number, stamps: readonly string[]): Promise<void> {
  await db
    .updateTable('dream_version')
    .set(({ eb }) => ({
      kind: eb
        .case()
        .when('stamp', 'in', stamps)
        .then('conflict' as const)
        .else('was' as const)
        .end(),
    }))
    .where('dream_seq', '=', dreamSeq)
    .execute()
  await db
    .updateTable('dream')
    .set({ conflict: Number(stamps.length > 0) })
    .where('seq', '=', dreamSeq)
    .execute()
}
