import * as z from 'zod/mini'
import { Instant } from '../../contract/model/day.ts'
import { DreamId, NewDream } from '../../contract/model/dream.ts'
import { readDate } from './dates.ts'
import { dreamIds } from './dream-ids.ts'
import type { Parsed, Say } from './parsed.ts'

const { when: _, ...settable } = NewDream.shape
const Plain = z.object({
  ...settable,
  id: z.optional(z.unknown()),
  date: z.optional(z.nullable(z.string())),
  writtenAt: z.optional(z.unknown()),
})

/**
 * Reads objects with at least a text as new dreams. One that brings no id gets one made of what it says, so that the
 * same file brings nothing twice; the same said twice in one file is two dreams.
 */
export function foundDreamReader(say: Say): (fields: object, where: string) => Parsed {
  const idFor = dreamIds()
  return (fields, where) => {
    const parsed = Plain.safeParse(fields)
    if (!parsed.success) return { ok: false, where, reason: say(parsed.error.issues) }
    const { id, date, night, dreamtAt, nap, zone, writtenAt, ...says } = parsed.data
    if (says.text.trim() === '') return { ok: false, where, reason: 'text must not be blank' }
    const read = readDate(dreamtAt ?? date ?? night ?? '')
    if (read === undefined)
      return {
        ok: false,
        where,
        reason: 'date must be like 2026-11-20, 2026-11-20 04:30, 2026-11, 2026 or unknown',
      }
    const known = DreamId.safeParse(id)
    const dream = {
      id: known.success ? known.data : idFor(read, says.title ?? '', says.text),
      writtenAt: instantOr(writtenAt, null),
      date: read,
      says: onlySaid(says),
      nap,
      zone,
    }
    return { ok: true, where, row: { is: 'new', dream } }
  }
}

function onlySaid<T extends object>(says: T) {
  const said = Object.entries(says).filter(([, value]) => value !== undefined)
  return Object.fromEntries(said) as { [K in keyof T]: Exclude<T[K], undefined> } // what is left of T
}

function instantOr<T>(value: unknown, otherwise: T): string | T {
  const parsed = Instant.safeParse(value)
  return parsed.success ? parsed.data : otherwise
}
