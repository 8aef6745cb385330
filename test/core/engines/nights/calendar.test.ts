import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, isDay, isPartialDay, weekdayOf } from '../../../../src/core/engines/nights/calendar.ts'

test.each([
  ['2026-11-20', true],
  ['2024-02-29', true],
  ['2000-02-29', true],
  ['2026-02-29', false],
  ['1900-02-29', false],
  ['2026-02-30', false],
  ['2026-13-01', false],
  ['2026-00-10', false],
  ['2026-1-2', false],
  ['2026-11-20T00:00', false],
  ['', false],
])('%s is a day: %s', (text, expected) => {
  expect(isDay(text)).toBe(expected)
})

test.each([
  ['2014', true],
  ['2014-03', true],
  ['2014-13', false],
  ['2014-03-32', false],
  ['14', false],
])('%s is as much of a date as a person remembers: %s', (text, expected) => {
  expect(isPartialDay(text)).toBe(expected)
})

test('days are counted over months, years and leap days', () => {
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
  expect(addDays('2026-02-28', 1)).toBe('2026-03-01')
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
})

test('weekdays follow each other from Sunday, 0', () => {
  expect(weekdayOf('2026-11-20')).toBe(5)
  fc.assert(
    fc.property(fc.integer({ min: -20_000, max: 30_000 }), (days) => {
      const day = addDays('2000-01-01', days)

      expect(weekdayOf(addDays(day, 1))).toBe((weekdayOf(day) + 1) % 7)
      expect(addDays(day, -days)).toBe('2000-01-01')
    }),
  )
})
