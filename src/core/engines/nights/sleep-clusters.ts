import { HOUR } from './calendar.ts'
import { nightsApart } from './night-id.ts'
import { localOf } from './zone.ts'

/** What a sleep log says; instants as ISO UTC text. */
export interface Sleep {
  readonly asleepAt: string
  readonly wokeAt: string
  readonly zone: string
  readonly nap: boolean
}

/** One sleep with its breaks. */
export interface SleepCluster {
  readonly from: number
  readonly to: number
  /** Without the breaks. */
  readonly asleep: number
  /** Of its last sleep: where the sleeper woke. */
  readonly zone: string
  readonly endsOn: string
  readonly kind: 'night' | 'nap'
}

const BREAK = 3 * HOUR
/** A day of dozing, ill or with a newborn, must not glue one night to the next. */
const LONGEST = 16 * HOUR

type Draft = { from: number; to: number; asleep: number; zone: string; nap: boolean }

/**
 * Sleeps less than three hours apart are one; the longest of a date is its night and the others are naps.
 * Oldest first.
 */
export function gatherSleeps(sleeps: readonly Sleep[]): SleepCluster[] {
  const clusters = join(sleeps).map((draft) => ({ ...draft, endsOn: localOf(draft.to, draft.zone).day }))
  return clusters.map(({ nap, ...cluster }) => {
    const isShorter = clusters.some(
      (other) => !other.nap && isSameNight(other, cluster) && outlasts(other, cluster),
    )
    return { ...cluster, kind: nap || isShorter ? 'nap' : 'night' }
  })
}

function join(sleeps: readonly Sleep[]): Draft[] {
  const drafts: Draft[] = []
  let open: Draft | undefined
  const inOrder = sleeps
    .map((sleep) => ({ ...sleep, from: Date.parse(sleep.asleepAt), to: Date.parse(sleep.wokeAt) }))
    .filter(({ from, to }) => to > from)
    .toSorted((a, b) => a.from - b.from || a.to - b.to)
  for (const { from, to, zone, nap } of inOrder) {
    if (!nap && open && from - open.to < BREAK && from - open.from < LONGEST) {
      // Two logs of one sleep may overlap (typed and imported): its hours count once.
      open.asleep += Math.max(0, to - Math.max(from, open.to))
      if (to >= open.to) Object.assign(open, { to, zone })
      continue
    }
    const draft: Draft = { from, to, asleep: to - from, zone, nap }
    drafts.push(draft)
    if (!nap) open = draft
  }
  return drafts
}

/** Of one date, and not the two nights that a date has for who flies east over the date line. */
function isSameNight(a: { endsOn: string; zone: string }, b: { endsOn: string; zone: string }): boolean {
  return a.endsOn === b.endsOn && (a.zone === b.zone || nightsApart(a, b) === 0)
}

function outlasts(a: { asleep: number; from: number }, b: { asleep: number; from: number }): boolean {
  return a.asleep > b.asleep || (a.asleep === b.asleep && a.from < b.from)
}
