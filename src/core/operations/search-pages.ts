import type { Dream } from '../../contract/model/dream.ts'
import { holds, isCostly, leadOf, looserThanPhrase } from '../engines/search/holds.ts'
import type { SearchQuery } from '../engines/search/query.ts'
import type { ReadDb } from '../db/schema.ts'
import {
  atMostDreams,
  countByNight,
  countMatches,
  listBest,
  listByNight,
  listByRank,
  type Place,
  type Ranked,
  type RankedPlace,
} from '../store/search.ts'
import type { Cursor } from './search-cursor.ts'
import type { Sought } from './search-sought.ts'

/** More matches than this are not ranked: of so many the newest are as good as the best, and quicker by far. */
const MOST_RANKED = 10_000
/** How many dreams are looked through word by word where that is quicker than the index. */
const LOOK_THROUGH = 500

export type FoundPage = {
  readonly dreams: readonly Dream[]
  readonly next: Cursor | undefined
  readonly found: number | null
  readonly order: 'rank' | 'night'
}
type Page<P> = { readonly limit: number; readonly after?: P | undefined }

/** A list goes on in the order it began in. */
export async function findPage(
  db: ReadDb,
  sought: Sought,
  { limit, after }: Page<Cursor>,
): Promise<FoundPage> {
  const { query, conditions } = sought
  if (query.match === null && query.exclude === null && conditions.length === 0)
    return { dreams: [], next: undefined, found: 0, order: 'rank' }
  if (after?.order === 'night') return byNight(db, sought, { limit, after })
  if (after?.order === 'lead') return byLead(db, sought, { limit, after })
  if (after?.order === 'rank') return byRank(db, sought, { limit, after })
  return (await firstByRank(db, sought, limit)) ?? byNight(db, sought, { limit })
}

/** Undefined where there is nothing to rank by, or too much. */
async function firstByRank(db: ReadDb, sought: Sought, limit: number): Promise<FoundPage | undefined> {
  const { query, conditions } = sought
  const whole = asked(query)
  if (whole === null) return undefined
  // In a small journal the index answers everything at once.
  if (isCostly(query) && (await atMostDreams(db)) > MOST_RANKED) {
    const lead = asked(leadOf(query))
    if (lead !== null) return (await isTooMuch(db, lead)) ? undefined : byLead(db, sought, { limit })
    const newest = await newestHolding(db, sought, { limit: limit + 1 })
    if (newest) return nightPage(db, sought, newest, { limit })
  }
  const isFew = await isSurelyFew(db, query)
  if (!isFew && conditions.length === 0) {
    const { found, ranked } = await listBest(db, { match: whole, limit: limit + 1, most: MOST_RANKED })
    if (found > MOST_RANKED) return undefined
    return ranked ? rankedPage('rank', ranked, { limit, found }) : byRank(db, sought, { limit })
  }
  if (!isFew && (await isTooMuch(db, whole))) return undefined
  return byRank(db, sought, { limit })
}

/** Counting a phrase is half the work of ranking it, and one rare word in it says as much. */
async function isSurelyFew(db: ReadDb, query: SearchQuery): Promise<boolean> {
  for (const looser of looserThanPhrase(query)) if (!(await isTooMuch(db, looser))) return true
  return false
}

async function isTooMuch(db: ReadDb, match: string): Promise<boolean> {
  return (await countMatches(db, match, MOST_RANKED + 1)) > MOST_RANKED
}

async function byRank(db: ReadDb, { query, conditions }: Sought, { limit, after }: Page<RankedPlace>) {
  const match = asked(query) ?? ''
  const { ranked, found } = await listByRank(db, { match, after, limit: limit + 1 }, { conditions })
  return rankedPage('rank', ranked, { limit, found })
}

/** Ranked by the words the index knows quickly; those that are costly to ask it for are looked for in each dream. */
async function byLead(db: ReadDb, { query, conditions }: Sought, { limit, after }: Page<RankedPlace>) {
  const match = asked(leadOf(query)) ?? ''
  const look = LOOK_THROUGH + 2 * limit
  const { ranked } = await listByRank(db, { match, after, limit: look }, { conditions })
  const holding = Iterator.from(ranked)
    .filter(({ dream }) => holds(query, dream))
    .take(limit + 1)
    .toArray()
  if (holding.length > limit) return rankedPage('lead', holding, { limit, found: null })
  if (ranked.length < look)
    return rankedPage('lead', holding, { limit, found: after ? null : holding.length })
  const also = asked(query) ?? ''
  const rest = await listByRank(db, { match, after, limit: limit + 1 }, { also, conditions })
  return rankedPage('lead', rest.ranked, { limit, found: rest.found })
}

function rankedPage(
  order: 'rank' | 'lead',
  ranked: readonly Ranked[],
  { limit, found }: { limit: number; found: number | null },
): FoundPage {
  const last = ranked.length > limit ? ranked[limit - 1] : undefined
  return {
    dreams: ranked.slice(0, limit).map(({ dream }) => dream),
    next: last && { order, seen: last.seen, ...placeOf(last.dream) },
    found,
    order: 'rank',
  }
}

async function byNight(db: ReadDb, sought: Sought, { limit, after }: Page<Place>): Promise<FoundPage> {
  const { query, conditions } = sought
  const { match, exclude } = query
  const dreams =
    (await newestHolding(db, sought, { limit: limit + 1, after })) ??
    (await listByNight(db, { match, exclude, conditions, after, limit: limit + 1 }))
  return nightPage(db, sought, dreams, { limit, after })
}

/**
 * The newest dreams that have the words, without the index. Words that very many dreams have are in the newest ones
 * too. Undefined where those that were looked through are not enough.
 */
async function newestHolding(db: ReadDb, { query, conditions }: Sought, { limit, after }: Page<Place>) {
  if (query.match === null && query.exclude === null) return undefined
  const holding: Dream[] = []
  let place = after
  for (const look of [2 * limit, LOOK_THROUGH + 2 * limit]) {
    const newest = await listByNight(db, {
      match: null,
      exclude: null,
      conditions,
      after: place,
      limit: look,
    })
    holding.push(...newest.filter((dream) => holds(query, dream)))
    if (holding.length >= limit || newest.length < look) return holding.slice(0, limit)
    place = newest.slice(-1).map(placeOf)[0]
  }
  return undefined
}

async function nightPage(
  db: ReadDb,
  sought: Sought,
  dreams: readonly Dream[],
  { limit, after }: Page<Place>,
) {
  const last = dreams.length > limit ? dreams[limit - 1] : undefined
  const found = !last && !after ? dreams.length : await countIfFew(db, sought)
  const next = last && ({ order: 'night', ...placeOf(last) } as const)
  return { dreams: dreams.slice(0, limit), next, found, order: 'night' } as const
}

/** In a large journal, and of words that very many dreams have, nobody waits for the number. */
async function countIfFew(db: ReadDb, { query, conditions }: Sought): Promise<number | null> {
  const { match, exclude } = query
  if (match !== null || (await atMostDreams(db)) > MOST_RANKED) return null
  return countByNight(db, { match, exclude, conditions })
}

/** The whole as one FTS5 expression. */
function asked({ match, exclude }: Pick<SearchQuery, 'match' | 'exclude'>): string | null {
  return match === null || exclude === null ? match : `(${match}) NOT (${exclude})`
}

function placeOf({ night, id }: Dream): Place {
  return { night: night ?? '', id }
}
