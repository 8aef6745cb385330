import type { Dream, Version } from '../../contract/model/dream.ts'
import type { Gone } from '../../contract/model/journal-file.ts'
import { forgetBefore } from '../store/changes.ts'
import { findCopy, insertCopy, isSameCopy, replaceCopy, type Copy, type Glimpse } from '../store/copies.ts'
import { tidyTags } from '../store/dream-tags.ts'
import { deleteDreams } from '../store/dreams.ts'
import { deleteGone, putGone } from '../store/gone.ts'
import { agreeOnSpelling, breakSilence, type Batch, type Counts } from './import-batch.ts'
import { coversAll, goesOnFrom, keepBesideGone, mergeCopies, mergeGone, waitingOf } from './merge-copies.ts'
import { beforeSides, GONE, NEVER_HERE } from './before.ts'

/** A dream of another journal meets what is here of it. */
export async function takeDream(batch: Batch, theirs: Copy): Promise<void> {
  const { id } = theirs.dream
  const glimpse = batch.here.get(id)
  const gone = batch.gone.get(id)
  if (batch.imagined.copies.has(id)) await meet(batch, theirs)
  else if (glimpse && isHereAlready(glimpse, theirs)) batch.counts.unchanged++
  else if (glimpse) await meet(batch, theirs)
  else if (!gone) await add(batch, theirs)
  else if (coversAll(gone, theirs)) batch.counts.leftOut++
  else await bringBack(batch, theirs, gone)
}

/** A dream that was taken out for good elsewhere goes here too, unless there is something of it nobody had seen. */
export async function takeGone(batch: Batch, gone: Gone): Promise<void> {
  const { writing, counts } = batch
  const mine = await findMine(batch, gone.id)
  if (!mine) return rememberGone(batch, gone)
  if (!coversAll(gone, mine)) {
    const kept = keepBesideGone(mine, gone)
    if (kept === mine) counts.unchanged++
    else await keep(batch, mine, kept)
    return
  }
  counts.removed++
  batch.here.delete(gone.id)
  batch.imagined.copies.delete(gone.id)
  batch.gone.set(gone.id, gone)
  if (!writing) {
    batch.imagined.gone.set(gone.id, gone)
    return
  }
  if (mine.seq !== undefined) await deleteDreams(writing.db, [mine.seq])
  await putGone(writing.db, gone)
  await forgetBefore(writing.db, 'dream', [gone.id], GONE)
  writing.changed('dream', gone.id, GONE)
}

async function add(batch: Batch, copy: Copy): Promise<void> {
  batch.counts.added++
  await insert(batch, copy, null)
}

/** Changed here after it was taken out here, or there. */
async function bringBack(batch: Batch, theirs: Copy, gone: Gone): Promise<void> {
  batch.counts.conflicts++
  batch.gone.delete(gone.id)
  batch.imagined.gone.delete(gone.id)
  if (batch.writing) await deleteGone(batch.writing.db, gone.id)
  await insert(batch, keepBesideGone(theirs, gone), JSON.stringify({ gone }))
}

async function insert(batch: Batch, { dream, versions }: Copy, before: string | null): Promise<void> {
  const { writing } = batch
  const tidy = tidied(dream, versions)
  remember(batch, tidy)
  if (!writing) return
  if (dream.tags.length > 0) await agreeOnSpelling(batch, tidy.dream.tags, { newer: false })
  await insertCopy(writing.db, tidy)
  writing.changed('dream', dream.id, before)
  await breakSilence(batch, dream)
}

async function meet(batch: Batch, theirs: Copy): Promise<void> {
  const mine = await findMine(batch, theirs.dream.id)
  if (!mine) throw new Error('A dream that was seen in this transaction is not there')
  const tidy = tidied(theirs.dream, theirs.versions)
  const merged = mergeCopies(mine, tidy)
  if (merged.dream.stamp === tidy.dream.stamp) {
    await agreeOnSpelling(batch, tidy.dream.tags, { newer: goesOnFrom(mine, tidy) })
  }
  await keep(batch, mine, merged)
}

