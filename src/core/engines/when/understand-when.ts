import { nightByTurn, nightOf, TURN_OF_NIGHT } from '../nights/night-of.ts'
import type { Sleep } from '../nights/sleep-clusters.ts'
import { localOf } from '../nights/zone.ts'
import { claimOf, type Moment } from './claim.ts'
import { english } from './english.ts'
import { type Failure, isFailure, type Language, notUnderstood } from './found.ts'
import { readWords } from './read.ts'
import { settle, type Understood } from './settle.ts'

export interface WhenContext {
  /** ISO UTC */
  readonly now: string
  readonly zone: string
  readonly turnOfNight?: string | undefined
  readonly sleeps?: readonly Sleep[] | undefined
}

/** Which night, and perhaps which minute of it, a person means. The languages are tried in order. */
export function understandWhen(
  text: string,
  context: WhenContext,
  languages: readonly Language[] = [english],
): Understood | Failure {
  const moment = momentOf(context)
  let failure: Failure | undefined
  for (const language of languages) {
    const result = understandIn(language, text.trim(), moment)
    if (result.ok) return result
    failure ??= result
  }
  return failure ?? notUnderstood(text)
}

function understandIn(language: Language, text: string, moment: Moment): Understood | Failure {
  const found = readWords(text, language)
  if (isFailure(found)) return found
  if (found.future) {
    return {
      ok: false,
      reason: `“${text}” has not come yet`,
      hint: `Give a night that has begun, such as "last night" or ${moment.latest}.`,
    }
  }
  const claim = claimOf(found, moment)
  if (!claim) return notUnderstood(text)
  return isFailure(claim) ? claim : settle(claim, found, moment)
}

function momentOf({ now, zone, turnOfNight = TURN_OF_NIGHT, sleeps = [] }: WhenContext): Moment {
  const at = Date.parse(now)
  const today = localOf(at, zone).day
  const night = nightOf(now, zone, { sleeps, turnOfNight })
  const byTurn = nightByTurn(at, zone, turnOfNight)
  const latest = [today, byTurn, night.endsOn].toSorted().at(-1) ?? today
  return { now: at, zone, turnOfNight, sleeps, today, night, latest }
}
