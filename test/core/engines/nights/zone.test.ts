import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isZone } from '../../../../src/contract/model/day.ts'
import { instantOf, learnOwnZone, localOf } from '../../../../src/core/engines/nights/zone.ts'

const at = (day: string, time: string, zone: string) => new Date(instantOf(day, time, zone)).toISOString()

test.each([
  ['Europe/Berlin', '2026-11-20T03:30:00Z', '2026-11-20', '04:30'],
  ['Asia/Kathmandu', '2026-11-19T18:20:00Z', '2026-11-20', '00:05'],
  ['America/New_York', '2026-11-20T03:30:00Z', '2026-11-19', '22:30'],
  ['Pacific/Kiritimati', '2026-11-20T10:00:00Z', '2026-11-21', '00:00'],
  ['Australia/Lord_Howe', '2026-07-01T00:00:00Z', '2026-07-01', '10:30'],
  ['Australia/Lord_Howe', '2026-12-01T00:00:00Z', '2026-12-01', '11:00'],
  ['UTC', '2024-02-29T23:59:59Z', '2024-02-29', '23:59'],
])('clocks in %s at %s', (zone, instant, day, time) => {
  expect(localOf(Date.parse(instant), zone)).toEqual({ day, time })
  expect(at(day, time, zone)).toBe(new Date(Math.floor(Date.parse(instant) / 60_000) * 60_000).toISOString())
})

test.each([
  // What the clock never shows is what a clock nobody put forward would mean.
  ['2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z', '03:30'],
  ['2026-03-08', '02:30', 'America/New_York', '2026-03-08T07:30:00.000Z', '03:30'],
  ['2026-10-04', '02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00.000Z', '02:45'],
  // What it shows twice is the earlier.
  ['2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z', '02:30'],
  ['2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30:00.000Z', '01:30'],
  ['2026-04-05', '01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00.000Z', '01:45'],
])('%s %s in %s, where the clocks change', (day, time, zone, instant, shown) => {
  expect(at(day, time, zone)).toBe(instant)
  expect(localOf(instantOf(day, time, zone), zone)).toEqual({ day, time: shown })
})

test('what a clock shows leads back to its instant, or to the earlier of two', () => {
  const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia']
  const instants = fc.integer({ min: Date.UTC(1970, 0) / 60_000, max: Date.UTC(2037, 0) / 60_000 })
  fc.assert(
    fc.property(fc.constantFrom(...zones), instants, (zone, minute) => {
      const instant = minute * 60_000
      const { day, time } = localOf(instant, zone)

      const back = instantOf(day, time, zone)

      expect(localOf(back, zone)).toEqual({ day, time })
      expect(instant - back).toBeGreaterThanOrEqual(0)
      expect(instant - back).toBeLessThanOrEqual(2 * 3_600_000)
    }),
  )
})

test('only IANA zones are zones', () => {
  expect(['Europe/Berlin', 'UTC', 'Asia/Kathmandu'].map(isZone)).toEqual([true, true, true])
  expect(['', 'Berlin', '+01:00', 'Mars/Olympus', 'Europe/'].map(isZone)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ])
})

test('a zone that this computer does not know is read as UTC', () => {
  expect(at('2026-11-20', '04:30', 'Mars/Olympus')).toBe('2026-11-20T04:30:00.000Z')
})

describe('where the process itself lives', () => {
  const before = process.env.TZ
  beforeAll(() => {
    process.env.TZ = 'Australia/Lord_Howe'
    learnOwnZone('Australia/Lord_Howe')
  })
  afterAll(() => {
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
  })

  test('Date and Intl agree', () => {
    // Else this test compares Intl with itself.
    expect(new Date('2026-07-01T00:00:00Z').getTimezoneOffset()).toBe(-630)
    const instants = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2037, 0) })
    fc.assert(
      fc.property(instants, (instant) => {
        // The same zone by its old name goes through Intl.
        expect(localOf(instant, 'Australia/Lord_Howe')).toEqual(localOf(instant, 'Australia/LHI'))
      }),
    )
  })
})