async function keep(batch: Batch, mine: Mine, merged: Copy): Promise<void> {
  const { writing, counts } = batch
  const outcome = outcomeOf(mine, merged)
  counts[outcome]++
  remember(batch, merged)
  const { seq } = mine
  if (!writing || seq === undefined || isSameCopy(mine, merged)) return
  await replaceCopy(writing.db, { ...mine, seq }, merged)
  if (outcome === 'unchanged') return
  writing.changed('dream', mine.dream.id, beforeOf(mine, merged))
  await breakSilence(batch, merged.dream)
}

/** What undo goes back to, and the sides of a conflict that were open where this opens or closes some. */
function beforeOf(mine: Copy, merged: Copy): string {
  const open = waitingOf(mine)
  return open.join() === waitingOf(merged).join() ? mine.dream.stamp : beforeSides(mine.dream.stamp, open)
}

function outcomeOf(mine: Copy, merged: Copy): keyof Counts {
  const before = new Set(waitingOf(mine))
  if (waitingOf(merged).some((stamp) => !before.has(stamp))) return 'conflicts'
  const same = merged.dream.stamp === mine.dream.stamp && merged.dream.conflict === mine.dream.conflict
  return same ? 'unchanged' : 'updated'
}

/** Nothing of it is here; what was seen there is known from now on, so that an old copy of it does not come in. */
async function rememberGone({ writing, counts, gone: known }: Batch, gone: Gone): Promise<void> {
  counts.unchanged++
  const before = known.get(gone.id)
  const merged = before ? mergeGone(before, gone) : gone
  known.set(gone.id, merged)
  if (!writing || (before && JSON.stringify(before) === JSON.stringify(merged))) return
  await putGone(writing.db, merged)
  if (before) return
  // It may have been here and been taken back: undo kept its words, and they go with it.
  await forgetBefore(writing.db, 'dream', [gone.id], GONE)
  writing.changed('dream', gone.id, NEVER_HERE)
}

type Mine = Copy & { readonly seq?: number }

async function findMine({ db, imagined }: Batch, id: string): Promise<Mine | undefined> {
  if (imagined.gone.has(id)) return undefined
  return imagined.copies.get(id) ?? findCopy(db, id)
}

/** What the rest of the file meets. */
function remember({ writing, here, imagined }: Batch, { dream, versions }: Copy): void {
  if (writing) here.set(dream.id, { ...dream, versions: versions.length })
  else
    imagined.copies.set(dream.id, {
      dream: { ...dream, ...WORDLESS },
      versions: versions.map((one) => ({ ...one, ...WORDLESS })),
    })
}
const WORDLESS = { title: null, text: '', reflection: null }

/** The common case, told without reading its words: neither has a history, and nothing differs. */
function isHereAlready(mine: Glimpse, { dream, versions }: Copy): boolean {
  return (
    mine.stamp === dream.stamp &&
    mine.changedAt === dream.changedAt &&
    mine.writtenAt <= dream.writtenAt &&
    mine.revision >= dream.revision &&
    mine.versions === 0 &&
    versions.length === 0 &&
    mine.tags.join('\n') === dream.tags.join('\n')
  )
}

/** A file may hold what no journal would: a version twice, tags that are one, a conflict without another side. */
function tidied(dream: Dream, versions: readonly Version[]): Copy {
  const tags = dream.tags.length > 0 ? tidyTags(dream.tags) : dream.tags
  const byStamp = new Map(versions.map((version) => [version.stamp, version]))
  byStamp.delete(dream.stamp)
  const conflict = versions.some(({ kind, stamp }) => kind === 'conflict' && stamp !== dream.stamp)
  return { dream: { ...dream, tags, conflict }, versions: [...byStamp.values()] }
}
