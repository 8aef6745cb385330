import type { Dream } from '../../contract/model/dream.ts'
import type { Gone } from '../../contract/model/journal-file.ts'
import type { Night } from '../../contract/model/night.ts'
import type { ReadDb, WriteDb } from '../db/schema.ts'
import type { Row } from '../import/parsed.ts'
import { glimpseAll, type Copy, type Glimpse } from '../store/copies.ts'
import { findTag, foldTag, respellTag } from '../store/dream-tags.ts'
import { findGoneAmong } from '../store/gone.ts'
import { listSilentAmong, putNight } from '../store/nights.ts'
import type { CommandHands } from './hands.ts'

export type Counts = {
  added: number
  updated: number
  unchanged: number
  conflicts: number
  leftOut: number
  removed: number
  besides: number
}

/** What a dry run would have written, without its words: what comes later in the file is compared with it. */
export type Imagined = {
  readonly copies: Map<string, Copy>
  readonly found: Map<string, string[]>
  readonly gone: Map<string, Gone>
}

export type Writing = {
  readonly db: WriteDb
  readonly changed: CommandHands['changed']
}

/** Some rows on their way in, with what is here already of what they speak of. */
export type Batch = {
  readonly db: ReadDb
  /** Absent in a dry run. */
  readonly writing: Writing | undefined
  readonly imagined: Imagined
  readonly counts: Counts
  readonly now: Date
  readonly here: Map<string, Glimpse>
  readonly gone: Map<string, Gone>
  /** Nights said to be without recall. */
  readonly silent: Map<string, Night>
  /** Tags that are spelt here as they are in the rows. */
  readonly spelt: Set<string>
}

export async function openBatch(
  rows: readonly Row[],
  given: Pick<Batch, 'db' | 'writing' | 'imagined' | 'counts' | 'now'>,
): Promise<Batch> {
  const ids = rows.flatMap(idOf)
  const here = await glimpseAll(given.db, ids)
  const gone = await findGoneAmong(given.db, ids)
  for (const imagined of given.imagined.gone.values()) {
    here.delete(imagined.id)
    gone.set(imagined.id, imagined)
  }
  return {
    ...given,
    here,
    gone,
    silent: await listSilentAmong(given.db, rows.flatMap(nightOf)),
    spelt: new Set(),
  }
}

/** A dream written later for a night without recall takes the "no recall" back, also when it was written elsewhere. */
export async function breakSilence({ writing, silent }: Batch, dream: Dream): Promise<void> {
  if (!writing || dream.nightId === null || dream.nap || dream.deletedAt !== null) return
  const night = silent.get(dream.nightId)
  if (!night || dream.writtenAt <= night.changedAt) return
  silent.delete(night.id)
  // At the time of the dream, so that every computer that merges the two comes to the same.
  await putNight(writing.db, { ...night, noRecall: false, changedAt: dream.writtenAt })
  writing.changed('night', night.id, JSON.stringify(night))
}

/**
 * A tag has one spelling in a journal. Where two journals differ both take the smaller one, whoever imports first; a
 * newer version of the same dream brings its own.
 */
export async function agreeOnSpelling(
  { writing, spelt }: Batch,
  names: readonly string[],
  { newer }: { newer: boolean },
): Promise<void> {
  if (!writing) return
  for (const name of names) {
    if (spelt.has(name)) continue
    const known = await findTag(writing.db, name)
    if (known !== undefined && known !== name && (newer || name < known)) {
      await respellTag(writing.db, name)
      writing.changed('tag', foldTag(name), known)
      spelt.delete(known)
    }
    if (known === undefined || known === name || newer || name < known) spelt.add(name)
  }
}

function idOf(row: Row): string[] {
  if (row.is === 'dream' || row.is === 'new') return [row.dream.id]
  return row.is === 'gone' ? [row.gone.id] : []
}

function nightOf(row: Row): string[] {
  if (row.is === 'dream') return row.dream.nightId === null ? [] : [row.dream.nightId]
  return row.is === 'new' && row.dream.date.length >= '2026-11-20'.length ? nightsNear(row.dream.date) : []
}

/** Nights that a date can turn out to belong to. */
function nightsNear(date: string): string[] {
  const day = Date.parse(date.slice(0, 10))
  return [-1, 0, 1].flatMap((days) => {
    const id = new Date(day + days * 86_400_000).toISOString().slice(0, 10)
    return [id, `${id}.2`]
  })
}
