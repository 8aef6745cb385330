import type { DreamContent } from '../../contract/model/dream.ts'
import type { Stored } from '../store/dream-row.ts'
import { insertVersion, openSides, openSidesOf } from '../store/dream-versions.ts'
import { contentOf, stampOf } from '../store/stamp.ts'
import { beforeSides } from './before.ts'
import type { CommandHands } from './hands.ts'

/** Keeps what somebody else wrote beside the dream, for the dreamer to settle. Answers with its stamp. */
export async function keepBeside(
  { db, changed }: Pick<CommandHands, 'db' | 'changed'>,
  { seq, dream }: Stored,
  other: DreamContent,
  at: string,
): Promise<string> {
  const stamp = stampOf(dream.id, `${dream.stamp} beside`, other)
  const open = await openSidesOf(db, seq)
  await insertVersion(db, seq, { stamp, changedAt: at, kind: 'conflict', ...contentOf(other) })
  // The same may have been written beside it before, and settled.
  await openSides(db, seq, [...new Set([...open, stamp])])
  changed('dream', dream.id, beforeSides(dream.stamp, open))
  return stamp
}
