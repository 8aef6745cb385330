import { AppError } from '../../contract/errors.ts'
import type { Dream, Version } from '../../contract/model/dream.ts'
import type { Gone } from '../../contract/model/journal-file.ts'
import { findCoding, listCodingVersions, restoreCodings, type StoredCoding } from '../store/codings.ts'
import type { Stored } from '../store/dream-row.ts'
import { insertVersion, listVersions, openSides, openSidesOf } from '../store/dream-versions.ts'
import { deleteDreams, findDream, insertDream, reviseDream } from '../store/dreams.ts'
import { deleteGone, putGone } from '../store/gone.ts'
import { listReadingRows, restoreReadingRows, type ReadingRow } from '../store/readings.ts'
import { contentOf } from '../store/stamp.ts'
import { beforeSides, GONE, NEVER_HERE, readBefore } from './before.ts'
import type { CommandHands } from './hands.ts'
import { takeBackNoRecall } from './night-recall.ts'

type Change = { readonly id: string; readonly before: string | null }
/** What undo of a new dream keeps, so that it can be undone itself. */
type Whole = {
  readonly dream: Dream
  readonly versions: readonly Version[]
  readonly codings?: { readonly now: StoredCoding | undefined; readonly versions: readonly StoredCoding[] }
  readonly readings?: readonly ReadingRow[]
}

export async function takeBackDream(
  hands: CommandHands,
  deed: string,
  { id, before }: Change,
): Promise<void> {
  const { db, changed } = hands
  if (before === GONE) return
  if (before === NEVER_HERE) {
    await deleteGone(db, id)
    changed('dream', id, GONE, deed)
    return
  }
  const kept = before?.startsWith('{') === true ? (JSON.parse(before) as Whole | { gone: Gone }) : undefined // our own
  if (kept && 'dream' in kept) return putBack(hands, deed, kept)

  const stored = await findDream(db, id)
  if (!stored)
    throw new AppError('refused', 'This dream was taken out for good; it does not come back', {
      details: { id },
    })
  if (before !== null && !kept) return goBack(hands, deed, stored, before)
  await takeOut(hands, deed, stored)
  if (kept) await putGone(db, kept.gone)
}

async function putBack(
  hands: CommandHands,
  deed: string,
  { dream, versions, codings, readings = [] }: Whole,
): Promise<void> {
  const { db, changed } = hands
  if (await findDream(db, dream.id)) throw new Error('A dream that undo brings back is there already')
  const seq = await insertDream(db, dream)
  for (const version of versions) await insertVersion(db, seq, version)
  if (codings) await restoreCodings(db, seq, codings)
  await restoreReadingRows(db, seq, readings)
  changed('dream', dream.id, null, deed)
  await takeBackNoRecall(hands, dream, deed)
}

async function takeOut({ db, changed }: CommandHands, deed: string, { seq, dream }: Stored): Promise<void> {
  const versions = await listVersions(db, seq)
  const codings = { now: await findCoding(db, seq), versions: await listCodingVersions(db, seq) }
  const readings = await listReadingRows(db, seq)
  await deleteDreams(db, [seq])
  const whole: Whole = { dream, versions, codings, readings }
  changed('dream', dream.id, JSON.stringify(whole), deed)
}

/** To the version that was; and to the sides of a conflict that were open, where the deed opened or closed some. */
async function goBack(hands: CommandHands, deed: string, stored: Stored, before: string): Promise<void> {
  const { db, now, changed } = hands
  const { seq, dream } = stored
  const { stamp, open } = readBefore(before)
  const openNow = await openSidesOf(db, seq)
  let revised = dream
  if (stamp !== dream.stamp) {
    const version = (await listVersions(db, seq)).find((known) => known.stamp === stamp)
    if (!version) throw new Error('The version that undo brings back is not in the history')
    revised = await reviseDream(db, stored, contentOf(version), now().toISOString())
  }
  if (open) await openSides(db, seq, open)
  changed('dream', dream.id, open ? beforeSides(dream.stamp, openNow) : dream.stamp, deed)
  await takeBackNoRecall(hands, revised, deed)
}
