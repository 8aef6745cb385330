import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holds, isCostly } from '../../../../src/core/engines/search/holds.ts'
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
])('%j', (typed, expected) => {
  const dream = { title: 'The flooded hall', body: 'The stairs led down to water.' }

  expect(holds(parseQuery(typed), dream)).toBe(expected)
})

test('says what the index says', () => {
  const index = openIndex()

  fc.assert(
    fc.property(anyText, anyText, anyText, fc.nat(10), (title, body, typed, from) => {
      index.clear()
      index.add(1, title, body)
      const query = parseQuery(`${typed} ${body.slice(from, from + 5)}`)
      if (query.match === null) return
      const asked = query.exclude === null ? query.match : `(${query.match}) NOT (${query.exclude})`

      expect(holds(query, { title, body })).toBe(index.find(asked).length === 1)
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['th', true],
  ['old th*', true],
  ['-th*', true],
  ['の', true],
  ['the', false],
  ['th ', false],
  ['東京', false],
  ['', false],
])('a short prefix is costly: %j', (typed, expected) => {
  expect(isCostly(parseQuery(typed))).toBe(expected)
})
