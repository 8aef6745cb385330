import { describe, expect, test } from 'vitest'
import { instantOf } from '../../../../src/core/engines/nights/zone.ts'
import { understandWhen } from '../../../../src/core/engines/when/understand-when.ts'

const ZONE = 'Europe/Berlin'
const iso = (local: string) => {
  const [day = '', time = ''] = local.split(' ')
  return new Date(instantOf(day, time, ZONE)).toISOString()
}
const ask = (text: string, now: string, more: { sleeps?: Sleeps; turnOfNight?: string } = {}) => {
  const result = understandWhen(text, { now: iso(now), zone: ZONE, ...more })
  return result.ok ? result.said : result.reason
}
type Sleeps = readonly { asleepAt: string; wokeAt: string; zone: string; nap: boolean }[]

describe('on Friday the 20th of November at 11:00', () => {
  test.each([
    ['now', 'night Thu→Fri 20 Nov 2026, 11:00'],
    ['today', 'night Thu→Fri 20 Nov 2026'],
    ['tonight', 'night Thu→Fri 20 Nov 2026'],
    ['this morning', 'night Thu→Fri 20 Nov 2026'],
    ['at 4 this morning', 'night Thu→Fri 20 Nov 2026, 04:00'],
    ['this afternoon', 'nap Fri 20 Nov 2026'],
    ['5 minutes ago', 'night Thu→Fri 20 Nov 2026, 10:55'],
    ['twelve hours ago', 'night Thu→Fri 20 Nov 2026, 23:00'],
    ['nap', 'nap Fri 20 Nov 2026'],

    ['last night', 'night Thu→Fri 20 Nov 2026'],
    ['late last night', 'night Thu→Fri 20 Nov 2026'],
    ['Last Night’s', 'night Thu→Fri 20 Nov 2026'],
    ['a night ago', 'night Thu→Fri 20 Nov 2026'],
    ['last night 4:30', 'night Thu→Fri 20 Nov 2026, 04:30'],
    ['last night, 4:30 am', 'night Thu→Fri 20 Nov 2026, 04:30'],
    ['last night 0430', 'night Thu→Fri 20 Nov 2026, 04:30'],
    ['4:30 last night', 'night Thu→Fri 20 Nov 2026, 04:30'],
    ['last night at 23:30', 'night Thu→Fri 20 Nov 2026, 23:30'],
    ['last night at 11:30', 'night Thu→Fri 20 Nov 2026, 23:30'],
    ['last night 12:30', 'night Thu→Fri 20 Nov 2026, 00:30'],
    ['last night at midnight', 'night Thu→Fri 20 Nov 2026, 00:00'],
    ['last night around 5', 'night Thu→Fri 20 Nov 2026, 05:00'],
    // Before the turn of night, yet last night all the same.
    ['last night 19:30', 'night Thu→Fri 20 Nov 2026, 19:30'],
    ['two nights ago', 'night Wed→Thu 19 Nov 2026'],
    ['2 nights ago', 'night Wed→Thu 19 Nov 2026'],
    ['2 nights ago at 23:30', 'night Wed→Thu 19 Nov 2026, 23:30'],
    ['three nights ago 5am', 'night Tue→Wed 18 Nov 2026, 05:00'],
    ['the night before last', 'night Wed→Thu 19 Nov 2026'],

    ['yesterday', 'night Wed→Thu 19 Nov 2026'],
    ['yesterday morning', 'night Wed→Thu 19 Nov 2026'],
    ['yesterday 4:30', 'night Wed→Thu 19 Nov 2026, 04:30'],
    ['yesterday 23:30', 'night Thu→Fri 20 Nov 2026, 23:30'],
    ['yesterday night', 'night Thu→Fri 20 Nov 2026'],
    ['yesterday evening', 'night Thu→Fri 20 Nov 2026'],
    ['yesterday 9:30 in the evening', 'night Thu→Fri 20 Nov 2026, 21:30'],
    ['yesterday afternoon', 'nap Thu 19 Nov 2026'],
    ['a nap yesterday at 15:00', 'nap Thu 19 Nov 2026, 15:00'],
    ['the day before yesterday', 'night Tue→Wed 18 Nov 2026'],
    ['3 days ago', 'night Mon→Tue 17 Nov 2026'],
    ['a week ago', 'night Thu→Fri 13 Nov 2026'],
    ['two weeks ago', 'night Thu→Fri 6 Nov 2026'],
    ['a month ago', 'October 2026'],
    ['eleven months ago', 'December 2025'],
    ['last year', '2025'],
    ['2 years ago', '2024'],

    ['tuesday', 'night Mon→Tue 17 Nov 2026'],
    ['tuesday morning', 'night Mon→Tue 17 Nov 2026'],
    ['tuesday night', 'night Tue→Wed 18 Nov 2026'],
    ['on tuesday night at 3 in the morning', 'night Tue→Wed 18 Nov 2026, 03:00'],
    ['tuesday night 11pm', 'night Tue→Wed 18 Nov 2026, 23:00'],
    ['tues 4:30', 'night Mon→Tue 17 Nov 2026, 04:30'],
    ['last tuesday', 'night Mon→Tue 17 Nov 2026'],
    ['monday morning', 'night Sun→Mon 16 Nov 2026'],
    ['sunday', 'night Sat→Sun 15 Nov 2026'],
    ['saturday', 'night Fri→Sat 14 Nov 2026'],
    ['thursday night', 'night Thu→Fri 20 Nov 2026'],
    ['friday', 'night Thu→Fri 20 Nov 2026'],
    ['last friday', 'night Thu→Fri 13 Nov 2026'],
    ['friday 23:30', 'night Fri→Sat 14 Nov 2026, 23:30'],
    // Tonight has not begun.
    ['friday night', 'night Fri→Sat 14 Nov 2026'],
    ['fri 13th', 'night Thu→Fri 13 Nov 2026'],

    ['4:30', 'night Thu→Fri 20 Nov 2026, 04:30'],
    ['4:30am', 'night Thu→Fri 20 Nov 2026, 04:30'],
    ['4:30 in the morning', 'night Thu→Fri 20 Nov 2026, 04:30'],
    ['5 a.m.', 'night Thu→Fri 20 Nov 2026, 05:00'],
    ["5 o'clock", 'night Thu→Fri 20 Nov 2026, 05:00'],
    ['11pm', 'night Thu→Fri 20 Nov 2026, 23:00'],
    ['11 at night', 'night Thu→Fri 20 Nov 2026, 23:00'],
    ['12am', 'night Thu→Fri 20 Nov 2026, 00:00'],
    ['11:30', 'night Wed→Thu 19 Nov 2026, 11:30'],

    ['20 nov', 'night Thu→Fri 20 Nov 2026'],
    ['nov 20', 'night Thu→Fri 20 Nov 2026'],
    ['the 20th of November', 'night Thu→Fri 20 Nov 2026'],
    ['the 3rd', 'night Mon→Tue 3 Nov 2026'],
    ['21 nov', 'night Thu→Fri 21 Nov 2025'],
    ['november 20 2025', 'night Wed→Thu 20 Nov 2025'],
    ['20 Nov 2025 3:00', 'night Wed→Thu 20 Nov 2025, 03:00'],
    ['5 am nov 20', 'night Thu→Fri 20 Nov 2026, 05:00'],
    ['nov 19 in the morning', 'night Wed→Thu 19 Nov 2026'],
    ['night of 19 nov', 'night Thu→Fri 20 Nov 2026'],
    ['thu 20 nov', 'night Wed→Thu 20 Nov 2025'],
    ['29 feb', 'night Wed→Thu 29 Feb 2024'],
    ['20.11.2026', 'night Thu→Fri 20 Nov 2026'],
    ['20.11.', 'night Thu→Fri 20 Nov 2026'],
    ['3.4.2026', 'night Thu→Fri 3 Apr 2026'],
    ['20/11/2026', 'night Thu→Fri 20 Nov 2026'],
    ['11/19/2026', 'night Wed→Thu 19 Nov 2026'],
    ['5/5/2026', 'night Mon→Tue 5 May 2026'],

    ['2026-11-20', 'night Thu→Fri 20 Nov 2026'],
    ['2026/11/20', 'night Thu→Fri 20 Nov 2026'],
    ['2026-11-20 04:30', 'night Thu→Fri 20 Nov 2026, 04:30'],
    ['2026-11-20T04:30', 'night Thu→Fri 20 Nov 2026, 04:30'],
    ['2026-11-19 23:30', 'night Thu→Fri 20 Nov 2026, 23:30'],
    ['2026-11-20T04:30:15Z', 'night Thu→Fri 20 Nov 2026, 05:30'],
    ['2026-11-20 04:30 +0100', 'night Thu→Fri 20 Nov 2026, 04:30'],
    ['2026-11-20T04:30:00.000+05:45', 'night Thu→Fri 20 Nov 2026, 23:45'],
    // A time no clock showed, as the clock was put forward.
    ['2026-03-29 02:30', 'night Sat→Sun 29 Mar 2026, 03:30'],
    ['2014-03', 'March 2014'],
    ['march 2014', 'March 2014'],
    ['2014', '2014'],
    ['november', 'November 2026'],
    ['december', 'December 2025'],
    ['unknown', 'night unknown'],
    ["I don't know", 'night unknown'],
    ["don't know", 'night unknown'],
  ])('%s: %s', (text, said) => {
    expect(ask(text, '2026-11-20 11:00')).toBe(said)
  })

  test.each([
    ['2026-11-21', 'Sat 21 Nov 2026 has not come yet'],
    ['2027-01-01', 'Fri 1 Jan 2027 has not come yet'],
    ['1 january 2027', 'Fri 1 Jan 2027 has not come yet'],
    ['2026-12', 'December 2026 has not come yet'],
    ['2027', '2027 has not come yet'],
    ['2026-11-20 11:01', 'Fri 20 Nov 2026, 11:01 has not come yet'],
    ['2026-11-20T12:00Z', 'Fri 20 Nov 2026, 13:00 has not come yet'],
    ['today 23:30', 'Fri 20 Nov 2026, 23:30 has not come yet'],
    ['tomorrow', '“tomorrow” has not come yet'],
    ['next friday', '“next friday” has not come yet'],
    ['30 feb', 'There is no day 30 February'],
    ['30 feb 2024', 'There is no day 2024-02-30'],
    ['2026-02-30', 'There is no day 2026-02-30'],
    ['29.2.2026', 'There is no day 2026-02-29'],
    ['13/13/2026', 'There is no day 13/13/2026'],
    ['thu 20 nov 2026', 'That day is Fri 20 Nov 2026'],
    ['03/04/2026', '03/04/2026 may be Fri 3 Apr 2026 or Wed 4 Mar 2026'],
  ])('%s is refused: %s', (text, reason) => {
    expect(ask(text, '2026-11-20 11:00')).toBe(reason)
  })

  test.each([
    '',
    '4',
    '20',
    '430',
    'five',
    'ago',
    'night',
    'morning',
    'last week',
    'last',
    'at',
    'blue moon',
    'tuesday wednesday',
    'last night yesterday',
    'now 4:30',
    'unknown 4:30',
    '24:00',
    '11:60',
    "25 o'clock",
    '4.30',
    '2.3.26',
    '14-03',
    '0026-11-20',
    '0 nights ago',
    '99999 days ago',
    '2026-13',
    'toString',
    'constructor',
    '__proto__',
    'last night 2330',
    '2026-11-20T',
    '2026-11-20T25:00',
    '2026-11-20T04:30T05:00',
    '→',
    '→→',
    'x'.repeat(10_000),
    // Words enough, but a pasted page is no date.
    `${'the '.repeat(60)}tuesday`,
    'thth',
    '20thth',
  ])('“%s” is no time', (text) => {
    const result = understandWhen(text, { now: iso('2026-11-20 11:00'), zone: ZONE })

    expect(!result.ok && result.reason).toMatch(/^No time that can be understood/)
    expect(!result.ok && result.hint).toContain('2026-11-20 04:30')
    expect(!result.ok && result.reason.length).toBeLessThan(120)
  })

  test('a refusal says what to write instead', () => {
    expect(understandWhen('03/04/2026', { now: iso('2026-11-20 11:00'), zone: ZONE })).toMatchObject({
      hint: 'Write 2026-04-03 or 2026-03-04; "3 apr 2026" and 3.4.2026 are understood too.',
    })
    expect(understandWhen('2027-01-01', { now: iso('2026-11-20 11:00'), zone: ZONE })).toMatchObject({
      hint: 'Give a night that has begun, such as "last night" or 2026-11-20.',
    })
  })
})

