import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holds, isCostly, leadOf } from '../../../../src/core/engines/search/holds.ts'
import { parseQuery } from '../../../../src/core/engines/search/query.ts'
import { anyText } from './any-text.ts'
import { openIndex } from './open-index.ts'

test.each([
  ['water -house', true],
  ['water -stairs', false],
  ['"led down" OR nothing', true],
  ['title:water ', false],
  ['title:flooded wat', true],
  ['wate ', false],
  ['tag:sea', true],
  ['rain ', true],
  ['title:rain ', false],
  ['water -rain', false],
])('%j', (typed, expected) => {
  const dream = {
    title: 'The flooded hall',
    text: 'The stairs led down to water.',
    reflection: 'A week of rain.',
  }

  expect(holds(parseQuery(typed), dream)).toBe(expected)
})

test('says what the index says', () => {
  const index = openIndex()

  fc.assert(
    fc.property(anyText, anyText, anyText, anyText, fc.nat(10), (title, text, reflection, typed, from) => {
      index.clear()
      index.add(1, { title, text, reflection })
      const query = parseQuery(`${typed} ${text.slice(from, from + 5)}`)
      if (query.match === null) return
      const asked = query.exclude === null ? query.match : `(${query.match}) NOT (${query.exclude})`

      expect(holds(query, { title, text, reflection })).toBe(index.find(asked).length === 1)
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['th', true],
  ['old th*', true],
  ['-th*', true],
  ['の', true],
  ['con', true],
  ['cont', false],
  ['th ', false],
  ['東京', false],
  ['', false],
])('a short prefix is costly: %j', (typed, expected) => {
  expect(isCostly(parseQuery(typed))).toBe(expected)
})

test.each([
  ['old th*', '"old"', null],
  ['cat OR th* dog ', '"dog"', null],
  ['th', null, null],
  ['old -th* -dog', '"old"', '"dog"'],
  ['old house ', '"old" AND "house"', null],
])('the index is asked first for what it says quickly: %j', (typed, match, exclude) => {
  expect(leadOf(parseQuery(typed))).toEqual({ match, exclude })
})
