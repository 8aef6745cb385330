import * as z from 'zod/mini'

/** A moment: UTC, to the millisecond, as text that sorts. */
export const Instant = z.iso.datetime({
  precision: 3,
  error: 'must be a UTC instant like 2026-11-20T04:30:00.000Z',
})
export type Instant = z.infer<typeof Instant>

/** A moment as scripts write it, `2026-11-20T04:30:00Z` or `2026-11-20T05:30+01:00`; taken in as an Instant. */
export const Moment = z.pipe(
  z.iso.datetime({
    offset: true,
    error: 'must be a moment like 2026-11-20T04:30:00Z or 2026-11-20T05:30:00+01:00',
  }),
  z.transform((text: string) => new Date(text).toISOString()),
)

/** A calendar day known as well as it is remembered: `2026-11-20`, `2026-11` or `2026`. */
export const PartialDay = z
  .string()
  .check(z.refine(isPartialDay, 'must be a day, month or year that exists, like 2026-11-20, 2026-11 or 2026'))
export type PartialDay = z.infer<typeof PartialDay>

/** An IANA time zone, as `Europe/Berlin`: for what comes in. What is stored was looked up when it came. */
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

const known = new Set(['UTC'])

/** Looking a zone up costs milliseconds the first time, so those that were found are remembered. */
export function isZone(name: string): boolean {
  if (known.has(name)) return true
  try {
    // Offsets like +01:00 are no zones: they know nothing of summer time.
    if (!/^[A-Za-z]/.test(name)) return false
    new Intl.DateTimeFormat('en', { timeZone: name })
    known.add(name)
    return true
  } catch {
    return false
  }
}
