import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createGrounds } from '../../../../src/core/engines/reading/ground.ts'
import { ARABIC_DREAM, DREAM } from '../../../support/readings.ts'

const OTHERS = [
  'A library without a roof, and snow lay on every open book while somebody turned the pages.',
  'We drove a bus full of clocks over the hills, and my uncle kept asking for the time in Spanish.',
  'The garden grew indoors. I cut the grass in the bedroom and found a small brass key under it.',
  'I had to sing in front of the whole school but my voice came out as birds.',
]

describe('a quote', () => {
  test.each([
    ['letter by letter', 'I was on it', 'I was on it', false],
    ['in other letters', 'MY GRANDMOTHER stood at the stove', 'My grandmother stood at the stove', true],
    [
      'with other signs between',
      'The floor was water and I was calm',
      'The floor was water, and I was calm',
      true,
    ],
    ['with a slip in it', 'the door at the end would not opan', 'the door at the end would not open', true],
    ['in quotation marks', '“A ferry crossed the kitchen…”', 'A ferry crossed the kitchen', true],
  ])('%s is found as the dream has it', (_, quote, own, repaired) => {
    const found = createGrounds(DREAM).find(quote)

    expect(found).toMatchObject({ quote: own, repaired })
    expect(DREAM.slice(found!.from, found!.to)).toBe(own)
  })

  test.each([
    'A ship crossed the ocean',
    'erry crossed the kit',
    'ferry stove calm',
    'it',
    '',
    '…',
    'I was never calm there',
  ])('that is not there is not found: %s', (quote) => {
    expect(createGrounds(DREAM).find(quote)).toBeUndefined()
  })

  test('in Arabic is found without its marks, and gets back what is written onto it', () => {
    const found = createGrounds(ARABIC_DREAM).find('شعرتُ بالهدوء')

    expect(found?.quote).toBe('وشعرت بالهدوء')
  })

  test('is found where nothing separates words', () => {
    const text = '大きな船が台所をゆっくり横切っていった。'

    expect(createGrounds(text).find('台所をゆっくり')).toMatchObject({ quote: '台所をゆっくり', from: 5 })
  })
})

test('whatever is found, its place in the dream is the quote', () => {
  const words = DREAM.split(' ')
  fc.assert(
    fc.property(
      fc.nat(words.length - 4),
      fc.integer({ min: 2, max: 9 }),
      fc.boolean(),
      (start, count, loud) => {
        const taken = words.slice(start, start + count).join(loud ? '  ' : ' ')
        const found = createGrounds(DREAM).find(loud ? taken.toUpperCase() : taken)
        expect(found && DREAM.slice(found.from, found.to)).toBe(found?.quote)
        expect(found).toBeDefined()
      },
    ),
  )
})

test('anything may be asked for in anything', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'binary', maxLength: 60 }),
      (text, quote) => {
        const found = createGrounds(text).find(quote)
        if (found) expect(text.slice(found.from, found.to)).toBe(found.quote)
      },
    ),
  )
})

test('quotes of one dream are not found in another', () => {
  const dreams = [DREAM, ...OTHERS]
  fc.assert(
    fc.property(
      fc.nat(dreams.length - 1),
      fc.integer({ min: 1, max: dreams.length - 1 }),
      fc.nat(30),
      fc.integer({ min: 3, max: 8 }),
      (which, away, start, count) => {
        const words = dreams[which]!.split(' ')
        const from = start % (words.length - count)
        const other = dreams[(which + away) % dreams.length]!
        expect(createGrounds(other).find(words.slice(from, from + count).join(' '))).toBeUndefined()
      },
    ),
  )
})

test('a page of a dream is searched for many quotes in no time', () => {
  const grounds = createGrounds(Array.from({ length: 60 }, () => DREAM).join(' '))
  const began = performance.now()

  for (let n = 0; n < 20; n++) grounds.find(`the lighthouse number ${n} was painted with letters of salt`)

  expect(performance.now() - began).toBeLessThan(1500)
})
