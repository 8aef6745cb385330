import type { Dream } from '../../contract/model/dream.ts'
import { findNight, putNight } from '../store/nights.ts'
import type { CommandHands } from './hands.ts'

/** A dream written later for a night without recall takes the "no recall" back. */
export async function takeBackNoRecall(
  { db, now, changed }: CommandHands,
  dream: Dream,
  undoes?: string,
): Promise<void> {
  if (dream.nightId === null || dream.nap || dream.deletedAt !== null) return
  const night = await findNight(db, dream.nightId)
  if (!night?.noRecall) return
  await putNight(db, { ...night, noRecall: false, changedAt: now().toISOString() })
  changed('night', night.id, JSON.stringify(night), undoes)
}