describe('at other hours', () => {
  // Last night is the night that ends on today's date; tonight is the one in progress.
  test.each([
    ['2026-11-20 19:00', 'last night', 'night Thu→Fri 20 Nov 2026'],
    ['2026-11-20 19:00', 'tonight', 'night Thu→Fri 20 Nov 2026'],
    ['2026-11-20 19:00', 'friday night', 'night Fri→Sat 14 Nov 2026'],

    ['2026-11-20 21:00', 'last night', 'night Thu→Fri 20 Nov 2026'],
    ['2026-11-20 21:00', 'tonight', 'night Fri→Sat 21 Nov 2026'],
    ['2026-11-20 21:00', 'now', 'night Fri→Sat 21 Nov 2026, 21:00'],
    ['2026-11-20 21:00', 'today', 'night Thu→Fri 20 Nov 2026'],
    ['2026-11-20 21:00', 'this morning', 'night Thu→Fri 20 Nov 2026'],
    ['2026-11-20 21:00', 'friday', 'night Thu→Fri 20 Nov 2026'],
    ['2026-11-20 21:00', 'friday night', 'night Fri→Sat 21 Nov 2026'],
    ['2026-11-20 21:00', 'friday night 20:30', 'night Fri→Sat 21 Nov 2026, 20:30'],
    ['2026-11-20 21:00', 'friday night 23:30', 'night Fri→Sat 14 Nov 2026, 23:30'],
    ['2026-11-20 21:00', 'last friday night', 'night Fri→Sat 14 Nov 2026'],
    ['2026-11-20 21:00', 'saturday', 'night Fri→Sat 14 Nov 2026'],
    ['2026-11-20 21:00', '2026-11-21', 'night Fri→Sat 21 Nov 2026'],
    ['2026-11-20 21:00', '21 nov', 'night Fri→Sat 21 Nov 2026'],
    ['2026-11-20 21:00', '2026-11-22', 'Sun 22 Nov 2026 has not come yet'],
    ['2026-11-20 21:00', 'last night 20:30', 'night Thu→Fri 20 Nov 2026, 20:30'],
    ['2026-11-20 21:00', 'tonight 23:30', 'Fri 20 Nov 2026, 23:30 has not come yet'],

    ['2026-11-20 23:40', 'last night', 'night Thu→Fri 20 Nov 2026'],
    ['2026-11-20 23:40', 'last night at 23:30', 'night Thu→Fri 20 Nov 2026, 23:30'],
    ['2026-11-20 23:40', 'tonight at 23:30', 'night Fri→Sat 21 Nov 2026, 23:30'],
    ['2026-11-20 23:40', '23:30', 'night Fri→Sat 21 Nov 2026, 23:30'],
    ['2026-11-20 23:40', '4:30', 'night Thu→Fri 20 Nov 2026, 04:30'],

    ['2026-11-21 01:30', 'last night', 'night Fri→Sat 21 Nov 2026'],
    ['2026-11-21 01:30', 'last night at 23:30', 'night Fri→Sat 21 Nov 2026, 23:30'],
    // 04:30 of the night in progress lies ahead.
    ['2026-11-21 01:30', 'last night 4:30', 'night Thu→Fri 20 Nov 2026, 04:30'],
    ['2026-11-21 01:30', 'tonight', 'night Fri→Sat 21 Nov 2026'],
    ['2026-11-21 01:30', 'today', 'night Fri→Sat 21 Nov 2026'],
    ['2026-11-21 01:30', 'yesterday', 'night Thu→Fri 20 Nov 2026'],
    ['2026-11-21 01:30', 'yesterday 23:30', 'night Fri→Sat 21 Nov 2026, 23:30'],
    ['2026-11-21 01:30', 'two nights ago', 'night Thu→Fri 20 Nov 2026'],
    ['2026-11-21 01:30', 'friday', 'night Thu→Fri 20 Nov 2026'],
    ['2026-11-21 01:30', 'friday night', 'night Fri→Sat 21 Nov 2026'],
    ['2026-11-21 01:30', 'saturday', 'night Fri→Sat 21 Nov 2026'],
    ['2026-11-21 01:30', 'saturday 4:30', 'night Fri→Sat 14 Nov 2026, 04:30'],
    ['2026-11-21 01:30', '11pm', 'night Fri→Sat 21 Nov 2026, 23:00'],
    ['2026-11-21 01:30', '4:30', 'night Thu→Fri 20 Nov 2026, 04:30'],
    ['2026-11-21 01:30', 'this morning 4:30', 'Sat 21 Nov 2026, 04:30 has not come yet'],

    ['2026-11-21 03:00', 'last night 2:15', 'night Fri→Sat 21 Nov 2026, 02:15'],
    ['2026-11-21 03:00', 'tonight 2:15', 'night Fri→Sat 21 Nov 2026, 02:15'],
    ['2027-01-01 09:00', 'last night', 'night Thu→Fri 1 Jan 2027'],
    ['2027-01-01 09:00', 'last night 23:30', 'night Thu→Fri 1 Jan 2027, 23:30'],
    ['2027-01-01 09:00', 'yesterday', 'night Wed→Thu 31 Dec 2026'],
    ['2027-01-01 09:00', 'december', 'December 2026'],
    ['2027-01-01 09:00', 'a month ago', 'December 2026'],
    // The night an hour was skipped, and the night one came twice.
    ['2026-03-29 09:00', 'last night 23:30', 'night Sat→Sun 29 Mar 2026, 23:30'],
    ['2026-10-25 09:00', 'last night 2:30', 'night Sat→Sun 25 Oct 2026, 02:30'],
  ])('%s, %s: %s', (now, text, said) => {
    expect(ask(text, now)).toBe(said)
  })

  test("the turn of night is the dreamer's", () => {
    expect(ask('tonight', '2026-11-20 18:30', { turnOfNight: '18:00' })).toBe('night Fri→Sat 21 Nov 2026')
    expect(ask('friday night', '2026-11-20 18:30', { turnOfNight: '18:00' })).toBe(
      'night Fri→Sat 21 Nov 2026',
    )
  })
})

