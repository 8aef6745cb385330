import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../../../../src/core/engines/nights/calendar.ts'
import { localOf } from '../../../../src/core/engines/nights/zone.ts'
import { english } from '../../../../src/core/engines/when/english.ts'
import { understandWhen } from '../../../../src/core/engines/when/understand-when.ts'

const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe')
const instants = fc
  .integer({ min: Date.UTC(2000, 0) / 60_000, max: Date.UTC(2036, 0) / 60_000 })
  .map((minute) => minute * 60_000)
const words = fc.constantFrom(
  ...Object.keys(english.phrases),
  '4:30',
  '23:30',
  '20',
  '2014',
  '20.11.',
  '2026-11-20',
  'at 5',
)

test('whatever is understood has begun', () => {
  const texts = fc.array(words, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' '))
  fc.assert(
    fc.property(texts, instants, zones, (text, now, zone) => {
      const result = understandWhen(text, { now: new Date(now).toISOString(), zone })

      if (!result.ok) return
      expect(result.at === null || Date.parse(result.at) <= now).toBe(true)
      const tomorrow = addDays(localOf(now, zone).day, 1)
      expect(result.night === null || result.night <= tomorrow).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

test('what was said back is understood as the same', () => {
  fc.assert(
    fc.property(
      instants,
      fc.integer({ min: 0, max: 500_000 }),
      zones,
      fc.boolean(),
      (now, minutesBack, zone, timed) => {
        const context = { now: new Date(now).toISOString(), zone }
        const { day, time } = localOf(now - minutesBack * 60_000, zone)
        const first = understandWhen(timed ? `${day} ${time}` : day, context)

        // A clock put back: the earlier of two, which is never later than now.
        expect(first.ok).toBe(true)
        if (first.ok) expect(understandWhen(first.said, context)).toEqual(first)
      },
    ),
  )
})

test('no text breaks it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      const result = understandWhen(text, { now: '2026-11-20T10:00:00Z', zone: 'Europe/Berlin' })

      expect(result.ok || result.hint.length > 0).toBe(true)
    }),
  )
})
