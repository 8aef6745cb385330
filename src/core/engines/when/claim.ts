import { addDays, HOUR, isDay, MINUTE, weekdayOf } from '../nights/calendar.ts'
import { describeDay, MONTHS } from '../../../contract/model/night-words.ts'
import type { NightOf } from '../nights/night-of.ts'
import type { Sleep } from '../nights/sleep-clusters.ts'
import { noSuchDay } from './digits.ts'
import type { Failure, Found } from './found.ts'

export interface Moment {
  readonly now: number
  readonly zone: string
  readonly turnOfNight: string
  readonly sleeps: readonly Sleep[]
  readonly today: string
  /** The night that is now. */
  readonly night: NightOf
  /** The last date on which a night that has begun may end: tomorrow, after the turn of night. */
  readonly latest: string
}

/**
 * What a text claims. A clock time on a date settles the night itself; one in a night does not, as "last
 * night 19:30" is last night whatever the turn. `again`: how many days back the same words also fit, when
 * they would else lie ahead; 0 where they name one day only.
 */
export type Claim =
  | { readonly is: 'instant'; readonly at: number }
  | { readonly is: 'partial'; readonly day: string | null }
  | { readonly is: 'date'; readonly day: string; readonly again: number }
  | { readonly is: 'night'; readonly endsOn: string; readonly again: number; readonly byDate?: true }

/** Undefined when the words do not make a time together. */
export function claimOf(found: Found, moment: Moment): Claim | Failure | undefined {
  const { part, time, nap, ends, ...what } = found
  const { now, today, night, latest } = moment
  const { at, daysAgo = 0, nightsAgo = 0, year = 0, month = 0 } = what
  const onDay = (day: string, again = 0): Claim => {
    if (ends) return { is: 'night', endsOn: day, again, byDate: true }
    const begins = part === 'night' || part === 'evening'
    return begins ? { is: 'night', endsOn: addDays(day, 1), again } : { is: 'date', day, again }
  }
  switch (Object.keys(what).toSorted().join(' ')) {
    case 'at':
      return time || at === undefined ? undefined : { is: 'instant', at }
    case 'now':
      return time ? undefined : { is: 'instant', at: now }
    // Our own "night unknown" has a part of the day in it.
    case 'unknown':
      return time ? undefined : { is: 'partial', day: null }
    case 'year':
      return time ? undefined : { is: 'partial', day: `${year}`.padStart(4, '0') }
    case 'month year':
      return time ? undefined : { is: 'partial', day: monthOf(year, month) }
    case 'month': {
      const thisYear = Number(latest.slice(0, 4))
      const guess = monthOf(thisYear, month)
      return time ? undefined : { is: 'partial', day: latest < guess ? monthOf(thisYear - 1, month) : guess }
    }
    case 'tonight':
      return { is: 'night', endsOn: night.endsOn, again: 0 }
    case 'nightsAgo':
      return nightsBack(nightsAgo, moment)
    case 'daysAgo':
      return onDay(addDays(today, -daysAgo))
    case 'ago count':
    case 'ago count unit':
    case 'last unit':
      return longAgo(found, moment, onDay)
    case '':
      return time || nap ? { is: 'date', day: today, again: time ? 1 : 0 } : undefined
    default: {
      const day = dayOf(what, moment)
      return day === undefined || typeof day === 'object' ? day : onDay(day, isWeekdayOnly(what) ? 7 : 0)
    }
  }
}

/** "Last night" is the night that ends on today's date, unless a logged sleep says it was another. */
function nightsBack(count: number, { today, night }: Moment): Claim {
  const last = night.by === 'sleep' && night.kind === 'night' ? night.endsOn : today
  return { is: 'night', endsOn: addDays(last, 1 - count), again: 1 }
}

function longAgo(found: Found, moment: Moment, onDay: (day: string) => Claim): Claim | undefined {
  const { count = 1, last, part, time } = found
  // "A night ago": the word that is a unit here is a part of the day elsewhere.
  const unit = found.unit ?? (part === 'night' ? 'night' : undefined)
  const { now, today } = moment
  if (unit === 'month' || unit === 'year') {
    if (time || count > 1200) return undefined
    const months = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1
    const then = months - count * (unit === 'year' ? 12 : 1)
    const day = monthOf(Math.floor(then / 12), (then % 12) + 1)
    return { is: 'partial', day: unit === 'year' ? day.slice(0, 4) : day }
  }
  // "Last week" is seven nights, and "5 hours ago at 4:30" is two times.
  if (last || count > 36_525) return undefined
  if (unit === 'night') return count > 0 ? nightsBack(count, moment) : undefined
  if (unit === 'day') return onDay(addDays(today, -count))
  if (unit === 'week') return onDay(addDays(today, -7 * count))
  if (unit === undefined || time || part) return undefined
  return { is: 'instant', at: now - count * (unit === 'hour' ? HOUR : MINUTE) }
}

function isWeekdayOnly({ date, day }: Found): boolean {
  return date === undefined && day === undefined
}

/** The date named, or the most recent one that fits what was named. */
function dayOf(named: Found, { today, latest }: Moment): string | Failure | undefined {
  const { date, year, month, day, weekday, last, ...rest } = named
  if (Object.keys(rest).length > 0) return undefined
  if (year !== undefined && day !== undefined && month !== undefined) {
    const exact = `${monthOf(year, month)}-${two(day)}`
    return isDay(exact) ? onWeekday(exact, weekday) : noSuchDay(exact)
  }
  if (date !== undefined) return (year ?? month ?? day ?? last) ? undefined : onWeekday(date, weekday)
  if (year !== undefined || (day === undefined && (weekday === undefined || month !== undefined)))
    return undefined
  const ending = `${month === undefined ? '' : `-${two(month)}`}${day === undefined ? '' : `-${two(day)}`}`
  const newest = last ? addDays(today, -1) : day === undefined ? today : latest
  // Long enough for a 29 February, or a day and month that must be a Thursday.
  for (let back = 0; back < 12 * 366; back++) {
    const guess = addDays(newest, -back)
    if (guess.endsWith(ending) && (weekday === undefined || weekdayOf(guess) === weekday)) return guess
  }
  return day === undefined || month === undefined ? undefined : noSuchDay(`${day} ${MONTHS[month - 1]}`)
}

function onWeekday(day: string, weekday: number | undefined): string | Failure {
  if (weekday === undefined || weekdayOf(day) === weekday) return day
  return { ok: false, reason: `That day is ${describeDay(day)}`, hint: 'Leave out the weekday or the date.' }
}

function monthOf(year: number, month: number): string {
  return `${`${year}`.padStart(4, '0')}-${two(month)}`
}

function two(value: number): string {
  return `${value}`.padStart(2, '0')
}
