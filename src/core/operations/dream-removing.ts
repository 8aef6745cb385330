import { AppError } from '../../contract/errors.ts'
import type { Dream } from '../../contract/model/dream.ts'
import { forgetBefore, pruneChanges } from '../store/changes.ts'
import { listExpired, listTrash } from '../store/dream-list.ts'
import type { Stored } from '../store/dream-row.ts'
import { deleteDreams, getDream, reviseDream } from '../store/dreams.ts'
import { rememberGone } from '../store/gone.ts'
import { getSettings } from '../store/settings.ts'
import { GONE } from './before.ts'
import type { CommandHands } from './hands.ts'
import { takeBackNoRecall } from './night-recall.ts'

const DAY_MS = 86_400_000
const UNDO_DAYS = 30
const AT_ONCE = 200

export async function removeDreams(
  hands: CommandHands,
  { ids, forever }: { ids: readonly string[]; forever: boolean },
): Promise<{ removed: string[] }> {
  const found = await getAll(hands, ids)
  if (forever) return { removed: await takeOutForGood(hands, found) }
  const at = hands.now().toISOString()
  for (const stored of found) {
    if (stored.dream.deletedAt !== null) continue
    await reviseDream(hands.db, stored, { deletedAt: at }, at)
    hands.changed('dream', stored.dream.id, stored.dream.stamp)
  }
  await sweepTrash(hands)
  return { removed: found.map(({ dream }) => dream.id) }
}

export async function restoreDreams(
  hands: CommandHands,
  ids: readonly string[],
): Promise<{ items: Dream[] }> {
  const items: Dream[] = []
  for (const stored of await getAll(hands, ids)) {
    if (stored.dream.deletedAt === null)
      throw new AppError('not_found', 'This dream is not in the trash', {
        hint: 'See what is: `dreamcanvas trash`.',
        details: { id: stored.dream.id },
      })
    const dream = await reviseDream(hands.db, stored, { deletedAt: null }, hands.now().toISOString())
    items.push(dream)
    hands.changed('dream', dream.id, stored.dream.stamp)
    await takeBackNoRecall(hands, dream)
  }
  return { items }
}

export async function emptyTrash(hands: CommandHands): Promise<{ removed: string[] }> {
  const removed: string[] = []
  for (;;) {
    const { items } = await listTrash(hands.db, { limit: 500 })
    if (items.length === 0) return { removed }
    removed.push(
      ...(await takeOutForGood(
        hands,
        await getAll(
          hands,
          items.map(({ id }) => id),
        ),
      )),
    )
  }
}

/**
 * What has lain in the trash for longer than the dreamer set goes for good; so does what undo could take back, in a
 * month. A part at a time: nobody who writes a dream down waits for the whole of an old trash.
 */
export async function sweepTrash(hands: CommandHands): Promise<void> {
  const { trashDays } = await getSettings(hands.db)
  const before = new Date(hands.now().getTime() - trashDays * DAY_MS).toISOString()
  await pruneChanges(hands.db, new Date(hands.now().getTime() - UNDO_DAYS * DAY_MS).toISOString())
  const expired = await listExpired(hands.db, before, AT_ONCE)
  if (expired.length > 0) await takeOutForGood(hands, await getAll(hands, expired))
}

async function takeOutForGood(hands: CommandHands, found: readonly Stored[]): Promise<string[]> {
  const ids = found.map(({ dream }) => dream.id)
  await rememberGone(hands.db, found, hands.now().toISOString())
  await deleteDreams(
    hands.db,
    found.map(({ seq }) => seq),
  )
  await forgetBefore(hands.db, 'dream', ids, GONE)
  await forgetBefore(hands.db, 'coding', ids, GONE)
  for (const id of ids) hands.changed('dream', id, GONE)
  return ids
}

async function getAll(hands: CommandHands, ids: readonly string[]): Promise<Stored[]> {
  const found: Stored[] = []
  for (const id of new Set(ids)) found.push(await getDream(hands.db, id))
  return found
}
