import { sql, type RawBuilder } from 'kysely'
import type { Dream } from '../../contract/model/dream.ts'
import { asSelect, compiledRead, runSelect } from '../db/compiled.ts'
import type { DreamRow, ReadDb } from '../db/schema.ts'
import { tagsOfRow, toDream } from './dream-row.ts'
import { andConditions, type Conditions } from './search-conditions.ts'

/** A dream's place in a list: the last of one page is where the next begins. */
export type Place = { readonly night: string; readonly id: string }
/** `seen`: how many came up to here. */
export type RankedPlace = Place & { readonly seen: number }
export type Ranked = { readonly dream: Dream; readonly seen: number }

const NONE: Conditions = []

/** Words of a title weigh five times as much as those of the dream, the waking words half. */
const WEIGHTS = sql`1.0, 5.0, 0.5`

type Ranking = { readonly match: string; readonly after?: RankedPlace | undefined; readonly limit: number }
type Narrowing = {
  /** What must hold besides, and does not take part in the rank. */
  readonly also?: string | undefined
  readonly conditions?: Conditions
}

/** How many dreams the index finds; counts no further than `most`. */
export async function countMatches(db: ReadDb, match: string, most: number): Promise<number> {
  const [row] = await countUpTo(db, { match, most })
  return row?.n ?? 0
}

/**
 * The best, of equals the newest night, and how many are found. No `ranked` where `found` is more than `most`, or where
 * very many are equal: for those ask `listByRank`, which takes longer.
 */
export async function listBest(
  db: ReadDb,
  { match, limit, most }: { match: string; limit: number; most: number },
): Promise<{ found: number; ranked: Ranked[] | undefined }> {
  const rows = await bestRows(db, { match, limit, most, some: limit + SPARE })
  const found = rows[0]?.found ?? 0
  const ranked = rows.flatMap((row, i) => (row.id === null ? [] : [toRanked(row as RankedRow, i)])) // joined whole or not at all
  // Among the last that were ranked equals may be missing.
  const isParted = ranked.length === limit + SPARE
  return { found, ranked: found > most || isParted ? undefined : ranked.slice(0, limit) }
}

/** The last of a page has equals, and among them the night decides. */
const SPARE = 20

/**
 * Best first, of equals the newest night. `found` counts them all, also those on other pages. Ranks move a little with
 * every dream that is written: the next page begins where the last dream of this one stands then, or, where that is not
 * found any more, after as many as were seen before it.
 */
export async function listByRank(
  db: ReadDb,
  { match, after, limit }: Ranking,
  { also, conditions = NONE }: Narrowing = {},
): Promise<{ ranked: Ranked[]; found: number }> {
  const narrowed = also !== undefined || conditions.length > 0
  const values = { match, limit, seen: after?.seen ?? 0, id: after?.id ?? null }
  const rows = narrowed
    ? await runSelect(db, selectRanked(values, narrow(also, conditions)))
    : await rankedRows(db, values)
  return { ranked: rows.map((row, i) => toRanked(row, values.seen + i)), found: rows[0]?.found ?? 0 }
}

type ByNight = {
  /** FTS5 expressions: one that must hold, one that must not. */
  readonly match: string | null
  readonly exclude: string | null
  readonly conditions: Conditions
  readonly after?: Place | undefined
  readonly limit: number
}

/** Newest night first, in the order of the list of all dreams. */
export async function listByNight(db: ReadDb, sought: ByNight): Promise<Dream[]> {
  const { match, exclude, conditions, after, limit } = sought
  const rows = await runSelect<DreamRow>(
    db,
    sql`
      select dream.*, ${tagsOfRow} from dream
      where deleted_at is null ${inIndex({ match, exclude })} ${andConditions(conditions)}
      ${after ? sql`and (night, dream.id) < (${after.night}, ${after.id})` : sql``}
      order by night desc, dream.id desc limit ${limit}
    `,
  )
  return rows.map(toDream)
}

export async function countByNight(db: ReadDb, sought: Omit<ByNight, 'after' | 'limit'>): Promise<number> {
  const [row] = await runSelect<{ n: number }>(
    db,
    sql`
      select count(*) as n from dream
      where deleted_at is null ${inIndex(sought)} ${andConditions(sought.conditions)}
    `,
  )
  return row?.n ?? 0
}

