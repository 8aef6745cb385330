import { expect, test } from 'vitest'
import type { CodeContent, Suggestion } from '../../../../src/contract/model/coding.ts'
import { agree, countKept } from '../../../../src/core/engines/coding/agreement.ts'

const QUOTE = { start: 0, end: 1, text: 'x' }
const AP: CodeContent = { category: 'emotion', code: 'AP', from: 'D', to: null, quote: QUOTE }
const DOG: CodeContent = { category: 'character', code: '1ANI', from: null, to: null, quote: QUOTE }

test('dreams are compared question by question', () => {
  const dreams = [
    ...Array.from({ length: 5 }, () => ({ own: [AP], suggested: [AP] })),
    ...Array.from({ length: 5 }, () => ({ own: [], suggested: [] })),
    { own: [AP], suggested: [] },
    { own: [], suggested: [AP] },
  ]
  const found = agree(dreams)

  expect(found.find(({ label }) => label === 'AP')).toEqual({
    category: 'emotion',
    label: 'AP',
    n: 12,
    both: 5,
    onlyDreamer: 1,
    onlySuggested: 1,
    neither: 5,
    kappa: expect.closeTo(2 / 3, 6),
    low: expect.any(Number),
    high: expect.any(Number),
  })
  expect(found.find(({ label }) => label === 'HA')).toMatchObject({ neither: 12, kappa: null })
})

test('nine dreams are counted and not yet judged', () => {
  const found = agree(
    Array.from({ length: 9 }, (_, index) => ({ own: index < 4 ? [DOG] : [], suggested: [DOG] })),
  )

  expect(found.find(({ label }) => label === 'an animal')).toMatchObject({
    n: 9,
    both: 4,
    onlySuggested: 5,
    kappa: null,
    low: null,
  })
})

test('an animal is neither a man nor a stranger', () => {
  const found = agree([{ own: [DOG], suggested: [DOG] }])

  expect(found.filter(({ both }) => both > 0).map(({ label }) => label)).toEqual(['an animal'])
})

test('what was kept is a share of what was decided', () => {
  const suggestion = (verdict: Suggestion['verdict'], number: number): Suggestion => ({
    ...AP,
    number,
    verdict,
    instead: null,
    decidedAt: null,
  })
  const decided = [
    ...Array.from({ length: 8 }, (_, index) => suggestion('keep', index)),
    suggestion('drop', 8),
    suggestion('change', 9),
    suggestion(null, 10),
  ]

  expect(countKept(decided)).toEqual([
    expect.objectContaining({ category: 'emotion', n: 10, kept: 8, changed: 1, dropped: 1, share: 0.8 }),
  ])
  expect(countKept(decided.slice(2))).toEqual([expect.objectContaining({ n: 8, share: null })])
})
