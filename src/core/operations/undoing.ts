import { AppError } from '../../contract/errors.ts'
import type { Night } from '../../contract/model/night.ts'
import type { Consent } from '../../contract/model/outgoing.ts'
import type { Sleep } from '../../contract/model/sleep.ts'
import type { ReadDb } from '../db/schema.ts'
import { listChangesOf, listDeeds, listDeedsOnTopOf, listUndoings } from '../store/changes.ts'
import { deleteConsent, findConsent, findConsentById, insertConsent } from '../store/consents.ts'
import { findTag, foldTag, respellTag } from '../store/dream-tags.ts'
import { deleteDreams, listSeqs } from '../store/dreams.ts'
import { deleteImport } from '../store/import-runs.ts'
import { deleteNight, findNight, putNight } from '../store/nights.ts'
import { deleteSetting, listSet, putSetting } from '../store/settings.ts'
import { deleteSleep, findSleep, putSleep } from '../store/sleep.ts'
import { GONE } from './before.ts'
import type { CommandHands } from './hands.ts'
import { takeBackCoding } from './take-back-coding.ts'
import { takeBackDream } from './take-back-dream.ts'
import { takeBackReading } from './take-back-reading.ts'

export const UNDO = 'changes.undo'
export const IMPORT = 'transfer.import'

type Change = { readonly kind: string; readonly id: string; readonly before: string | null }

/** Takes back one deed whole, or says that the thing changed since. Answers with the deed it took back. */
export async function undo(hands: CommandHands, asked: string | undefined): Promise<string> {
  const { db } = hands
  const undone = await listUndone(db)
  const deed = await pickDeed(db, asked, undone)
  const undoings = new Set((await listUndoings(db)).map((undoing) => undoing.deed))
  // What was done and taken back again does not stand in the way.
  const onTop = (await listDeedsOnTopOf(db, deed.deed, GONE)).filter(
    (id) => !undone.has(id) && !undoings.has(id),
  )
  if (onTop.length > 0)
    throw new AppError('conflict', 'What this touched was changed again since', {
      hint: 'Undo the later change first; `dreamcanvas undo --list` shows them.',
      details: { id: deed.deed, later: onTop.slice(0, 10) },
    })
  const changes = await listChangesOf(db, deed.deed)
  if (changes.every(({ before }) => before === GONE))
    throw new AppError('refused', 'What was taken out for good does not come back', {
      hint: 'To take back something earlier, name it: `dreamcanvas undo --list` shows what there is.',
      details: { id: deed.deed },
    })
  if (deed.operation === UNDO && changes.some(({ kind }) => kind === 'import'))
    throw new AppError('refused', 'An import that was taken back left nothing here to bring back', {
      hint: 'Import the file again.',
      details: { id: deed.deed },
    })
  if (deed.operation === IMPORT) await takeBackImported(hands, deed.deed, changes)
  else for (const change of changes) await takeBack(hands, deed.deed, change)
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
  if (kind === 'reading') return takeBackReading(hands, deed, { id, before })
  if (kind === 'night') return takeBackNight(hands, deed, { id, before })
  if (kind === 'sleep') return takeBackSleep(hands, deed, { id, before })
  if (kind === 'setting') return takeBackSetting(hands, deed, { id, before })
  if (kind === 'coding') return takeBackCoding(hands, deed, { id, before })
  if (kind === 'consent') return takeBackConsent(hands, deed, { id, before })
  // A tag goes back with the dreams that carry it; what it has of its own is its spelling.
  if (kind === 'tag' && before !== null) return respell(hands, deed, before)
  return undefined
}

type One = Pick<Change, 'id' | 'before'>

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

async function takeBackConsent(
  { db, changed }: CommandHands,
  deed: string,
  { id, before }: One,
): Promise<void> {
  const now = await findConsentById(db, id)
  if (before === null) await deleteConsent(db, id)
  else {
    const consent = JSON.parse(before) as Consent // as above
    // It may have been given anew since.
    if (!(await findConsent(db, consent))) await insertConsent(db, consent)
  }
  changed('consent', id, now ? JSON.stringify(now) : null, deed)
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
  for (const change of rest) await takeBack(hands, deed, change)
  await deleteImport(hands.db, deed)
  hands.changed('import', deed, null, deed)
}
