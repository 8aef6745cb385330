import { addDays } from '../nights/calendar.ts'
import { describeDay, describeNight } from '../../../contract/model/night-words.ts'
import { nightOf } from '../nights/night-of.ts'
import { gatherSleeps, type SleepCluster } from '../nights/sleep-clusters.ts'
import { instantOf, localOf } from '../nights/zone.ts'
import type { Claim, Moment } from './claim.ts'
import type { ClockTime, Failure, Found } from './found.ts'

export interface Understood {
  readonly ok: true
  /** `YYYY-MM-DD`, `YYYY-MM`, `YYYY`, or null: unknown. */
  readonly night: string | null
  /** Absent when the night is not known to the day. */
  readonly kind?: 'night' | 'nap'
  /** Where the night was lived, as far as the sleeps tell; else the zone asked in. */
  readonly zone: string
  /** ISO UTC; null when no clock time was said. */
  readonly at: string | null
  /** What was understood, to be shown back: `night Thu→Fri 20 Nov 2026, 04:30`. */
  readonly said: string
}

/** From a claim to a night that has begun, or why there is none. */
export function settle(claim: Claim, found: Found, moment: Moment): Understood | Failure {
  switch (claim.is) {
    case 'partial':
      return settlePartial(claim.day, moment)
    case 'instant':
      return settleInstant(claim.at, found, moment)
    case 'date':
      return settleDate(claim, found, moment)
    case 'night':
      return settleNight(claim, found, moment)
  }
}

function settlePartial(day: string | null, { latest, zone }: Moment): Understood | Failure {
  const said = describeNight({ endsOn: day })
  if (day !== null && day > latest.slice(0, day.length)) return notYet(said, latest)
  return { ok: true, night: day, zone, at: null, said }
}

function settleInstant(at: number, { nap }: Found, moment: Moment): Understood | Failure {
  const { zone, now, latest } = moment
  if (at > now) return notYet(sayInstant(at, zone), latest)
  const { endsOn, kind, zone: lived } = nightOf(new Date(at).toISOString(), zone, moment)
  return understood({ endsOn, kind: nap ? 'nap' : kind, lived, at }, moment)
}

function settleDate(claim: Claim & { is: 'date' }, found: Found, moment: Moment): Understood | Failure {
  const { zone, now, latest } = moment
  if (found.time) {
    const clock = clockOf(found.time, found.part)
    const at = instantOf(claim.day, clock, zone)
    if (at <= now || claim.again === 0) return settleInstant(at, found, moment)
    return settleInstant(instantOf(addDays(claim.day, -claim.again), clock, zone), found, moment)
  }
  if (claim.day > latest) return notYet(describeDay(claim.day), latest)
  // Who dreams in the afternoon naps; whoever sleeps by day says so with a time or a log.
  const kind = found.nap || found.part === 'afternoon' ? 'nap' : 'night'
  return understood({ endsOn: claim.day, kind, lived: livedIn(claim.day, moment) }, moment)
}

function settleNight(claim: Claim & { is: 'night' }, found: Found, moment: Moment): Understood | Failure {
  const { now, latest } = moment
  const isAhead = (endsOn: string) => endsOn > latest || (timeIn(endsOn, claim, found, moment) ?? 0) > now
  const endsOn = isAhead(claim.endsOn) ? addDays(claim.endsOn, -claim.again) : claim.endsOn
  const at = timeIn(endsOn, claim, found, moment)
  const kind = found.nap ? 'nap' : 'night'
  if (isAhead(endsOn)) {
    return notYet(at === undefined ? describeNight({ endsOn }) : sayInstant(at, moment.zone), latest)
  }
  return understood({ endsOn, kind, lived: livedIn(endsOn, moment), at }, moment)
}

/** A clock time within a night: the evening it began or the morning it ended. */
function timeIn(endsOn: string, { byDate }: Claim & { is: 'night' }, found: Found, moment: Moment) {
  if (!found.time) return undefined
  const { zone, now } = moment
  const clock = clockOf(found.time, byDate ? undefined : (found.part ?? 'night'))
  const [morning, evening] = [endsOn, addDays(endsOn, -1)].map((day) => instantOf(day, clock, zone))
  // Who sleeps by day means the afternoon they slept through.
  const slept = sleepOf(endsOn, moment)
  const fits = [morning, evening].find((at = 0) => {
    if (!byDate) return slept && slept.from <= at && at <= slept.to
    const night = nightOf(new Date(at).toISOString(), zone, moment)
    return at <= now && night.endsOn === endsOn && night.kind === 'night'
  })
  return fits ?? (clock < '12:00' ? morning : evening)
}

function clockOf({ hour, minute, loose }: ClockTime, part: Found['part']): string {
  const text = (value: number) => `${value}:${minute}`.replace(/\b\d\b/g, '0$&')
  if (!loose || part === undefined) return text(hour)
  if (hour === 12) return text(part === 'night' || part === 'morning' ? 0 : 12)
  // "Last night at 11" is before midnight, "last night at 5" is after it.
  const isLate = part === 'night' ? hour >= 8 : part !== 'morning'
  return text(isLate ? hour + 12 : hour)
}

/** A night of the past may have been slept elsewhere. */
function livedIn(endsOn: string, moment: Moment): string {
  return sleepOf(endsOn, moment)?.zone ?? moment.zone
}

function sleepOf(endsOn: string, { sleeps }: Moment): SleepCluster | undefined {
  return gatherSleeps(sleeps).findLast((one) => one.kind === 'night' && one.endsOn === endsOn)
}

function understood(
  night: { endsOn: string; kind: 'night' | 'nap'; lived: string; at?: number | undefined },
  { zone }: Moment,
): Understood {
  const { endsOn, kind, lived, at } = night
  const clock = at === undefined ? '' : `, ${localOf(at, zone).time}`
  return {
    ok: true,
    night: endsOn,
    kind,
    zone: lived,
    at: at === undefined ? null : new Date(at).toISOString(),
    said: `${describeNight(night)}${clock}`,
  }
}

function sayInstant(at: number, zone: string): string {
  const { day, time } = localOf(at, zone)
  return `${describeDay(day)}, ${time}`
}

function notYet(what: string, latest: string): Failure {
  return {
    ok: false,
    reason: `${what} has not come yet`,
    hint: `Give a night that has begun, such as "last night" or ${latest}.`,
  }
}
