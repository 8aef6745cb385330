import { describe, expect, test } from 'vitest'
import {
  adjusted,
  differenceOfRates,
  differenceOfShares,
  kappa,
  rate,
  wilson,
} from '../../../../src/core/engines/coding/statistics.ts'

test('a share has Wilson’s interval', () => {
  expect(wilson(5, 10).low).toBeCloseTo(0.2366, 3)
  expect(wilson(5, 10).high).toBeCloseTo(0.7634, 3)
  expect(wilson(0, 20)).toEqual({ value: 0, low: 0, high: expect.closeTo(0.1611, 3) })
  expect(wilson(20, 20)).toEqual({ value: 1, low: expect.closeTo(0.8389, 3), high: 1 })
})

test('a rate has an interval also where nothing happened', () => {
  // Exact Poisson limits: 10 events 4.80 to 18.39, none 0 to 3.69.
  expect(rate(10, 1).low).toBeCloseTo(4.8, 1)
  expect(rate(10, 1).high).toBeCloseTo(18.39, 1)
  expect(rate(0, 1).low).toBe(0)
  expect(rate(0, 1).high).toBeCloseTo(3.69, 0)
})

describe('the difference of two shares', () => {
  test('is Cohen’s h', () => {
    // Cohen 1988, table 6.2.2: phi(.50) 1.571, phi(.30) 1.159.
    const found = differenceOfShares(0.5, 0.3, 100, 100)

    expect(found.value).toBeCloseTo(1.571 - 1.159, 2)
    expect(found.high - found.value).toBeCloseTo(1.96 * Math.sqrt(2 / 100), 6)
    expect(found.p).toBeCloseTo(0.0036, 3)
  })

  test('is nothing between equals', () => {
    expect(differenceOfShares(0.4, 0.4, 50, 60)).toMatchObject({ value: 0, p: expect.closeTo(1, 6) })
    expect(differenceOfRates(1.2, 1.2, 50, 60)).toMatchObject({ value: 0, p: expect.closeTo(1, 6) })
  })
})

test('p values are adjusted as Benjamini and Hochberg did', () => {
  const found = adjusted([0.01, 0.04, 0.03, 0.005, 0.9])

  expect(found.map((p) => Number(p.toFixed(4)))).toEqual([0.025, 0.05, 0.05, 0.025, 0.9])
  expect(adjusted([])).toEqual([])
})

describe('agreement beyond chance', () => {
  test('is Cohen’s kappa', () => {
    // 20 and 15 of 50 agreed, as in many a textbook: 0.40.
    expect(kappa({ both: 20, onlyFirst: 5, onlySecond: 10, neither: 15 })?.value).toBeCloseTo(0.4, 6)
  })

  test('is no point where all agree', () => {
    const found = kappa({ both: 6, onlyFirst: 0, onlySecond: 0, neither: 6 })

    expect(found).toEqual({ value: 1, low: expect.closeTo(0.515, 2), high: 1 })
  })

  test('is not said where both always say the same one thing', () => {
    expect(kappa({ both: 12, onlyFirst: 0, onlySecond: 0, neither: 0 })).toBeNull()
    expect(kappa({ both: 0, onlyFirst: 0, onlySecond: 0, neither: 0 })).toBeNull()
  })
})
