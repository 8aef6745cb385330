import { AppError } from '../../contract/errors.ts'
import type { DreamChanges, DreamContent } from '../../contract/model/dream.ts'
import { chooseNightId } from '../engines/nights/night-id.ts'
import { nightOf } from '../engines/nights/night-of.ts'
import { localOf } from '../engines/nights/zone.ts'
import { understandWhen } from '../engines/when/understand-when.ts'
import type { ReadDb } from '../db/schema.ts'
import { listNightsOn } from '../store/nights.ts'
import { getSettings } from '../store/settings.ts'
import { listSleep } from '../store/sleep.ts'

const DAY_MS = 86_400_000
/** How far back words like "three nights ago 5am" are placed by logged sleep. */
export const REACH_MS = 9 * DAY_MS

type Asked = Pick<DreamChanges, 'when' | 'night' | 'dreamtAt' | 'nap'> & { readonly zone: string }
export type Place = Pick<DreamContent, 'night' | 'nightId' | 'nap' | 'dreamtAt' | 'zone'>

/** Which night a dream belongs to: as the dreamer said, else by the sleep that was logged, else by the turn of night. */
export async function placeInNight(
  db: ReadDb,
  now: Date,
  asked: Asked,
): Promise<Place & { said: string | null }> {
  const { zone } = asked
  const { turnOfNight } = await getSettings(db)
  if (asked.when !== undefined) {
    const sleeps = await listSleep(db, { since: new Date(now.getTime() - REACH_MS).toISOString() })
    const understood = understandWhen(asked.when, { now: now.toISOString(), zone, turnOfNight, sleeps })
    if (!understood.ok) throw new AppError('invalid_input', understood.reason, { hint: understood.hint })
    const { night, at, said, kind } = understood
    const nap = asked.nap ?? kind === 'nap'
    return { ...(await inNight(db, night, understood.zone)), nap, dreamtAt: at, said }
  }
  const nap = asked.nap ?? false
  const dreamtAt = asked.dreamtAt ?? null
  if (asked.night !== undefined)
    return { ...(await inNight(db, asked.night, zone)), nap, dreamtAt, said: null }
  const instant = new Date(dreamtAt ?? now)
  if (asked.nap)
    return { ...(await inNight(db, localOf(instant.getTime(), zone).day, zone)), nap, dreamtAt, said: null }
  const found = nightOf(instant.toISOString(), zone, { sleeps: await sleepsAround(db, instant), turnOfNight })
  return {
    ...(await inNight(db, found.endsOn, found.zone)),
    nap: asked.nap ?? found.kind === 'nap',
    dreamtAt,
    said: null,
  }
}

async function inNight(db: ReadDb, night: string | null, zone: string) {
  if (night === null || night.length < '2026-11-20'.length) return { night, nightId: null, zone }
  return { night, nightId: chooseNightId(night, zone, await listNightsOn(db, night)), zone }
}

async function sleepsAround(db: ReadDb, instant: Date) {
  return listSleep(db, {
    since: new Date(instant.getTime() - 2 * DAY_MS).toISOString(),
    until: new Date(instant.getTime() + DAY_MS).toISOString(),
  })
}
