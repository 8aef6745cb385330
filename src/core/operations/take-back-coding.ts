import { findCoding, findCodingVersion, replaceCoding } from '../store/codings.ts'
import { findDream } from '../store/dreams.ts'
import { GONE } from './before.ts'
import type { CommandHands } from './hands.ts'

/** To the revision that was, or to no coding. A coding has the id of its dream, and is gone where the dream is. */
export async function takeBackCoding(
  { db, now, changed }: CommandHands,
  deed: string,
  { id, before }: { readonly id: string; readonly before: string | null },
): Promise<void> {
  const stored = before === GONE ? undefined : await findDream(db, id)
  if (!stored) return
  const present = await findCoding(db, stored.seq)
  const was = before === null ? null : await findCodingVersion(db, stored.seq, Number(before))
  if (was === undefined) throw new Error('The coding that undo brings back was not kept')
  await replaceCoding(db, stored.seq, was?.kept ?? null, now().toISOString())
  changed('coding', id, present ? String(present.revision) : null, deed)
}
