export type Clock = ReturnType<typeof createClock>

/** Stands still until it is moved. */
export function createClock(start = '2026-11-20T07:30:00.000Z') {
  let at = Date.parse(start)
  return {
    now: () => new Date(at),
    set: (instant: string) => void (at = Date.parse(instant)),
    pass({
      days = 0,
      hours = 0,
      minutes = 0,
      seconds = 0,
    }: Partial<Record<'days' | 'hours' | 'minutes' | 'seconds', number>>) {
      at += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000
    },
  }
}

/** Ids that look like uuidv7 and count: their heads stay, their tails tell them apart. */
export function createIds(): () => string {
  let last = 0
  return () => `0193c0de-0000-7000-8000-${String(++last).padStart(12, '0')}`
}
