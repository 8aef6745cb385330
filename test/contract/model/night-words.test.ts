import { expect, test } from 'vitest'
import { describeNight } from '../../../src/contract/model/night-words.ts'

test.each([
  [{ endsOn: '2026-11-20' }, 'night Thu→Fri 20 Nov 2026'],
  [{ endsOn: '2026-11-20', kind: 'nap' as const }, 'nap Fri 20 Nov 2026'],
  [{ endsOn: '2027-01-01', kind: 'night' as const }, 'night Thu→Fri 1 Jan 2027'],
  [{ endsOn: '2024-02-29' }, 'night Wed→Thu 29 Feb 2024'],
  [{ endsOn: '2014-03' }, 'March 2014'],
  [{ endsOn: '2014' }, '2014'],
  [{ endsOn: null }, 'night unknown'],
])('%o reads %s', (night, text) => {
  expect(describeNight(night)).toBe(text)
})
