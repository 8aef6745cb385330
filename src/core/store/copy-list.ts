import { sql } from 'kysely'
import type { Dream, DreamFilter, Version } from '../../contract/model/dream.ts'
import { compiledRead } from '../db/compiled.ts'
import type { ReadDb } from '../db/schema.ts'
import { matches } from './dream-list.ts'
import { selectDreams, toDream } from './dream-row.ts'
import { toVersion } from './dream-versions.ts'
import { touchedSince } from './gone.ts'

export type CopyFilter = {
  readonly ids?: readonly string[] | undefined
  /** Leaves the trash out. */
  readonly filter?: DreamFilter | undefined
  /** Of this night or a later one, or touched since. */
  readonly from?: { readonly night: string; readonly at: string } | undefined
}
type Page = { readonly after: string; readonly limit: number }

const selectPage = compiledRead((db, { after, limit }: Page) =>
  selectDreams(db).where('dream.id', '>', after).orderBy('dream.id').limit(limit),
)

/** Dreams with their histories in the order of their ids, the trash with them. */
export async function listCopies(
  db: ReadDb,
  page: Page,
  filter: CopyFilter,
): Promise<{ dream: Dream; versions: Version[] }[]> {
  const all = filter.ids === undefined && filter.filter === undefined && filter.from === undefined
  const rows = all ? await selectPage(db, page) : await selectSome(db, page, filter)
  const versions = await versionsOf(
    db,
    rows.map(({ seq }) => seq),
  )
  return rows.map((row) => ({ dream: toDream(row), versions: versions.get(row.seq) ?? [] }))
}

async function selectSome(db: ReadDb, { after, limit }: Page, { ids, filter, from }: CopyFilter) {
  let query = selectDreams(db).where('dream.id', '>', after)
  if (ids)
    query = query.where('dream.id', 'in', sql<string>`(select value from json_each(${JSON.stringify(ids)}))`)
  if (filter) query = query.where('deleted_at', 'is', null).where((eb) => matches(eb, filter))
  if (from)
    query = query.where((eb) =>
      eb.or([
        eb('dream.night', '>=', from.night),
        eb('dream.changed_at', '>=', from.at),
        touchedSince('dream.id', from.at),
      ]),
    )
  return query.orderBy('dream.id').limit(limit).execute()
}

const selectVersions = compiledRead((db, { seqs }: { seqs: string }) =>
  db
    .selectFrom('dream_version')
    .select(['dream_seq', 'stamp', 'changed_at', 'kind', 'content'])
    .where('dream_seq', 'in', sql<number>`(select value from json_each(${seqs}))`)
    .orderBy('changed_at', 'desc')
    .orderBy('stamp', 'desc'),
)

async function versionsOf(db: ReadDb, seqs: readonly number[]): Promise<Map<number, Version[]>> {
  const found = new Map<number, Version[]>()
  for (const row of await selectVersions(db, { seqs: JSON.stringify(seqs) })) {
    const versions = found.get(row.dream_seq) ?? []
    found.set(row.dream_seq, versions)
    versions.push(toVersion(row))
  }
  return found
}
