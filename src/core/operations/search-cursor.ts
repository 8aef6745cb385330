import { AppError } from '../../contract/errors.ts'
import type { Place, RankedPlace } from '../store/search.ts'

/**
 * Where the next page begins. A list goes on in the order it began in, whatever was written meanwhile: by `night`, by
 * the `rank` of all words, or by that of the `lead`, the words the index can say quickly.
 */
export type Cursor =
  | ({ readonly order: 'night' } & Place)
  | ({ readonly order: 'rank' | 'lead' } & RankedPlace)

export function writeCursor(cursor: Cursor, search: string): string {
  const seen = cursor.order === 'night' ? 0 : cursor.seen
  return [cursor.order, tagOf(search), seen, cursor.night, cursor.id].join('/')
}

export function readCursor(text: string, search: string): Cursor {
  const [, order, tag, seen, night, id] = CURSOR.exec(text) ?? []
  if (order === undefined || night === undefined || id === undefined)
    throw new AppError('invalid_input', 'This is not a cursor a search gave', {
      hint: 'Pass the `next` of the page before.',
    })
  if (tag !== tagOf(search))
    throw new AppError('invalid_input', 'This cursor belongs to another search', {
      hint: 'Pass it with the same words and nights as the page before.',
    })
  if (order === 'night') return { order, night, id }
  return { order: order as 'rank' | 'lead', seen: Number(seen), night, id } // CURSOR knows no other
}

const CURSOR = /^(night|rank|lead)\/([0-9a-z]{1,7})\/(\d{1,9})\/(|\d{4}(?:-\d\d){0,2})\/([0-9a-f-]{36})$/

/** Tells searches apart, no more: FNV-1a. */
function tagOf(search: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < search.length; i++) hash = Math.imul(hash ^ search.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(36)
}
