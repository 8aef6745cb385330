import { AppError } from '../../contract/errors.ts'
import type { DreamContent } from '../../contract/model/dream.ts'
import type { FoundDream } from '../import/parsed.ts'
import { findCopy } from '../store/copies.ts'
import { keptTagNames, tidyTags } from '../store/dream-tags.ts'
import { insertDream, newDream, reviseDream } from '../store/dreams.ts'
import { canonical, contentOf, stampOf } from '../store/stamp.ts'
import { breakSilence, type Batch } from './import-batch.ts'
import { keepBeside } from './keep-beside.ts'
import { NOTHING_ELSE } from './nothing-else.ts'
import { placeInNight, type Place } from './placing.ts'

/** Where found dreams belong, each date looked up once: an import of many of one night does not ask again. */
export type Placer = (batch: Batch, found: FoundDream) => Promise<Place>

export function createPlacer(here: string): Placer {
  const known = new Map<string, Place>()
  return async ({ db, now }, { date, zone = here, nap }) => {
    const key = `${date} ${zone} ${nap}`
    const before = known.get(key)
    if (before) return before
    const { said: _, ...place } = await placeInNight(db, now, { when: date, zone, nap })
    if (known.size > 10_000) known.clear()
    known.set(key, place)
    return place
  }
}

/** A dream that comes without a history. Answers with why it could not be taken. */
export async function takeFound(
  batch: Batch,
  found: FoundDream,
  placer: Placer,
): Promise<string | undefined> {
  const { counts, here, gone, imagined } = batch
  // Taken out for good here: a file from elsewhere knows nothing of that.
  if (gone.has(found.id)) counts.leftOut++
  else if (here.has(found.id)) await compare(batch, found)
  else if (imagined.found.has(found.id)) imagineAgain(batch, found)
  else return add(batch, found, placer)
  return undefined
}

async function add(batch: Batch, found: FoundDream, placer: Placer): Promise<string | undefined> {
  const { db, writing, counts, now, here, imagined } = batch
  const place = await placer(batch, found).catch((thrown: unknown) => {
    if (thrown instanceof AppError && thrown.code === 'invalid_input') return thrown.message
    throw thrown
  })
  if (typeof place === 'string') return place
  counts.added++
  if (!writing) {
    imagined.found.set(found.id, [printOf(found)])
    return undefined
  }
  const content = { ...NOTHING_ELSE, ...found.says, ...place }
  const dream = {
    ...(await newDream(db, found.id, now.toISOString(), content)),
    writtenAt: found.writtenAt ?? now.toISOString(),
  }
  await insertDream(writing.db, dream)
  writing.changed('dream', dream.id, null)
  await breakSilence(batch, dream)
  here.set(dream.id, { ...dream, versions: 0 })
  return undefined
}

/** The same dream again: what it says now may be known, new, or other than what was made of it here. */
async function compare(batch: Batch, found: FoundDream): Promise<void> {
  const { db, writing, counts, now } = batch
  const mine = await findCopy(db, found.id)
  if (!mine) throw new Error('A dream that was seen in this transaction is not there')
  const says = {
    ...found.says,
    ...(found.says.tags && { tags: await keptTagNames(db, tidyTags(found.says.tags)) }),
  }
  const said = (content: DreamContent) => ({ ...contentOf(content), ...says })
  if ([mine.dream, ...mine.versions].some((known) => canonical(said(known)) === canonical(known))) {
    counts.unchanged++
    return
  }
  const isAsImported = mine.versions.length === 0
  counts[isAsImported ? 'updated' : 'conflicts']++
  if (!writing) return
  if (!isAsImported) {
    await keepBeside(writing, mine, said(mine.dream), now.toISOString())
    return
  }
  await reviseDream(writing.db, mine, says, now.toISOString())
  writing.changed('dream', found.id, mine.dream.stamp)
}

/** In a dry run, what the same file said before. */
function imagineAgain({ counts, imagined }: Batch, found: FoundDream): void {
  const before = imagined.found.get(found.id) ?? []
  const print = printOf(found)
  if (before.includes(print)) counts.unchanged++
  else counts[before.length === 1 ? 'updated' : 'conflicts']++
  imagined.found.set(found.id, [...before, print])
}

function printOf({ id, says }: FoundDream): string {
  return stampOf(id, null, { ...NOTHING_ELSE, ...says })
}
