import type { Language, Meaning } from './found.ts'

const NUMBERS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ')
const WEEKDAYS = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ')
const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
)
const UNITS = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const

export const english: Language = {
  name: 'en',
  phrases: {
    now: { now: true },
    'right now': { now: true },
    'just now': { now: true },
    today: { daysAgo: 0 },
    yesterday: { daysAgo: 1 },
    'day before yesterday': { daysAgo: 2 },
    tonight: { tonight: true },
    'this night': { tonight: true },
    'this evening': { tonight: true },
    'last night': { nightsAgo: 1 },
    'night before last': { nightsAgo: 2 },
    'this morning': { daysAgo: 0, part: 'morning' },
    'this afternoon': { daysAgo: 0, part: 'afternoon' },
    ago: { ago: true },
    last: { last: true },
    past: { last: true },
    tomorrow: { future: true },
    next: { future: true },

    morning: { part: 'morning' },
    afternoon: { part: 'afternoon' },
    evening: { part: 'evening' },
    night: { part: 'night' },
    nights: { unit: 'night' },
    nap: { nap: true },
    'a nap': { nap: true },

    at: { hourNext: true },
    around: { hourNext: true },
    about: { hourNext: true },
    am: { half: 'am' },
    'a.m': { half: 'am' },
    pm: { half: 'pm' },
    'p.m': { half: 'pm' },
    "o'clock": { half: 'either' },
    oclock: { half: 'either' },
    noon: { time: { hour: 12, minute: 0, loose: false } },
    midnight: { time: { hour: 0, minute: 0, loose: false } },
    st: { ordinal: true },
    nd: { ordinal: true },
    rd: { ordinal: true },
    th: { ordinal: true },

    unknown: { unknown: true },
    "don't know": { unknown: true },
    "i don't know": { unknown: true },

    a: { count: 1 },
    an: { count: 1 },
    ...fromList(NUMBERS, (index) => ({ count: index + 1 })),
    ...fromList(WEEKDAYS, (weekday) => ({ weekday }), [3]),
    ...fromList(MONTHS, (index) => ({ month: index + 1 }), [3]),
    tues: { weekday: 2 },
    thur: { weekday: 4 },
    thurs: { weekday: 4 },
    sept: { month: 9 },
    ...Object.fromEntries(UNITS.flatMap((unit) => [unit, `${unit}s`].map((word) => [word, { unit }]))),

    // These say nothing; "a" before a day would count it.
    ...fromList('the on of in this just early late earlier from during'.split(' '), () => ({})),
  },
}

/** Each word, and its first letters at the lengths given. */
function fromList(words: readonly string[], mean: (index: number) => Meaning, cuts: readonly number[] = []) {
  const entries = words.flatMap((word, index) =>
    [word, ...cuts.map((cut) => word.slice(0, cut))].map((form) => [form, mean(index)] as const),
  )
  return Object.fromEntries(entries)
}
