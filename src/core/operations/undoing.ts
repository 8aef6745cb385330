import { AppError } from '../../contract/errors.ts'
import type { DreamContent } from '../../contract/model/dream.ts'
import type { Night } from '../../contract/model/night.ts'
import type { Sleep } from '../../contract/model/sleep.ts'
import type { ReadDb } from '../db/schema.ts'
import { listChangesOf, listDeeds, listDeedsOnTopOf, listUndoings } from '../store/changes.ts'
import { findTag, foldTag, respellTag } from '../store/dream-tags.ts'
import { insertVersion, listVersions, settleVersions } from '../store/dream-versions.ts'
import { deleteDreams, findDream, insertDream, listSeqs, markConflict, reviseDream } from '../store/dreams.ts'
import { deleteImport } from '../store/import-runs.ts'
import { deleteNight, findNight, putNight } from '../store/nights.ts'
import { deleteSetting, listSet, putSetting } from '../store/settings.ts'
import { deleteSleep, findSleep, putSleep } from '../store/sleep.ts'
import { contentOf } from '../store/stamp.ts'
import type { CommandHands } from './hands.ts'

export const UNDO = 'changes.undo'
export const IMPORT = 'transfer.import'
/** Instead of what was before: it was taken out for good and does not come back. */
export const GONE = 'gone'
/** Instead of what was before: nothing was here, and only its being gone became known. */
export const NEVER_HERE = 'never'

type Change = { readonly kind: string; readonly id: string; readonly before: string | null }

/** Takes back one deed whole, or says that the thing changed since. Answers with the deed it took back. */
export async function undo(hands: CommandHands, asked: string | undefined): Promise<string> {
  const { db } = hands
  const undone = await listUndone(db)
  const deed = await pickDeed(db, asked, undone)
  const undoings = new Set((await listUndoings(db)).map((undoing) => undoing.deed))
  // What was done and taken back again does not stand in the way.
  const onTop = (await listDeedsOnTopOf(db, deed.deed)).filter((id) => !undone.has(id) && !undoings.has(id))
  if (onTop.length > 0)
    throw new AppError('conflict', 'What this touched was changed again since', {
      hint: 'Undo the later change first; `dreamcanvas undo --list` shows them.',
      details: { id: deed.deed, later: onTop.slice(0, 10) },
    })
  const changes = await listChangesOf(db, deed.deed)
  if (deed.operation === IMPORT) await takeBackImported(hands, deed.deed, changes)
  else for (const change of changes) await takeBack(hands, deed.deed, change) // oxlint-disable-line no-await-in-loop
  return deed.deed
}

/** Deeds that were taken back and not brought back since. */
export async function listUndone(db: ReadDb): Promise<Set<string>> {
  const undone = new Set<string>()
  for (const { deed, undoes } of await listUndoings(db)) if (!undone.has(deed)) undone.add(undoes)
  return undone
}

async function pickDeed(db: ReadDb, asked: string | undefined, undone: ReadonlySet<string>) {
  if (asked !== undefined) {
    const [deed] = await listDeeds(db, { limit: 1, id: asked })
    if (!deed)
      throw new AppError('not_found', 'There is no such change', { hint: 'See `dreamcanvas undo --list`.' })
    if (undone.has(asked))
      throw new AppError('conflict', 'This was taken back already', { details: { id: asked } })
    return deed
  }
  const deeds = await listDeeds(db, { limit: 1000 })
  const last = deeds.find(({ deed, operation }) => operation !== UNDO && !undone.has(deed))
  if (!last) throw new AppError('not_found', 'There is nothing to undo')
  return last
}

async function takeBack(hands: CommandHands, deed: string, { kind, id, before }: Change): Promise<void> {
  if (kind === 'dream') return takeBackDream(hands, deed, { id, before })
  if (kind === 'night') return takeBackNight(hands, deed, { id, before })
  if (kind === 'sleep') return takeBackSleep(hands, deed, { id, before })
  if (kind === 'setting') return takeBackSetting(hands, deed, { id, before })
  // A tag goes back with the dreams that carry it; what it has of its own is its spelling.
  if (kind === 'tag' && before !== null) return respell(hands, deed, before)
  return undefined
}

