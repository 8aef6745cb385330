import type { Night } from '../../contract/model/night.ts'
import { STAYS_HERE } from '../../contract/model/settings.ts'
import type { Sleep } from '../../contract/model/sleep.ts'
import { findLastWritten, findNight, putNight } from '../store/nights.ts'
import { listSet, putSetting } from '../store/settings.ts'
import { findSleep, putSleep } from '../store/sleep.ts'
import type { Batch } from './import-batch.ts'

/** What was said of a night last counts. */
export async function takeNight({ db, writing, counts }: Batch, theirs: Night): Promise<void> {
  const mine = await findNight(db, theirs.id)
  const night = brokenBy(await findLastWritten(db, theirs.id), theirs)
  if (mine && !isLater(night, mine)) return
  counts.besides++
  if (!writing) return
  await putNight(writing.db, night)
  writing.changed('night', night.id, mine ? JSON.stringify(mine) : null)
}

/** What was said of a stretch of sleep last counts. */
export async function takeSleep({ db, writing, counts }: Batch, theirs: Sleep): Promise<void> {
  const mine = await findSleep(db, theirs.id)
  if (mine && !isLater(theirs, mine)) return
  counts.besides++
  if (!writing) return
  await putSleep(writing.db, theirs)
  writing.changed('sleep', theirs.id, mine ? JSON.stringify(mine) : null)
}

/** A setting is taken over where nobody set it here. */
export async function takeSetting(
  { db, writing, counts }: Batch,
  name: string,
  value: unknown,
): Promise<void> {
  if (STAYS_HERE.has(name)) return
  if ((await listSet(db)).some((set) => set.name === name)) return
  counts.besides++
  if (!writing) return
  await putSetting(writing.db, name, value)
  writing.changed('setting', name, null)
}

/** A dream that is here already was written for it later: "no recall" is taken back before it comes in. */
function brokenBy(writtenAt: string | null, night: Night): Night {
  const isBroken = night.noRecall && writtenAt !== null && writtenAt > night.changedAt
  return isBroken ? { ...night, noRecall: false, changedAt: writtenAt } : night
}

/** Of two that were said at the same moment every computer takes the same. */
function isLater<T extends { readonly changedAt: string }>(theirs: T, mine: T): boolean {
  if (theirs.changedAt !== mine.changedAt) return theirs.changedAt > mine.changedAt
  return JSON.stringify(theirs) > JSON.stringify(mine)
}
