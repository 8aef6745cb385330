import { addDays, HOUR } from './calendar.ts'
import { gatherSleeps, type Sleep, type SleepCluster } from './sleep-clusters.ts'
import { instantOf, localOf } from './zone.ts'

export const TURN_OF_NIGHT = '20:00'

export interface NightRule {
  /** Those of the days around the instant are enough: from two days before it to one day after. */
  readonly sleeps?: readonly Sleep[] | undefined
  /** `HH:MM`, local. From then on the night that ends tomorrow; before it the one that ends today. */
  readonly turnOfNight?: string | undefined
}

export interface NightOf {
  readonly endsOn: string
  readonly zone: string
  readonly kind: 'night' | 'nap'
  readonly by: 'sleep' | 'turn'
}

/** Which night an instant belongs to: docs/decisions/0008-nights.md. */
export function nightOf(instant: string, zone: string, rule: NightRule = {}): NightOf {
  const { sleeps = [], turnOfNight = TURN_OF_NIGHT } = rule
  const at = Date.parse(instant)
  const cluster = clusterAt(at, zone, gatherSleeps(sleeps), turnOfNight)
  if (cluster) return { endsOn: cluster.endsOn, zone: cluster.zone, kind: cluster.kind, by: 'sleep' }
  return { endsOn: nightByTurn(at, zone, turnOfNight), zone, kind: 'night', by: 'turn' }
}

/** The date on which the night of an instant ends when nobody logged a sleep. */
export function nightByTurn(at: number, zone: string, turnOfNight: string): string {
  const { day } = localOf(at, zone)
  return at >= instantOf(day, turnOfNight, zone) ? addDays(day, 1) : day
}

function clusterAt(at: number, zone: string, clusters: readonly SleepCluster[], turnOfNight: string) {
  const around = clusters.findLast(({ from, to }) => from <= at && at <= to)
  if (around) return around
  return clusters
    .filter((cluster) => cluster.to < at && at < holdsUntil(cluster, zone, turnOfNight))
    .reduce<SleepCluster | undefined>((last, next) => (last && last.to > next.to ? last : next), undefined)
}

/**
 * How long after waking an instant still speaks of that sleep: up to the turn of night, and no less than
 * twice the hours slept, twelve at most. An ordinary sleeper's night thus turns when it would without a log;
 * one who slept until 16:00 keeps it past the turn, and a nap does not claim the night after it.
 */
function holdsUntil({ to, asleep }: SleepCluster, zone: string, turnOfNight: string): number {
  const turn = instantOf(localOf(to, zone).day, turnOfNight, zone)
  return Math.max(turn, to + Math.min(2 * asleep, 12 * HOUR))
}
