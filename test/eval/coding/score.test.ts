import { expect, test } from 'vitest'
import { bootstrap, compareCharacters, compareSets, f1, sum } from '../../../eval/coding/score.ts'

test('labels are compared dream by dream', () => {
  const counts = sum([
    compareSets(new Set(['AP', 'HA']), new Set(['AP'])),
    compareSets(new Set(), new Set(['SD'])),
  ])

  expect([counts, f1(counts)]).toEqual([{ hit: 1, extra: 1, missed: 1 }, 0.5])
})

test('a character is paired with the one it has most in common with, and only once', () => {
  expect(compareCharacters(['1MKA', '1MKA', '1ANI'], ['1MKA', '1FKA'])).toEqual({
    number: { hit: 2, extra: 1, missed: 0 },
    gender: { hit: 1, extra: 1, missed: 1 },
    identity: { hit: 2, extra: 1, missed: 0 },
    age: { hit: 2, extra: 0, missed: 0 },
  })
})

test('the interval holds the figure, and is the same each time', () => {
  const dreams = Array.from({ length: 50 }, (_, index) => ({
    hit: index % 2,
    extra: Number(index % 5 === 0),
    missed: Number(index % 7 === 0),
  }))
  const figure = (drawn: typeof dreams) => f1(sum(drawn))

  const { low, high } = bootstrap(dreams, (drawn) => figure([...drawn]))

  expect(low).toBeLessThan(figure(dreams))
  expect(high).toBeGreaterThan(figure(dreams))
  expect(bootstrap(dreams, (drawn) => figure([...drawn]))).toEqual({ low, high })
})
