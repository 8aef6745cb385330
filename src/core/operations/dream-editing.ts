import { AppError } from '../../contract/errors.ts'
import type { Dream, DreamChanges, DreamContent } from '../../contract/model/dream.ts'
import type { Stored } from '../store/dream-row.ts'
import { listVersions, openSides, openSidesOf } from '../store/dream-versions.ts'
import { getDream, reviseDream } from '../store/dreams.ts'
import { canonical, contentOf } from '../store/stamp.ts'
import { beforeSides } from './before.ts'
import type { CommandHands } from './hands.ts'
import { keepBeside } from './keep-beside.ts'
import { takeBackNoRecall } from './night-recall.ts'
import { placeInNight } from './placing.ts'

type Edit = {
  readonly id: string
  readonly changes: DreamChanges
  readonly revision?: number | undefined
  readonly allowBlank: boolean
}

export async function reviseAsked(
  hands: CommandHands,
  { id, changes, revision, allowBlank }: Edit,
): Promise<Dream> {
  const stored = await getDream(hands.db, id)
  const { dream } = stored
  const content = { ...changesAsked(changes), ...(await placeAsked(hands, dream, changes)) }
  if (revision !== undefined && revision !== dream.revision) return keepBoth(hands, stored, content, revision)
  if (content.text?.trim() === '' && dream.text.trim() !== '' && !allowBlank)
    throw new AppError('refused', 'This would leave nothing of the dream’s text', {
      hint: 'Say --yes if that is what you want; the text stays in the history.',
      details: { id },
    })
  return revise(hands, stored, content)
}

/** Takes one side of a conflict as the dream; the other side stays in its history. */
export async function settleAsked(
  hands: CommandHands,
  { id, keep }: { id: string; keep: 'present' | 'other' },
): Promise<Dream> {
  const { db, now, changed } = hands
  const { seq, dream } = await getDream(db, id)
  const other = (await listVersions(db, seq)).find(({ kind }) => kind === 'conflict')
  if (!other)
    throw new AppError('conflict', 'There is nothing to settle about this dream', { details: { id } })
  const open = await openSidesOf(db, seq)
  await openSides(db, seq, [])
  const settled = { ...dream, conflict: false }
  const taken =
    keep === 'other'
      ? await reviseDream(db, { seq, dream: settled }, contentOf(other), now().toISOString())
      : settled
  changed('dream', id, beforeSides(dream.stamp, open))
  await takeBackNoRecall(hands, taken)
  return taken
}

/** What was asked, without the words that only say where to put it. */
export function changesAsked(asked: DreamChanges): Partial<DreamContent> {
  const { when: _, night: __, dreamtAt: ___, nap: ____, zone: _____, ...content } = asked
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined))
}

async function placeAsked(
  { db, now }: CommandHands,
  dream: Dream,
  asked: DreamChanges,
): Promise<Partial<DreamContent>> {
  const { when, night, dreamtAt, nap, zone } = asked
  const isSameNight = night === undefined || (night !== null && night === dream.night)
  if (when === undefined && isSameNight && dreamtAt === undefined) {
    return { ...(nap !== undefined && { nap }), ...(zone !== undefined && { zone }) }
  }
  if (when === undefined && night === undefined && dreamtAt === null) return { dreamtAt: null }
  const { said: _, ...place } = await placeInNight(db, now(), {
    ...asked,
    // A nap stays one until somebody says otherwise; a dream that was none may have been dreamt in one.
    nap: nap ?? (dream.nap || undefined),
    zone: zone ?? dream.zone,
  })
  return place
}

async function revise(hands: CommandHands, stored: Stored, content: Partial<DreamContent>): Promise<Dream> {
  const revised = await reviseDream(hands.db, stored, content, hands.now().toISOString())
  if (revised !== stored.dream) {
    hands.changed('dream', revised.id, stored.dream.stamp)
    await takeBackNoRecall(hands, revised)
  }
  return revised
}

/** Somebody else was quicker. What this one wrote is kept beside it, and the dreamer settles which it shall be. */
async function keepBoth(
  hands: CommandHands,
  stored: Stored,
  content: Partial<DreamContent>,
  saw: number,
): Promise<Dream> {
  const { dream } = stored
  const mine = { ...dream, ...content }
  if (canonical(mine) === canonical(dream)) return dream // both wrote the same
  const stamp = await keepBeside(hands, stored, mine, hands.now().toISOString())
  hands.failAfterCommit(
    new AppError('conflict', 'This dream was changed since you opened it; both versions are kept', {
      hint: 'Look at both with `dreamcanvas show --history`, then keep one with `dreamcanvas settle`.',
      details: { id: dream.id, saw, now: dream.revision, kept: stamp },
    }),
  )
  return dream
}
