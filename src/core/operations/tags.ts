import { AppError } from '../../contract/errors.ts'
import type { tags as contract } from '../../contract/journal/tags.ts'
import type { Handlers } from '../../rpc/router.ts'
import type { Stored } from '../store/dream-row.ts'
import { findTag, foldTag, listTagged, listTags, respellTag } from '../store/dream-tags.ts'
import { getDreamBySeq, reviseDream } from '../store/dreams.ts'
import type { CommandHands, JournalHands } from './hands.ts'

export const tags: Handlers<typeof contract, JournalHands> = {
  async list({ db }) {
    return { items: await listTags(db) }
  },

  async rename(hands, { from, to, dryRun }) {
    const exists = (await listTagged(hands.db, [to])).length > 0
    if (exists && foldTag(from) !== foldTag(to))
      throw new AppError('conflict', 'There is a tag of that name already', {
        hint: 'To make them one: `dreamcanvas tags merge`.',
      })
    return retag(hands, { from: [from], to, dryRun })
  },

  async merge(hands, { from, to, dryRun }) {
    return retag(hands, { from, to, dryRun })
  },

  async remove(hands, { name, dryRun }) {
    return { ...(await retag(hands, { from: [name], to: null, dryRun })), name }
  },
}

/** Every dream that carries one of the tags gets the other one in its place, as one change. */
async function retag(
  { db, now, changed }: CommandHands,
  { from, to, dryRun }: { from: readonly string[]; to: string | null; dryRun: boolean },
): Promise<{ dreams: number; name: string }> {
  const seqs = await listTagged(db, from)
  if (seqs.length === 0)
    throw new AppError('not_found', `No dream carries the tag ${from.join(', ')}`, {
      hint: 'See `dreamcanvas tags`.',
    })
  if (dryRun) return { dreams: seqs.length, name: to ?? '' }
  const leaving = new Set(from.map(foldTag))
  const respelt = to !== null && leaving.has(foldTag(to)) ? await findTag(db, to) : undefined
  if (to !== null && respelt !== undefined) await respellTag(db, to)
  for (const seq of seqs) {
    // oxlint-disable-next-line no-await-in-loop -- SQLite answers one after the other anyway
    const stored = withTag(await getDreamBySeq(db, seq), respelt)
    const kept = stored.dream.tags.filter((name) => !leaving.has(foldTag(name)))
    // oxlint-disable-next-line no-await-in-loop -- as above
    await reviseDream(db, stored, { tags: to === null ? kept : [...kept, to] }, now().toISOString())
    changed('dream', stored.dream.id, stored.dream.stamp)
  }
  // Last, so that undo, which goes backwards, brings the spelling back before the dreams that carry it.
  if (respelt !== undefined) changed('tag', foldTag(respelt), respelt)
  return { dreams: seqs.length, name: to ?? '' }
}

/** The dream as it was before its tag was spelt anew. */
function withTag({ seq, dream }: Stored, spelling: string | undefined): Stored {
  if (spelling === undefined) return { seq, dream }
  const before = dream.tags.map((name) => (foldTag(name) === foldTag(spelling) ? spelling : name))
  return { seq, dream: { ...dream, tags: before } }
}
