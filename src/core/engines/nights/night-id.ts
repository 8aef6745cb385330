import { addDays, DAY } from './calendar.ts'
import { instantOf } from './zone.ts'

/** A night's date and the zone that date was read in. */
export interface NightDate {
  readonly endsOn: string
  readonly zone: string
}

/** From one turn of night to the next, as instants; `to` is the next night's `from`. */
export function nightWindow(endsOn: string, zone: string, turnOfNight: string): { from: string; to: string } {
  const turn = (day: string) => new Date(instantOf(day, turnOfNight, zone)).toISOString()
  return { from: turn(addDays(endsOn, -1)), to: turn(endsOn) }
}

/**
 * How many nights from `a` to `b`: 0 is the same one, 1 the next. Counted in lived time, not in dates: flying
 * east over the date line makes two nights of one date neighbours, flying west makes neighbours of two
 * dates with a missing one between, and whoever lands a few zones further is still in the same night.
 */
export function nightsApart(a: NightDate, b: NightDate): number {
  // Noon of the date stands for the night: no zone moves its clocks then. Half a day apart and more (their
  // windows share no more than half) are two nights, in either order; hence the rounding away from zero.
  const lived = (noonOf(b) - noonOf(a)) / DAY
  return Math.sign(lived) * Math.round(Math.abs(lived)) || 0
}

export function isNextNight(a: NightDate, b: NightDate): boolean {
  return nightsApart(a, b) === 1
}

/**
 * The id of a night: one of `existing` when it is the same night, else its date, or `date.2` when the date
 * already has another (flying east). The number tells nights apart; it is not their order.
 */
export function chooseNightId(
  endsOn: string,
  zone: string,
  existing: readonly (NightDate & { readonly id: string })[],
): string {
  const night = { endsOn, zone }
  const distance = (other: NightDate) => (other.zone === zone ? 0 : Math.abs(noonOf(other) - noonOf(night)))
  const [same] = existing
    .filter((other) => other.endsOn === endsOn && (other.zone === zone || nightsApart(other, night) === 0))
    .toSorted((a, b) => distance(a) - distance(b) || (a.id < b.id ? -1 : 1))
  if (same) return same.id
  const taken = new Set(existing.map(({ id }) => id))
  let id = endsOn
  for (let ordinal = 2; taken.has(id); ordinal++) id = `${endsOn}.${ordinal}`
  return id
}

function noonOf({ endsOn, zone }: NightDate): number {
  return instantOf(endsOn, '12:00', zone)
}
