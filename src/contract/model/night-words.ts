export const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const
export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/** `night Thu→Fri 20 Nov 2026`, `nap Fri 20 Nov 2026`, `March 2014`, `2014`, `night unknown`. */
export function describeNight(night: { endsOn: string | null; kind?: 'night' | 'nap' | undefined }): string {
  const { endsOn, kind } = night
  if (endsOn === null) return 'night unknown'
  const [year, month, day] = endsOn.split('-')
  if (!month) return `${Number(year)}`
  if (!day) return `${MONTHS[Number(month) - 1]} ${Number(year)}`
  if (kind === 'nap') return `nap ${describeDay(endsOn)}`
  return `night ${WEEKDAYS[weekdayOf(addDays(endsOn, -1))]}→${describeDay(endsOn)}`
}

/** `Fri 20 Nov 2026` */
export function describeDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${WEEKDAYS[weekdayOf(day)]} ${date} ${MONTHS[(month ?? 1) - 1]?.slice(0, 3)} ${year}`
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

function weekdayOf(day: string): number {
  return new Date(`${day}T00:00Z`).getUTCDay()
}
