import * as z from 'zod/mini'

/** A moment: UTC, to the millisecond, as text that sorts. */
export const Instant = z.iso.datetime({ precision: 3, error: 'must be a UTC instant like 2026-11-20T04:30:00.000Z' })
export type Instant = z.infer<typeof Instant>

/** A calendar day known as well as it is remembered: `2026-11-20`, `2026-11` or `2026`. */
export const PartialDay = z
  .string()
  .check(z.refine(isPartialDay, 'must be a day, month or year that exists, like 2026-11-20, 2026-11 or 2026'))
export type PartialDay = z.infer<typeof PartialDay>

/** An IANA time zone, as `Europe/Berlin`. Dreams keep the zone they were lived in. */
export const Zone = z.string().check(z.refine(isZone, 'must be an IANA time zone like Europe/Berlin'))
export type Zone = z.infer<typeof Zone>

function isPartialDay(text: string): boolean {
  const parts = /^(?<year>\d{4})(?:-(?<month>\d\d)(?:-(?<day>\d\d))?)?$/.exec(text)?.groups
  if (!parts) return false
  const year = Number(parts['year'])
  const month = Number(parts['month'] ?? 1)
  const day = Number(parts['day'] ?? 1)
  const date = new Date(Date.UTC(year, month - 1, day))
  return year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

function isZone(name: string): boolean {
  // The process's own zone needs no look-up, and a look-up costs a millisecond at start-up.
  if (name === 'UTC') return true
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== undefined
  } catch {
    return false
  }
}
