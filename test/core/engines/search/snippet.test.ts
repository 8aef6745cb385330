import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findTerms, toMarks } from '../../../../src/core/engines/search/marks.ts'
import { parseQuery } from '../../../../src/core/engines/search/query.ts'
import { cutSnippet, type Snippet } from '../../../../src/core/engines/search/snippet.ts'
import { anyText } from './any-text.ts'

/** With [ ] round what is marked and … where it is cut. */
function shown({ text, marks, cutBefore, cutAfter }: Snippet): string {
  let at = 0
  let line = cutBefore ? '…' : ''
  for (const [start, end] of marks) {
    line += `${text.slice(at, start)}[${text.slice(start, end)}]`
    at = end
  }
  return line + text.slice(at) + (cutAfter ? '…' : '')
}

function search(typed: string, text: string, length = 200): string {
  return shown(cutSnippet(text, parseQuery(typed).wanted.flat(), { length }))
}

describe('marks', () => {
  test.each([
    ['house ', 'The house of houses', 'The [house] of houses'],
    ['hous', 'The house of HOUSES', 'The [house] of [HOUSES]'],
    ['"old house"', 'An old, old  house. A house.', 'An old, [old house]. A house.'],
    ["don't", 'I don’t know', 'I [don’t] know'],
    ['cafe', 'the cafe\u0301 by the sea', 'the [cafe\u0301] by the sea'],
    ['strasse', 'eine Straße', 'eine [Straße]'],
    ['title:house sea', 'house by the sea', 'house by the [sea]'],
    ['a -house', 'a house', '[a] house'],
    ['المدرسه ', 'في الْمَدْرَسَةِ القديمة', 'في [الْمَدْرَسَةِ] القديمة'],
    ['رييس', 'رأيتُ رئيسَ الجامعة', 'رأيتُ [رئيسَ] الجامعة'],
    ['東京都', '昔の東京都で', '昔の[東京都]で'],
    ['京', '東京と京都', '東[京]と[京]都'],
    ['京 ', '東京', '東[京]'],
    ['ﾀﾜｰ', '東京ﾀﾜｰの上', '東京[ﾀﾜｰ]の上'],
    ['고래', '바다에서 고래를 보았다', '바다에서 [고래]를 보았다'],
    ['ฝ', 'ฉันฝัน', 'ฉัน[ฝั]น'],
    ['nothing', 'a **bold** sea', 'a **bold** sea'],
    ['line', ' one\n\nnew\tline\u00a0 here ', 'one new [line] here'],
  ])('%j in %j', (typed, text, expected) => {
    expect(search(typed, text)).toBe(expected)
  })

  test('stand where they would stand if the text were not plain ASCII', () => {
    const plain = fc.array(fc.constantFrom('a', 'B', 'ab', 'a b', ' ', "'", '-', '.', '\n', '1', 'ba'), {
      maxLength: 30,
    })
    fc.assert(
      fc.property(plain, plain, fc.constantFrom('', '"', '*'), (text, typed, mark) => {
        const terms = parseQuery(`${mark}${typed.join('')}${mark}`).wanted.flat()

        expect(findTerms(text.join(''), terms)).toEqual(findTerms(`${text.join('')} ß`, terms))
      }),
      { numRuns: 1000 },
    )
  })

  test('a title shows what was asked of titles too', () => {
    expect(toMarks(findTerms('The Sea House', parseQuery('title:house sea ').wanted.flat()))).toEqual([
      [4, 7],
      [8, 13],
    ])
  })
})

const long =
  'We walked for a long time through a town I did not know. There was a lamp in every window. ' +
  'Later the river came up over the road and my sister laughed. The lamp went out by the river, ' +
  'and then somebody called my name from the other side.'

describe('the cut', () => {
  test.each([
    ['nothing', 30, 'We walked for a long time…'],
    ['sister', 50, '…road and my [sister] laughed. The lamp went out by…'],
    ['lamp river', 50, '…The [lamp] went out by the [river], and then somebody…'],
    ['name', 40, '…called my [name] from the other side.'],
    ['side', 40, '…called my name from the other [side].'],
    ['walked', 500, `We [walked]${long.slice(9)}`],
  ])('for %j in %i', (typed, length, expected) => {
    expect(search(typed, long, length)).toBe(expected)
  })

  test('keeps characters whole where there are no spaces', () => {
    const family = '👩‍👩‍👧'
    const text = `${family.repeat(30)}夢を見た${'e\u0301'.repeat(80)}`

    for (let length = 20; length < 60; length++) {
      const { text: cut } = cutSnippet(text, parseQuery('夢').wanted.flat(), { length })
      expect(cut.replaceAll(family, '').replaceAll('e\u0301', '')).toBe('夢を見た')
      expect(cut.length).toBeLessThanOrEqual(length)
    }
  })

  test('holds its length, its marks and its characters for any text and query', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.integer({ min: 5, max: 40 }), (text, typed, length) => {
        const terms = [...parseQuery(typed).wanted.flat(), ...parseQuery(text.slice(3, 6)).wanted.flat()]
        const snippet = cutSnippet(text, terms, { length })

        expect(snippet.text.length).toBeLessThanOrEqual(length)
        let before = 0
        for (const [start, end] of snippet.marks) {
          expect(start).toBeGreaterThanOrEqual(before)
          expect(end).toBeGreaterThan(start)
          before = end
        }
        expect(before).toBeLessThanOrEqual(snippet.text.length)
        expect(countLone(snippet.text)).toBeLessThanOrEqual(countLone(text))
      }),
      { numRuns: 1000 },
    )
  })
})

test.each([
  ['words', 'the water rose over the house and '.repeat(31_000)],
  ['one word', 'a'.repeat(1_000_000)],
  ['Japanese', '夢の中で海を見ていた。'.repeat(100_000)],
  ['marks', `x${'\u0e31'.repeat(1_000_000)}`],
])('a megabyte of %s is cut in linear time', (_, text) => {
  const terms = parseQuery('the house wat 海を a').wanted.flat()
  const begun = performance.now()
  cutSnippet(text, terms, { length: 200 })

  // 10 to 80 ms where it was written; quadratic work would take minutes.
  expect(performance.now() - begun).toBeLessThan(2000)
})

function countLone(text: string): number {
  return text.match(/\p{Cs}/gu)?.length ?? 0
}
