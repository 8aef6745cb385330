import { describeDay } from '../../contract/model/night-words.ts'

/** `today at 04:12`, `yesterday at 23:05`, `on Fri 6 Nov 2026 at 08:00`; on the clock of this computer. */
export function sayWhen(instant: Date, now: Date): string {
  const day = localDay(instant)
  const clock = `${two(instant.getHours())}:${two(instant.getMinutes())}`
  if (day === localDay(now)) return `today at ${clock}`
  const before = new Date(now)
  before.setDate(now.getDate() - 1)
  if (day === localDay(before)) return `yesterday at ${clock}`
  return `on ${describeDay(day)} at ${clock}`
}

/** `2026-11-20 04:12`, for columns. */
export function sayMoment(instant: Date): string {
  return `${localDay(instant)} ${two(instant.getHours())}:${two(instant.getMinutes())}`
}

function localDay(instant: Date): string {
  return `${instant.getFullYear()}-${two(instant.getMonth() + 1)}-${two(instant.getDate())}`
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
