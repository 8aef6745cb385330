/** Days as `YYYY-MM-DD`: arithmetic that knows no zone and no clock. */

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** A day of the real calendar: 2026-02-30 and 2025-02-29 are none. */
export function isDay(text: string): boolean {
  // Date.parse takes 2026-02-30 for the 2nd of March: only what comes back unchanged is a day.
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = Date.parse(`${text}T00:00Z`)
  return !Number.isNaN(at) && dayOf(at) === text
}

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: as much of a date as a person remembers. */
export function isPartialDay(text: string): boolean {
  if (/^\d{4}$/.test(text)) return true
  return /^\d{4}-\d{2}$/.test(text) ? isDay(`${text}-01`) : isDay(text)
}

export function addDays(day: string, days: number): string {
  return dayOf(Date.parse(`${day}T00:00Z`) + days * DAY)
}

/** 0 is Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00Z`).getUTCDay()
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
