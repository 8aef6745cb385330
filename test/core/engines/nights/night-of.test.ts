import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nightWindow } from '../../../../src/core/engines/nights/night-id.ts'
import { nightOf } from '../../../../src/core/engines/nights/night-of.ts'
import { instantOf } from '../../../../src/core/engines/nights/zone.ts'

const BERLIN = 'Europe/Berlin'
const iso = (local: string, zone = BERLIN) => {
  const [day = '', time = ''] = local.split(' ')
  return new Date(instantOf(day, time, zone)).toISOString()
}
const sleep = (from: string, to: string, extra: { zone?: string; nap?: boolean } = {}) => {
  const { zone = BERLIN, nap = false } = extra
  return { asleepAt: iso(from, zone), wokeAt: iso(to, zone), zone, nap }
}
const asked = (local: string, sleeps: ReturnType<typeof sleep>[] = [], zone = BERLIN) => {
  const { endsOn, kind, by } = nightOf(iso(local, zone), zone, { sleeps })
  return `${kind} ${endsOn} by ${by}`
}

describe('without a log', () => {
  test.each([
    ['2026-11-19 19:59', '2026-11-19'],
    ['2026-11-19 20:00', '2026-11-20'],
    ['2026-11-19 23:40', '2026-11-20'],
    ['2026-11-20 01:30', '2026-11-20'],
    ['2026-11-20 11:00', '2026-11-20'],
    ['2026-11-20 19:00', '2026-11-20'],
    // A leap day is a night of its own, and so is New Year.
    ['2024-02-28 23:40', '2024-02-29'],
    ['2024-02-29 23:40', '2024-03-01'],
    ['2026-02-28 23:40', '2026-03-01'],
    ['2026-12-31 23:40', '2027-01-01'],
  ])('%s is of the night that ends on %s', (local, endsOn) => {
    for (const zone of [BERLIN, 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'])
      expect(asked(local, [], zone)).toBe(`night ${endsOn} by turn`)
  })

  test.each([
    // Both nights in which clocks change are one night each.
    [BERLIN, '2026-03-28T19:00:00Z', '2026-03-29T18:00:00Z', '2026-03-29'],
    [BERLIN, '2026-10-24T18:00:00Z', '2026-10-25T19:00:00Z', '2026-10-25'],
    ['America/New_York', '2026-03-08T01:00:00Z', '2026-03-09T00:00:00Z', '2026-03-08'],
    ['America/New_York', '2026-11-01T00:00:00Z', '2026-11-02T01:00:00Z', '2026-11-01'],
    ['Australia/Lord_Howe', '2026-10-03T09:30:00Z', '2026-10-04T09:00:00Z', '2026-10-04'],
    ['Asia/Kathmandu', '2026-11-19T14:15:00Z', '2026-11-20T14:15:00Z', '2026-11-20'],
  ])('in %s from %s up to %s', (zone, from, to, endsOn) => {
    const justBefore = (instant: string) => new Date(Date.parse(instant) - 1).toISOString()

    expect(nightOf(from, zone)).toEqual({ endsOn, zone, kind: 'night', by: 'turn' })
    expect(nightOf(justBefore(from), zone).endsOn < endsOn).toBe(true)
    expect(nightOf(justBefore(to), zone).endsOn).toBe(endsOn)
    expect(nightOf(to, zone).endsOn > endsOn).toBe(true)
  })

  test("the turn of night is the dreamer's to set", () => {
    const at = iso('2026-11-20 17:30')

    expect(nightOf(at, BERLIN, { turnOfNight: '17:00' }).endsOn).toBe('2026-11-21')
    expect(nightOf(at, BERLIN, { turnOfNight: '18:00' }).endsOn).toBe('2026-11-20')
  })

  test('every instant lies in the window of its night', () => {
    const zones = fc.constantFrom(
      BERLIN,
      'America/New_York',
      'America/Havana',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
    )
    const turns = fc.constantFrom('00:00', '02:30', '12:00', '18:30', '20:00', '23:45')
    const instants = fc.date({
      min: new Date('1990-01-01'),
      max: new Date('2037-01-01'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(zones, turns, instants, (zone, turnOfNight, date) => {
        const at = date.toISOString()

        const { from, to } = nightWindow(nightOf(at, zone, { turnOfNight }).endsOn, zone, turnOfNight)

        expect(from <= at && at < to).toBe(true)
      }),
    )
  })
})

describe('with a log', () => {
  const ordinary = sleep('2026-11-19 23:00', '2026-11-20 07:00')
  const lateRiser = sleep('2026-11-20 02:30', '2026-11-20 10:00')
  const siesta = sleep('2026-11-20 14:00', '2026-11-20 15:00')
  const shift = sleep('2026-11-20 09:00', '2026-11-20 16:00')

  test.each([
    ['before it one lies in bed', '2026-11-19 22:30', [ordinary], 'night 2026-11-20 by turn'],
    ['inside', '2026-11-20 03:00', [ordinary], 'night 2026-11-20 by sleep'],
    ['on waking', '2026-11-20 07:00', [ordinary], 'night 2026-11-20 by sleep'],
    ['late in the day', '2026-11-20 19:59', [ordinary], 'night 2026-11-20 by sleep'],
    ['the next evening', '2026-11-20 20:30', [ordinary], 'night 2026-11-21 by turn'],
    ['the next night, before it is logged', '2026-11-21 01:30', [ordinary], 'night 2026-11-21 by turn'],
    ['a late Sunday, still up', '2026-11-20 21:00', [lateRiser], 'night 2026-11-20 by sleep'],
    ['a late Sunday, the night after', '2026-11-20 23:40', [lateRiser], 'night 2026-11-21 by turn'],
  ])('%s', (_, local, sleeps, expected) => {
    expect(asked(local, sleeps)).toBe(expected)
  })

  test.each([
    ['2026-11-20 12:30', 'night 2026-11-20 by sleep'],
    ['2026-11-20 16:30', 'night 2026-11-20 by sleep'],
    ['2026-11-20 19:00', 'night 2026-11-20 by sleep'],
    ['2026-11-20 21:00', 'night 2026-11-20 by sleep'],
    ['2026-11-21 02:00', 'night 2026-11-20 by sleep'],
    ['2026-11-21 08:30', 'night 2026-11-21 by turn'],
  ])('a shift worker who slept 09:00–16:00, asked at %s', (local, expected) => {
    expect(asked(local, [shift])).toBe(expected)
  })

  test.each([
    ['2026-11-20 14:30', 'nap 2026-11-20 by sleep'],
    ['2026-11-20 15:20', 'nap 2026-11-20 by sleep'],
    ['2026-11-20 11:00', 'night 2026-11-20 by sleep'],
    ['2026-11-20 23:40', 'night 2026-11-21 by turn'],
    ['2026-11-21 01:30', 'night 2026-11-21 by turn'],
  ])('an ordinary night and a siesta 14:00–15:00, asked at %s', (local, expected) => {
    expect(asked(local, [ordinary, siesta])).toBe(expected)
    expect(asked(local, [siesta, ordinary])).toBe(expected)
  })

  test('a nap before the night shift does not end the day that was slept', () => {
    const nap = sleep('2026-11-20 19:30', '2026-11-20 20:30', { nap: true })

    expect(asked('2026-11-20 21:00', [shift, nap])).toBe('nap 2026-11-20 by sleep')
    expect(asked('2026-11-21 02:00', [shift, nap])).toBe('night 2026-11-20 by sleep')
  })

  test('a marked nap is a nap though nothing else was slept, and does not join the night beside it', () => {
    const nap = sleep('2026-11-20 20:30', '2026-11-20 21:30', { nap: true })
    const night = sleep('2026-11-20 23:00', '2026-11-21 07:00')

    expect(asked('2026-11-20 21:00', [nap])).toBe('nap 2026-11-20 by sleep')
    expect(asked('2026-11-20 21:40', [nap, night])).toBe('nap 2026-11-20 by sleep')
    expect(asked('2026-11-21 03:00', [nap, night])).toBe('night 2026-11-21 by sleep')
  })

  test.each([
    [
      'waking at three',
      ['2026-11-19 23:00', '2026-11-20 03:00'],
      ['2026-11-20 04:30', '2026-11-20 08:00'],
      '2026-11-20 03:40',
    ],
    [
      'suhoor and Fajr',
      ['2026-02-19 22:30', '2026-02-20 03:45'],
      ['2026-02-20 06:15', '2026-02-20 08:00'],
      '2026-02-20 05:10',
    ],
    [
      'wake-back-to-bed',
      ['2026-11-19 22:00', '2026-11-20 03:30'],
      ['2026-11-20 05:00', '2026-11-20 07:30'],
      '2026-11-20 04:20',
    ],
    [
      'a break over midnight',
      ['2026-11-19 20:30', '2026-11-19 23:30'],
      ['2026-11-20 01:45', '2026-11-20 06:00'],
      '2026-11-19 23:45',
    ],
    [
      'the night clocks go forward',
      ['2026-03-28 22:00', '2026-03-29 01:00'],
      ['2026-03-29 04:30', '2026-03-29 08:00'],
      '2026-03-29 01:30',
    ],
  ])('%s: one night', (_, first, second, between) => {
    const sleeps = [sleep(first[0]!, first[1]!), sleep(second[0]!, second[1]!)]
    const endsOn = second[1]!.slice(0, 10)

    for (const local of [first[0]!, first[1]!, between, second[0]!, second[1]!])
      expect(asked(local, sleeps)).toBe(`night ${endsOn} by sleep`)
  })

  test('three hours awake part two sleeps; the longer is the night, whatever its hour', () => {
    const sleeps = [
      sleep('2026-11-19 23:00', '2026-11-20 02:00'),
      sleep('2026-11-20 05:00', '2026-11-20 10:00'),
    ]

    expect(asked('2026-11-20 01:00', sleeps)).toBe('nap 2026-11-20 by sleep')
    expect(asked('2026-11-20 08:00', sleeps)).toBe('night 2026-11-20 by sleep')
  })

  test('a break counts in lived hours, not by the clock', () => {
    // 00:30 to 04:00 by the clock; two and a half hours, as an hour was skipped.
    const sleeps = [
      sleep('2026-03-28 22:00', '2026-03-29 00:30'),
      sleep('2026-03-29 04:00', '2026-03-29 08:00'),
    ]

    expect(asked('2026-03-28 23:00', sleeps)).toBe('night 2026-03-29 by sleep')
  })

  test('a day of dozing does not glue two nights', () => {
    const ill = [
      ['2026-11-19 23:00', '2026-11-20 07:00'],
      ['2026-11-20 09:00', '2026-11-20 10:00'],
      ['2026-11-20 12:00', '2026-11-20 14:00'],
      ['2026-11-20 16:00', '2026-11-20 17:00'],
      ['2026-11-20 19:00', '2026-11-20 20:00'],
      ['2026-11-20 22:00', '2026-11-21 06:00'],
    ].map(([from, to]) => sleep(from!, to!))

    expect(asked('2026-11-20 06:00', ill)).toBe('night 2026-11-20 by sleep')
    expect(asked('2026-11-21 05:00', ill)).toBe('night 2026-11-21 by sleep')
  })

  test('two logs of one sleep count once', () => {
    const typed = sleep('2026-11-20 13:00', '2026-11-20 16:00')
    const imported = sleep('2026-11-20 13:05', '2026-11-20 15:55')
    const night = sleep('2026-11-20 00:00', '2026-11-20 05:00')

    expect(asked('2026-11-20 14:00', [typed, imported, night])).toBe('nap 2026-11-20 by sleep')
  })

  test('a night belongs to the zone one woke in', () => {
    const flight = {
      asleepAt: '2026-11-20T02:00:00Z',
      wokeAt: '2026-11-20T09:00:00Z',
      zone: 'America/New_York',
      nap: false,
    }

    expect(nightOf('2026-11-20T09:30:00Z', BERLIN, { sleeps: [flight] })).toEqual({
      endsOn: '2026-11-20',
      zone: 'America/New_York',
      kind: 'night',
      by: 'sleep',
    })
  })

  test('of two sleeps of one date a few zones apart, the shorter is a nap', () => {
    const berlin = sleep('2026-11-19 23:00', '2026-11-20 06:00')
    const plane = sleep('2026-11-20 09:00', '2026-11-20 11:00', { zone: 'America/New_York' })

    expect(nightOf('2026-11-20T15:00:00Z', 'America/New_York', { sleeps: [berlin, plane] })).toEqual({
      endsOn: '2026-11-20',
      zone: 'America/New_York',
      kind: 'nap',
      by: 'sleep',
    })
  })

  test('flying east over the date line, both sleeps of one date are nights', () => {
    const auckland = sleep('2026-11-19 23:00', '2026-11-20 06:00', { zone: 'Pacific/Auckland' })
    const angeles = sleep('2026-11-19 22:00', '2026-11-20 07:00', { zone: 'America/Los_Angeles' })

    expect(
      nightOf('2026-11-19T16:00:00Z', 'Pacific/Auckland', { sleeps: [auckland, angeles] }),
    ).toMatchObject({
      endsOn: '2026-11-20',
      zone: 'Pacific/Auckland',
      kind: 'night',
    })
    expect(
      nightOf('2026-11-20T14:00:00Z', 'America/Los_Angeles', { sleeps: [auckland, angeles] }),
    ).toMatchObject({
      endsOn: '2026-11-20',
      zone: 'America/Los_Angeles',
      kind: 'night',
    })
  })

  test('an ordinary log changes nothing the turn of night would not have said', () => {
    const bed = fc.integer({ min: 0, max: 4 * 60 })
    const slept = fc.integer({ min: 5 * 60, max: 8 * 60 })
    const passed = fc.integer({ min: 0, max: 24 * 60 })
    fc.assert(
      fc.property(bed, slept, passed, (bedMinutes, minutes, passedMinutes) => {
        const evening = Date.parse('2026-11-19T20:00:00Z')
        const asleep = evening + bedMinutes * 60_000
        const woke = Math.min(asleep + minutes * 60_000, Date.parse('2026-11-20T08:00:00Z'))
        const log = {
          asleepAt: new Date(asleep).toISOString(),
          wokeAt: new Date(woke).toISOString(),
          zone: 'UTC',
          nap: false,
        }
        const at = new Date(evening + passedMinutes * 60_000).toISOString()

        expect(nightOf(at, 'UTC', { sleeps: [log] }).endsOn).toBe(nightOf(at, 'UTC').endsOn)
      }),
    )
  })
})