/** No more dreams than this were ever in the journal: what a count would say, without counting. */
export async function atMostDreams(db: ReadDb): Promise<number> {
  const [row] = await highestSeq(db, {})
  return row?.seq ?? 0
}

const highestSeq = compiledRead((db) => db.selectFrom('dream').select('seq').orderBy('seq', 'desc').limit(1))

const countUpTo = compiledRead((db, { match, most }: { match: string; most: number }) =>
  asSelect<{ n: number }>(
    db,
    sql`select count(*) as n from (select 1 from dream_search where dream_search match ${match} limit ${most})`,
  ),
)

type RankedRow = DreamRow & { readonly rank: number }

type BestValues = { match: string; limit: number; most: number; some: number }

const bestRows = compiledRead((db, { match, limit, most, some }: BestValues) =>
  asSelect<(RankedRow | { [K in keyof RankedRow]: null }) & { found: number }>(
    db,
    sql`
      with met as materialized (
        select count(*) as found from (select 1 from dream_search where dream_search match ${match} limit ${most} + 1)
      ),
      best as materialized (
        select rowid as seq, bm25(dream_search, ${WEIGHTS}) as rank from dream_search
        where dream_search match ${match} order by rank
        limit iif((select found from met) <= ${most}, ${some}, 0)
      ),
      page as materialized (
        select seq, rank from best where rank <= coalesce((select rank from best limit 1 offset ${limit} - 1), 1e999)
      )
      select met.found, page.rank, dream.*, ${tagsOfRow} from met
      left join page on true left join dream on dream.seq = page.seq
      order by page.rank, dream.night desc, dream.id desc
    `,
  ),
)

type RankValues = {
  readonly match: string
  readonly limit: number
  readonly seen: number
  readonly id: string | null
}

const rankedRows = compiledRead((db, values: RankValues) => asSelect(db, selectRanked(values, undefined)))

/**
 * Only the rows of the page, and those of equal rank at its end, are looked up in `dream`: among them the night decides.
 */
function selectRanked({ match, limit, seen, id }: RankValues, narrowing: RawBuilder<unknown> | undefined) {
  const rankOfLast = sql`coalesce((select rank from last), -1e999)`
  return sql<RankedRow & { found: number }>`
    with met as materialized (
      select rowid as seq, bm25(dream_search, ${WEIGHTS}) as rank from dream_search where dream_search match ${match}
    ),
    found as materialized (
      select met.seq, met.rank from met ${narrowing ?? sql``}
    ),
    last as materialized (
      select found.rank, dream.night, dream.id from dream join found on found.seq = dream.seq where dream.id = ${id}
      union all
      select * from (
        select found.rank, dream.night, dream.id from found cross join dream on dream.seq = found.seq
        order by found.rank, dream.night desc, dream.id desc limit iif(${seen} > 1, 1, 0) offset ${seen} - 2
      )
      limit 1
    ),
    page as materialized (
      select seq, rank from found
      where rank >= ${rankOfLast} and rank <= coalesce(
        (select rank from found where rank > ${rankOfLast} order by rank limit 1 offset ${limit} - 1), 1e999
      )
    )
    select dream.*, ${tagsOfRow}, page.rank, (select count(*) from found) as found
    from page cross join dream on dream.seq = page.seq
    where page.rank > ${rankOfLast} or (dream.night, dream.id) < (select night, id from last)
    order by page.rank, dream.night desc, dream.id desc limit ${limit}
  `
}

function toRanked(row: RankedRow, before: number): Ranked {
  return { dream: toDream(row), seen: before + 1 }
}

function narrow(also: string | undefined, conditions: Conditions): RawBuilder<unknown> {
  return sql`
    cross join dream on dream.seq = met.seq
    where true ${also === undefined ? sql`` : sql`and met.seq in ${rowsOf(also)}`} ${andConditions(conditions)}
  `
}

/** The plus keeps SQLite from asking the index once for each dream: one list, looked up, is four times as quick. */
function inIndex({ match, exclude }: Pick<ByNight, 'match' | 'exclude'>): RawBuilder<unknown> {
  const within = match === null ? sql`` : sql`and +dream.seq in ${rowsOf(match)}`
  return exclude === null ? within : sql`${within} and +dream.seq not in ${rowsOf(exclude)}`
}

function rowsOf(match: string): RawBuilder<unknown> {
  return sql`(select rowid from dream_search where dream_search match ${match})`
}
