import { DAY, MINUTE } from './calendar.ts'

/**
 * Wall clocks of IANA zones. Instants are milliseconds in this file; everywhere else they are ISO UTC text.
 *
 * The first use of Intl in a process costs about 10 ms (it loads locale data), a quarter of an empty
 * program's start. So the process's own zone goes through Date, which needs no Intl, provided somebody said
 * which zone that is: see `learnOwnZone`.
 */

let own: string | undefined
/** Undefined where this computer's tables do not know the zone. */
const formatters = new Map<string, Intl.DateTimeFormat | undefined>()

/**
 * Tells that Date's local getters speak for `zone` (the caller read TZ or /etc/localtime). A wrong zone here
 * makes wrong times everywhere; after the system's zone changed under a running program, call it again.
 */
export function learnOwnZone(zone: string): void {
  own = zone
}

/** The wall clock at an instant: `{ day: '2026-11-20', time: '04:30' }`. */
export function localOf(at: number, zone: string): { day: string; time: string } {
  const wall = new Date(at + offsetAt(at, zone)).toISOString()
  return { day: wall.slice(0, 10), time: wall.slice(11, 16) }
}

/**
 * The instant when clocks in a zone show `day` and `time` (`HH:MM`, seconds allowed). Where the clock shows
 * it twice (DST ends), the earlier one. Where it never does (DST begins), what a clock nobody put forward
 * would mean: 02:30 becomes 03:30.
 */
export function instantOf(day: string, time: string, zone: string): number {
  const wall = Date.parse(`${day}T${time}Z`)
  // The true instant lies within a day of `wall`, whatever the zone, and so between these two offsets.
  const before = offsetAt(wall - DAY, zone)
  const after = offsetAt(wall + DAY, zone)
  const earlier = wall - before
  if (before === after || offsetAt(earlier, zone) === before) return earlier
  const later = wall - after
  return offsetAt(later, zone) === after ? later : earlier
}

function offsetAt(at: number, zone: string): number {
  if (zone === 'UTC') return 0
  if (zone === own) return -new Date(at).getTimezoneOffset() * MINUTE
  const formatter = formatterOf(zone)
  // An imported dream may name a zone that only newer tables have. It must not stand in the way of other dreams.
  if (!formatter) return 0
  const [month = 1, day = 1, year = 0, hour = 0, minute = 0, second = 0] =
    formatter.format(at).match(/\d+/g)?.map(Number) ?? []
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000
}

function formatterOf(zone: string): Intl.DateTimeFormat | undefined {
  if (!formatters.has(zone)) {
    formatters.set(zone, makeFormatter(zone))
    // Intl is loaded by now: from here on, learning our own zone is nearly free.
    own ??= new Intl.DateTimeFormat().resolvedOptions().timeZone
  }
  return formatters.get(zone)
}

function makeFormatter(zone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    return undefined
  }
}