describe('with sleeps logged', () => {
  const log = (from: string, to: string, nap = false, zone = ZONE) => ({
    asleepAt: iso(from),
    wokeAt: iso(to),
    zone,
    nap,
  })
  const shift = [log('2026-11-20 09:00', '2026-11-20 16:00')]
  const siesta = [log('2026-11-19 23:00', '2026-11-20 07:00'), log('2026-11-20 14:00', '2026-11-20 15:00')]

  test.each([
    ['2026-11-20 17:00', 'last night 14:30', shift, 'night Thu→Fri 20 Nov 2026, 14:30'],
    ['2026-11-20 21:00', 'now', shift, 'night Thu→Fri 20 Nov 2026, 21:00'],
    ['2026-11-20 21:00', 'last night', shift, 'night Thu→Fri 20 Nov 2026'],
    ['2026-11-21 02:00', 'last night', shift, 'night Thu→Fri 20 Nov 2026'],
    ['2026-11-21 02:00', 'two nights ago', shift, 'night Wed→Thu 19 Nov 2026'],
    ['2026-11-20 17:00', 'now', siesta, 'nap Fri 20 Nov 2026, 17:00'],
    ['2026-11-20 17:00', 'today 14:30', siesta, 'nap Fri 20 Nov 2026, 14:30'],
    ['2026-11-20 17:00', 'last night', siesta, 'night Thu→Fri 20 Nov 2026'],
    ['2026-11-20 17:00', 'today 4:30', siesta, 'night Thu→Fri 20 Nov 2026, 04:30'],
  ])('%s, %s', (now, text, sleeps, said) => {
    expect(ask(text, now, { sleeps })).toBe(said)
  })

  test('a time of last night is of the hours that were slept, also by day', () => {
    const at = (text: string, sleeps: Sleeps) => {
      const result = understandWhen(text, { now: iso('2026-11-20 17:00'), zone: ZONE, sleeps })
      return result.ok && result.at
    }

    expect(at('last night 14:30', shift)).toBe(iso('2026-11-20 14:30'))
    expect(at('last night 14:30', [])).toBe(iso('2026-11-19 14:30'))
    expect(at('last night 23:30', shift)).toBe(iso('2026-11-19 23:30'))
    expect(at('night Thu→Fri 20 Nov 2026, 21:00', shift)).toBe(iso('2026-11-19 21:00'))
  })

  test('a night keeps the zone it was slept in', () => {
    const sleeps = [log('2026-11-20 05:00', '2026-11-20 12:00', false, 'America/New_York')]

    expect(understandWhen('yesterday', { now: iso('2026-11-21 11:00'), zone: ZONE, sleeps })).toEqual({
      ok: true,
      night: '2026-11-20',
      kind: 'night',
      zone: 'America/New_York',
      at: null,
      said: 'night Thu→Fri 20 Nov 2026',
    })
  })
})

