import { AppError } from '../../contract/errors.ts'
import { PartialDay } from '../../contract/model/day.ts'
import { parseQuery, type SearchQuery } from '../engines/search/query.ts'
import type { ReadNight, SearchFilter } from '../engines/search/query-filters.ts'
import { understandWhen, type WhenContext } from '../engines/when/understand-when.ts'
import type { ReadDb } from '../db/schema.ts'
import type { Condition, Conditions } from '../store/search-conditions.ts'
import { getSettings } from '../store/settings.ts'
import { listSleep } from '../store/sleep.ts'
import { REACH_MS } from './placing.ts'

type Asked = {
  readonly query: string
  readonly since?: string | undefined
  readonly until?: string | undefined
}
type Here = { now(): Date; readonly zone: string }

export type Sought = { readonly query: SearchQuery; readonly conditions: Conditions }

/** What somebody looks for, with nights where there were words for them. */
export async function understandSearch(db: ReadDb, asked: Asked, here: Here): Promise<Sought> {
  const { since, until } = asked
  const hasNights = since !== undefined || until !== undefined || /since:|until:/i.test(asked.query)
  const readNight = hasNights ? await nightReader(db, here) : (said: string) => said
  const query = parseQuery(asked.query, readNight)
  const given: Condition[] = []
  if (since !== undefined) given.push({ not: false, nightFrom: nightGiven(since, readNight), nightTo: null })
  if (until !== undefined) given.push({ not: false, nightFrom: null, nightTo: nightGiven(until, readNight) })
  return {
    query,
    conditions: [...query.filters.map((group) => group.map(toCondition)), ...given.map((one) => [one])],
  }
}

/** Days, months and years as they are, also those to come: nothing is of them yet. */
async function nightReader(db: ReadDb, { now, zone }: Here): Promise<ReadNight> {
  const at = now()
  const { turnOfNight } = await getSettings(db)
  const sleeps = await listSleep(db, { since: new Date(at.getTime() - REACH_MS).toISOString() })
  const context: WhenContext = { now: at.toISOString(), zone, turnOfNight, sleeps }
  return (said) => {
    if (PartialDay.safeParse(said).success) return said
    const understood = understandWhen(said, context)
    return understood.ok ? (understood.night ?? undefined) : undefined
  }
}

function nightGiven(said: string, readNight: ReadNight): string {
  const night = readNight(said.trim())
  if (night !== undefined) return night
  throw new AppError('invalid_input', `“${said}” names no night to search from or up to`, {
    hint: 'Give a day, a month or a year like 2026-11-20, 2026-11 or 2026, or words like "yesterday" or "two weeks ago".',
  })
}

function toCondition(filter: SearchFilter): Condition {
  const { not } = filter
  switch (filter.field) {
    case 'tag':
      return { not, tag: filter.name }
    case 'lucid':
      return { not, column: 'lucidity', from: filter.min, to: filter.max }
    case 'vivid':
      return { not, column: 'vividness', from: filter.min, to: filter.max }
    case 'mood':
      return { not, column: 'mood', from: filter.min, to: filter.max }
    case 'since':
      return { not, nightFrom: filter.date, nightTo: null }
    case 'until':
      return { not, nightFrom: null, nightTo: filter.date }
    case 'night':
      return { not, nightFrom: filter.date, nightTo: filter.date }
    case 'is':
      if (filter.flag === 'lucid') return { not, column: 'lucidity', from: 1, to: null }
      return { not, column: filter.flag, from: 1, to: null }
  }
}
