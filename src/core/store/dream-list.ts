import type { ExpressionBuilder } from 'kysely'
import { AppError } from '../../contract/errors.ts'
import type { Dream, DreamFilter } from '../../contract/model/dream.ts'
import { compiledRead } from '../db/compiled.ts'
import type { ReadDb, Schema } from '../db/schema.ts'
import { selectDreams, toDream } from './dream-row.ts'
import { foldTag } from './dream-tags.ts'

type Page = { readonly limit: number; readonly cursor?: string | undefined }
type Place = { readonly night: string; readonly id: string }

const newest = (db: ReadDb) =>
  selectDreams(db).where('deleted_at', 'is', null).orderBy('night', 'desc').orderBy('dream.id', 'desc')

const firstPage = compiledRead((db, { limit }: { limit: number }) => newest(db).limit(limit))
const nextPage = compiledRead((db, { limit, night, id }: Place & { limit: number }) =>
  newest(db)
    .where(({ eb, refTuple, tuple }) => eb(refTuple('night', 'dream.id'), '<', tuple(night, id)))
    .limit(limit),
)

/** Newest night first. One more than asked for tells whether there is a next page. */
export async function listDreams(db: ReadDb, { limit, cursor }: Page, filter?: DreamFilter) {
  const after = cursor === undefined ? undefined : readCursor(cursor)
  if (filter && Object.keys(filter).length > 0)
    return page(await listFiltered(db, filter, limit + 1, after), limit)
  const rows = after
    ? await nextPage(db, { limit: limit + 1, ...after })
    : await firstPage(db, { limit: limit + 1 })
  return page(rows.map(toDream), limit)
}

/** The dreams before this one, the nearest first, beginning after `cursor`: what was dreamt on a night nobody knows comes last. */
export async function listDreamsBefore(db: ReadDb, dream: Dream, { limit, cursor }: Page) {
  return listDreams(db, { limit, cursor: cursor ?? `${dream.night ?? ''}/${dream.id}` })
}

/** What went to the trash last comes first. */
export async function listTrash(db: ReadDb, { limit, cursor }: Page) {
  const after = cursor === undefined ? undefined : readCursor(cursor)
  let query = selectDreams(db)
    .where('deleted_at', 'is not', null)
    .orderBy('deleted_at', 'desc')
    .orderBy('dream.id', 'desc')
  if (after)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('deleted_at', 'dream.id'), '<', tuple(after.night, after.id)),
    )
  const dreams = (await query.limit(limit + 1).execute()).map(toDream)
  return page(dreams, limit, (dream) => dream.deletedAt ?? '')
}

/** Whose time in the trash is over. */
export async function listExpired(db: ReadDb, before: string, limit: number): Promise<string[]> {
  return (await selectExpired(db, { before, limit })).map(({ id }) => id)
}
const selectExpired = compiledRead((db, { before, limit }: { before: string; limit: number }) =>
  db
    .selectFrom('dream')
    .select('id')
    .where('deleted_at', 'is not', null)
    .where('deleted_at', '<', before)
    .orderBy('deleted_at')
    .limit(limit),
)

async function listFiltered(
  db: ReadDb,
  filter: DreamFilter,
  limit: number,
  after: Place | undefined,
): Promise<Dream[]> {
  let query = newest(db).where((eb) => matches(eb, filter))
  if (after)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('night', 'dream.id'), '<', tuple(after.night, after.id)),
    )
  return (await query.limit(limit).execute()).map(toDream)
}

/** The filter as a condition on `dream`. What is not known does not match a filter that asks for it. */
export function matches(eb: ExpressionBuilder<Schema, 'dream'>, filter: DreamFilter) {
  const all = []
  if (filter.since !== undefined) all.push(eb('dream.night', '>=', filter.since))
  // The end of a month or a year reaches to its last day: '2026-11' takes '2026-11-30' in.
  if (filter.until !== undefined)
    all.push(eb('dream.night', '<=', `${filter.until}~`), eb('dream.night', '<>', ''))
  for (const tag of filter.tags ?? []) all.push(hasTag(eb, tag))
  for (const column of ['lucidity', 'mood', 'vividness'] as const) {
    const range = filter[column]
    if (range?.from !== undefined) all.push(eb(column, '>=', range.from))
    if (range?.to !== undefined) all.push(eb(column, '<=', range.to))
  }
  for (const column of ['nightmare', 'recurring', 'fragment', 'nap', 'conflict'] as const) {
    const wanted = filter[column]
    if (wanted !== undefined) all.push(eb(column, '=', Number(wanted)))
  }
  return eb.and(all)
}

function hasTag(eb: ExpressionBuilder<Schema, 'dream'>, name: string) {
  return eb(
    'dream.seq',
    'in',
    eb
      .selectFrom('dream_tag')
      .innerJoin('tag', 'tag.seq', 'dream_tag.tag_seq')
      .where('tag.folded', '=', foldTag(name))
      .select('dream_tag.dream_seq'),
  )
}

function page(found: Dream[], limit: number, sortedBy = (dream: Dream) => dream.night ?? '') {
  const items = found.slice(0, limit)
  const last = found.length > limit ? items.at(-1) : undefined
  return { items, next: last ? `${sortedBy(last)}/${last.id}` : null }
}

function readCursor(cursor: string): Place {
  const [night, id, ...rest] = cursor.split('/')
  if (night === undefined || id === undefined || rest.length > 0)
    throw new AppError('invalid_input', 'This is not a cursor a list gave', {
      hint: 'Pass the `next` of the page before.',
    })
  return { night, id }
}