test('the answer is data beside the words', () => {
  const context = { now: iso('2026-11-20 11:00'), zone: ZONE }

  expect(understandWhen('last night at 23:30', context)).toEqual({
    ok: true,
    night: '2026-11-20',
    kind: 'night',
    zone: ZONE,
    at: '2026-11-19T22:30:00.000Z',
    said: 'night Thu→Fri 20 Nov 2026, 23:30',
  })
  expect(understandWhen('2014-03', context)).toEqual({
    ok: true,
    night: '2014-03',
    zone: ZONE,
    at: null,
    said: 'March 2014',
  })
  expect(understandWhen('unknown', context)).toEqual({
    ok: true,
    night: null,
    zone: ZONE,
    at: null,
    said: 'night unknown',
  })
})

test('another language is a table of its phrases, in its own word order', () => {
  const german = {
    name: 'de',
    phrases: {
      'gestern nacht': { nightsAgo: 1 },
      um: { hourNext: true },
      uhr: { half: 'either' },
      vor: { ago: true },
      zwei: { count: 2 },
      nächten: { unit: 'night' },
    },
  } as const
  const say = (text: string) => {
    const result = understandWhen(text, { now: iso('2026-11-20 11:00'), zone: ZONE }, [german])
    return result.ok ? result.said : result.reason
  }

  expect(say('vor zwei Nächten')).toBe('night Wed→Thu 19 Nov 2026')
  expect(say('gestern Nacht um 4 Uhr')).toBe('night Thu→Fri 20 Nov 2026, 04:00')
  expect(say('last night')).toBe('No time that can be understood: “last night”')
})
