import { AppError } from '../../contract/errors.ts'
import type { tags as contract } from '../../contract/journal/tags.ts'
import type { Handlers } from '../../rpc/router.ts'
import type { Stored } from '../store/dream-row.ts'
import { findTag, foldTag, listTagged, listTags, respellTag, tidyTags } from '../store/dream-tags.ts'
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
  { from, to: asked, dryRun }: { from: readonly string[]; to: string | null; dryRun: boolean },
): Promise<{ dreams: number; name: string }> {
  const seqs = await listTagged(db, from)
  if (seqs.length === 0)
    throw new AppError('not_found', `No dream carries the tag ${from.join(', ')}`, {
      hint: 'See `dreamcanvas tags`.',
    })
  const [to = null] = tidyTags(asked === null ? [] : [asked])
  const leaving = new Set(from.map(foldTag))
  const respelt = to !== null && leaving.has(foldTag(to)) ? await findTag(db, to) : undefined
  if (to !== null && respelt !== undefined && !dryRun) await respellTag(db, to)
  let dreams = 0
  for (const seq of seqs) {
    const stored = withTag(await getDreamBySeq(db, seq), respelt)
    const kept = stored.dream.tags.filter((name) => !leaving.has(foldTag(name)))
    const others = to === null ? kept : tidyTags([...kept, to])
    if (others.join('\n') === stored.dream.tags.join('\n')) continue
    dreams++
    if (dryRun) continue
    await reviseDream(db, stored, { tags: others }, now().toISOString())
    changed('dream', stored.dream.id, stored.dream.stamp)
  }
  // Last, so that undo, which goes backwards, brings the spelling back before the dreams that carry it.
  if (respelt !== undefined && respelt !== to && !dryRun) changed('tag', foldTag(respelt), respelt)
  return { dreams, name: to ?? '' }
}

/** The dream as it was before its tag was spelt anew. */
function withTag({ seq, dream }: Stored, spelling: string | undefined): Stored {
  if (spelling === undefined) return { seq, dream }
  const asBefore = dream.tags.map((name) => (foldTag(name) === foldTag(spelling) ? spelling : name))
  return { seq, dream: { ...dream, tags: asBefore } }
}
