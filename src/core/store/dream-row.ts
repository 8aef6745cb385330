import { sql } from 'kysely'
import type { Dream, DreamContent } from '../../contract/model/dream.ts'
import type { DreamRow, ReadDb } from '../db/schema.ts'

/** A dream with the number the search index and other tables know it by. It does not leave the store and operations. */
export type Stored = { readonly seq: number; readonly dream: Dream }

/** Whole rows of dreams, tags with them. */
export function selectDreams(db: ReadDb) {
  return db.selectFrom('dream').selectAll('dream').select(tagsOfRow)
}

// One correlated look-up a row costs less than a second query and its join in JavaScript.
export const tagsOfRow = sql<string>`(
  select json_group_array(name) from (
    select tag.name from dream_tag join tag on tag.seq = dream_tag.tag_seq
    where dream_tag.dream_seq = dream.seq order by tag.folded
  )
)`.as('tags')

/** How much of an id's end is indexed: as much as is random in a uuidv7's last group. */
export const TAIL = 12

export function backwards(text: string): string {
  let reversed = ''
  for (let at = text.length - 1; at >= 0; at--) reversed += text[at]
  return reversed
}

export function toStored(row: DreamRow): Stored {
  return { seq: row.seq, dream: toDream(row) }
}

export function toDream(row: DreamRow): Dream {
  return {
    id: row.id,
    revision: row.revision,
    stamp: row.stamp,
    writtenAt: row.written_at,
    changedAt: row.changed_at,
    title: row.title,
    text: row.text,
    reflection: row.reflection,
    night: row.night === '' ? null : row.night,
    nightId: row.night_id,
    nap: row.nap === 1,
    dreamtAt: row.dreamt_at,
    zone: row.zone,
    mood: row.mood,
    vividness: row.vividness,
    lucidity: row.lucidity,
    technique: row.technique,
    trigger: row.lucid_trigger,
    nightmare: row.nightmare === 1,
    recurring: row.recurring === 1,
    fragment: row.fragment === 1,
    tags: row.tags === '[]' ? [] : (JSON.parse(row.tags) as string[]), // made by json_group_array over text
    deletedAt: row.deleted_at,
    conflict: row.conflict === 1,
  }
}

export function toContentColumns(content: DreamContent) {
  return {
    title: content.title,
    text: content.text,
    reflection: content.reflection,
    night: content.night ?? '',
    night_id: content.nightId,
    nap: Number(content.nap),
    dreamt_at: content.dreamtAt,
    zone: content.zone,
    mood: content.mood,
    vividness: content.vividness,
    lucidity: content.lucidity,
    technique: content.technique,
    lucid_trigger: content.trigger,
    nightmare: Number(content.nightmare),
    recurring: Number(content.recurring),
    fragment: Number(content.fragment),
    deleted_at: content.deletedAt,
  }
}

export function toColumns(dream: Dream) {
  return {
    id: dream.id,
    tail: backwards(dream.id).slice(0, TAIL),
    revision: dream.revision,
    stamp: dream.stamp,
    written_at: dream.writtenAt,
    changed_at: dream.changedAt,
    ...toContentColumns(dream),
    conflict: Number(dream.conflict),
  }
}
