import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../../../../src/core/engines/nights/calendar.ts'
import {
  chooseNightId,
  isNextNight,
  nightsApart,
  nightWindow,
} from '../../../../src/core/engines/nights/night-id.ts'

const night = (endsOn: string, zone = 'Europe/Berlin') => ({ endsOn, zone })
const HERE = { zone: 'Pacific/Auckland', id: '2026-11-20', endsOn: '2026-11-20' }
const days = fc.integer({ min: 0, max: 15_000 }).map((count) => addDays('1995-01-01', count))
const zones = fc.constantFrom(
  'Europe/Berlin',
  'America/New_York',
  'America/Los_Angeles',
  'America/Havana',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Honolulu',
)

test('windows of a zone tile time, also where clocks change', () => {
  fc.assert(
    fc.property(days, zones, fc.constantFrom('00:00', '02:30', '20:00'), (day, zone, turn) => {
      const window = nightWindow(day, zone, turn)

      expect(window.to).toBe(nightWindow(addDays(day, 1), zone, turn).from)
      expect(window.from < window.to).toBe(true)
    }),
  )
})

test.each([
  ['two nights at home', night('2026-11-20'), night('2026-11-21'), 1],
  ['the night clocks go forward', night('2026-03-28'), night('2026-03-29'), 1],
  ['the night clocks go back', night('2026-10-24'), night('2026-10-25'), 1],
  ['a leap day', night('2024-02-28'), night('2024-02-29'), 1],
  ['a missed night', night('2026-11-20'), night('2026-11-22'), 2],
  ['backwards', night('2026-11-21'), night('2026-11-20'), -1],
  ['over the Atlantic, west', night('2026-11-20'), night('2026-11-21', 'America/New_York'), 1],
  ['over the Atlantic, east', night('2026-11-20', 'America/New_York'), night('2026-11-21'), 1],
  ['begun in Berlin, read in New York', night('2026-11-20'), night('2026-11-20', 'America/New_York'), 0],
  [
    'east over the date line: one date twice',
    night('2026-11-20', 'Pacific/Auckland'),
    night('2026-11-20', 'America/Los_Angeles'),
    1,
  ],
  [
    'west over the date line: a date skipped',
    night('2026-11-20', 'America/Los_Angeles'),
    night('2026-11-22', 'Pacific/Auckland'),
    1,
  ],
  [
    'a night missed over the date line',
    night('2026-11-20', 'Pacific/Auckland'),
    night('2026-11-21', 'America/Los_Angeles'),
    2,
  ],
])('%s', (_, a, b, apart) => {
  expect(nightsApart(a, b)).toBe(apart)
  expect(isNextNight(a, b)).toBe(apart === 1)
})

test('counted backwards it is as many', () => {
  fc.assert(
    fc.property(days, zones, fc.integer({ min: -3, max: 3 }), zones, (day, zone, count, other) => {
      const [a, b] = [night(day, zone), night(addDays(day, count), other)]

      expect(nightsApart(a, b) + nightsApart(b, a)).toBe(0)
      if (zone === other) expect(nightsApart(a, b)).toBe(count)
    }),
  )
})

test.each([
  ['the first of a date', '2026-11-20', 'Europe/Berlin', [], '2026-11-20'],
  ['the same again', '2026-11-20', 'Pacific/Auckland', [HERE], '2026-11-20'],
  ['a few zones further', '2026-11-20', 'Asia/Kathmandu', [HERE], '2026-11-20'],
  ['the second of a date', '2026-11-20', 'America/Los_Angeles', [HERE], '2026-11-20.2'],
  [
    'that second again',
    '2026-11-20',
    'America/Denver',
    [HERE, { id: '2026-11-20.2', endsOn: '2026-11-20', zone: 'America/Los_Angeles' }],
    '2026-11-20.2',
  ],
  ['another date', '2026-11-21', 'Pacific/Auckland', [HERE], '2026-11-21'],
])('%s', (_, endsOn, zone, existing, id) => {
  expect(chooseNightId(endsOn, zone, existing)).toBe(id)
})

test('a chosen id is chosen again, in whatever order the nights are read', () => {
  fc.assert(
    fc.property(fc.array(zones, { maxLength: 6 }), zones, (others, zone) => {
      const existing: { id: string; endsOn: string; zone: string }[] = []
      for (const other of others) {
        const id = chooseNightId('2026-11-20', other, existing)
        if (existing.every((one) => one.id !== id)) existing.push({ id, endsOn: '2026-11-20', zone: other })
      }
      const id = chooseNightId('2026-11-20', zone, existing)
      if (existing.every((one) => one.id !== id)) existing.push({ id, endsOn: '2026-11-20', zone })

      expect(chooseNightId('2026-11-20', zone, existing)).toBe(id)
      expect(chooseNightId('2026-11-20', zone, existing.toReversed())).toBe(id)
    }),
  )
})