type One = Pick<Change, 'id' | 'before'>

async function takeBackDream(
  { db, now, changed }: CommandHands,
  deed: string,
  { id, before }: One,
): Promise<void> {
  if (before === GONE) return
  const stored = await findDream(db, id)
  if (before?.startsWith('{')) {
    if (stored) throw new Error('A dream that undo brings back is there already')
    const { dream, versions } = JSON.parse(before) as Removed // written below
    const seq = await insertDream(db, dream)
    for (const version of versions) await insertVersion(db, seq, version) // oxlint-disable-line no-await-in-loop
    changed('dream', id, null, deed)
    return
  }
  if (!stored)
    throw new AppError('refused', 'This dream was taken out for good; it does not come back', {
      details: { id },
    })
  const { seq, dream } = stored
  const versions = await listVersions(db, seq)
  if (before === null) {
    await deleteDreams(db, [seq])
    changed('dream', id, JSON.stringify({ dream, versions } satisfies Removed), deed)
    return
  }
  if (before === dream.stamp) {
    // Nothing of the dream itself was changed: a second editor's version was put beside it.
    await settleVersions(db, seq)
    await markConflict(db, seq, false)
  } else {
    const version = versions.find(({ stamp }) => stamp === before)
    if (!version) throw new Error('The version that undo brings back is not in the history')
    await reviseDream(db, stored, contentOf(version satisfies DreamContent), now().toISOString())
  }
  changed('dream', id, dream.stamp, deed)
}

type Removed = {
  dream: NonNullable<Awaited<ReturnType<typeof findDream>>>['dream']
  versions: Awaited<ReturnType<typeof listVersions>>
}

async function respell({ db, changed }: CommandHands, deed: string, before: string): Promise<void> {
  const now = await findTag(db, before)
  await respellTag(db, before)
  changed('tag', foldTag(before), now ?? before, deed)
}

async function takeBackNight(
  { db, changed }: CommandHands,
  deed: string,
  { id, before }: One,
): Promise<void> {
  const now = await findNight(db, id)
  if (before === null) await deleteNight(db, id)
  else await putNight(db, JSON.parse(before) as Night) // written by the command that changed it
  changed('night', id, now ? JSON.stringify(now) : null, deed)
}

async function takeBackSleep(
  { db, changed }: CommandHands,
  deed: string,
  { id, before }: One,
): Promise<void> {
  const now = await findSleep(db, id)
  if (before === null) await deleteSleep(db, id)
  else await putSleep(db, JSON.parse(before) as Sleep) // as above
  changed('sleep', id, now ? JSON.stringify(now) : null, deed)
}

async function takeBackSetting(
  { db, changed }: CommandHands,
  deed: string,
  { id, before }: One,
): Promise<void> {
  const now = (await listSet(db)).find(({ name }) => name === id)
  if (before === null) await deleteSetting(db, id)
  else await putSetting(db, id, JSON.parse(before))
  changed('setting', id, now ? JSON.stringify(now.value) : null, deed)
}

/**
 * An import goes out as it came in: what it added leaves no trace, so that it can be run again. One line of news
 * stands for all of it.
 */
async function takeBackImported(
  hands: CommandHands,
  deed: string,
  changes: readonly Change[],
): Promise<void> {
  const added = changes.filter(({ kind, before }) => kind === 'dream' && before === null)
  await deleteDreams(
    hands.db,
    await listSeqs(
      hands.db,
      added.map(({ id }) => id),
    ),
  )
  const rest = changes.filter(
    ({ kind, before }) => kind !== 'import' && !(kind === 'dream' && before === null),
  )
  for (const change of rest) await takeBack(hands, deed, change) // oxlint-disable-line no-await-in-loop
  await deleteImport(hands.db, deed)
  hands.changed('import', deed, null, deed)
}
