import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findTerms } from '../../../../src/core/engines/search/marks.ts'
import { parseQuery } from '../../../../src/core/engines/search/query.ts'
import { anyText } from './any-text.ts'
import { openIndex } from './open-index.ts'

describe('words', () => {
  test.each([
    ['', null],
    ['water', '"water" *'],
    ['water ', '"water"'],
    ['old water', '"old" AND "water" *'],
    ['wat* old ', '"wat" * AND "old"'],
    ['water water ', '"water"'],
    ['vitamin c', '"vitamin" AND "c"'],
    ['c* don’t', '"c" AND "don t"'],
    ['"old house"', '"old house"'],
    ['"old hou"*', '"old hou" *'],
    ['“old house” „das Meer“ « la mer »', '"old house" AND "das meer" AND "la mer"'],
    ['"old house', '"old house"'],
    ['Café ', '"cafe"'],
    ['don’t ', '"don t"'],
    ['half-moon ', '"half moon"'],
    ['cat OR dog fish ', '("cat" OR "dog") AND "fish"'],
    ['cat OR dog OR fi', '("cat" OR "dog" OR "fi" *)'],
    ['cat or dog ', '"cat" AND "or" AND "dog"'],
    ['(cat OR dog) fish ', '("cat" OR "dog") AND "fish"'],
    ['(wat)', '"wat"'],
    ['title:sea', 'title : "sea" *'],
    ['title:"the sea" TITLE:x ', 'title : "the sea" AND title : "x"'],
    ['AND NOT NEAR ', '"and" AND "not" AND "near"'],
    ['أَحْلَام ', '"احلام"'],
    ['夢', '"夢" *'],
    ['東京', '"東京"'],
    ['東京都', '"東京 京都"'],
    ['"東京 夢"', '"東京 京 夢" *'],
    ['iPhone東京 ', '"iphone 東京"'],
    ['꿈에서', '"꿈에 에서"'],
  ])('%j', (typed, match) => {
    expect(parseQuery(typed)).toMatchObject({ match, exclude: null, filters: [] })
  })
})

describe('without', () => {
  test.each([
    ['water -house', '"water"', '"house"'],
    ['-house', null, '"house"'],
    ['water -"old house" -hou*', '"water"', '"old house" OR "hou" *'],
    ['water -title:house', '"water"', 'title : "house"'],
    ['cat OR -dog', '"cat"', '"dog"'],
  ])('%j', (typed, match, exclude) => {
    expect(parseQuery(typed)).toMatchObject({ match, exclude })
  })
})

describe('filters', () => {
  test.each([
    ['tag:sea', [[{ field: 'tag', not: false, name: 'sea' }]]],
    ['-tag:"two words"', [[{ field: 'tag', not: true, name: 'two words' }]]],
    ['tag:بحر', [[{ field: 'tag', not: false, name: 'بحر' }]]],
    [
      'tag:sea OR tag:lake',
      [
        [
          { field: 'tag', not: false, name: 'sea' },
          { field: 'tag', not: false, name: 'lake' },
        ],
      ],
    ],
    ['lucid:3', [[{ field: 'lucid', not: false, min: 3, max: 3 }]]],
    ['lucid:3..', [[{ field: 'lucid', not: false, min: 3, max: null }]]],
    ['vivid:2..4', [[{ field: 'vivid', not: false, min: 2, max: 4 }]]],
    ['vivid:4..2', [[{ field: 'vivid', not: false, min: 2, max: 4 }]]],
    ['mood:..-1', [[{ field: 'mood', not: false, min: null, max: -1 }]]],
    [
      'since:2026-01-01 until:"last week"',
      [
        [{ field: 'since', not: false, date: '2026-01-01' }],
        [{ field: 'until', not: false, date: 'last week' }],
      ],
    ],
    ['night:2026-11', [[{ field: 'night', not: false, date: '2026-11' }]]],
    [
      'is:nightmare -is:Nap',
      [[{ field: 'is', not: false, flag: 'nightmare' }], [{ field: 'is', not: true, flag: 'nap' }]],
    ],
  ])('%j', (typed, filters) => {
    expect(parseQuery(typed)).toEqual({
      match: null,
      exclude: null,
      filters,
      wanted: [],
      unwanted: [],
      ignored: [],
    })
  })

  test('stand beside words', () => {
    expect(parseQuery('water tag:sea -house lucid:1..')).toMatchObject({
      match: '"water"',
      exclude: '"house"',
      filters: [[{ field: 'tag' }], [{ field: 'lucid' }]],
    })
  })
})

describe('what is not understood is read as words', () => {
  test.each([
    ['foo:bar ', '"foo" AND "bar"', []],
    ['lucid:abc lucid:.. ', '"lucid" AND "abc"', []],
    ['lucid:3.5 ', '"lucid" AND "3 5"', []],
    ['is:happy night:soon ', '"is" AND "happy" AND "night" AND "soon"', []],
    ['tag: sea ', '"tag" AND "sea"', []],
    ['4:30 ', '"4 30"', []],
    ['--water ', '"water"', []],
    ['OR ', '"or"', []],
    ['OR water OR ', '"water"', []],
    ['OR OR water OR OR house ', '"water" AND "house"', []],
    ['- * " ', null, ['-', '*', '" ']],
    ['🐋', null, ['🐋']],
    [`'; DROP TABLE dream; -- `, '"drop" AND "table" AND "dream"', ["';", '--']],
    ['NEAR(a b, 3) ^a {x} +b \\ ', '"near" AND "a" AND "b" AND "3" AND "x"', ['\\']],
  ])('%j', (typed, match, ignored) => {
    expect(parseQuery(typed)).toMatchObject({ match, exclude: null, filters: [], ignored })
  })
})

test('no typed text makes FTS5 fail', () => {
  const index = openIndex()
  index.add(1, { title: 'Title', text: 'body' })

  fc.assert(
    fc.property(anyText, (typed) => {
      const { match, exclude } = parseQuery(typed)
      if (match !== null) index.find(match)
      if (exclude !== null) index.find(exclude)
      if (match !== null && exclude !== null) index.find(`(${match}) NOT (${exclude})`)
    }),
    { numRuns: 2000 },
  )
})

test('a dream is found by any stretch of its words, and the words are marked', () => {
  const index = openIndex()

  fc.assert(
    fc.property(anyText, fc.nat(6), fc.nat(6), (text, from, count) => {
      const words = text.replaceAll(/["“”„‟«»]/g, ' ').split(/\s+/)
      const { match, wanted } = parseQuery(`"${words.slice(from, from + count + 1).join(' ')}"`)
      if (match === null) return

      index.clear()
      index.add(1, { text })

      expect(index.find(match)).toEqual([1])
      expect(findTerms(text, wanted.flat()).length).toBeGreaterThan(0)
    }),
    { numRuns: 1000 },
  )
})

test('a whole page as a query is still a query', () => {
  const page = Array.from({ length: 3000 }, (_, i) => `word${i}`)
  const index = openIndex()
  index.add(1, { text: page.join(' ') })

  expect(index.find(parseQuery(page.join(' ')).match!)).toEqual([1])
  expect(index.find(parseQuery(page.join(' OR ')).match!)).toEqual([1])
  expect(index.find(parseQuery(`"${page.join(' ')}"`).match!)).toEqual([1])
  expect(index.find(parseQuery(page.map((word) => `-${word}`).join(' ')).exclude!)).toEqual([1])
})

describe('a dream is found by', () => {
  const index = openIndex()
  const dreams = [
    ['The flooded house', "I couldn't find my mother's café; the stairs led down to water."],
    ['Straße am Meer', 'Über der Brücke flogen weiße Möwen.'],
    ['حلم', 'كُنْتُ في المدرسةِ القديمة، ورأيتُ رئيسَ الجامعة.'],
    ['海の夢', '東京タワーの上を飛んで、知らない駅に着いた。'],
    ['꿈', '바닷가에서 고래를 보았다.'],
    ['L’île', "J'ai trouvé l'eau sous l’œil du phare."],
    ['ฝัน', 'ฉันฝันเห็นช้างในทะเล'],
    ['Сон', 'Ещё раз я летел над чёрным морем.'],
  ] as const
  dreams.forEach(([title, text], i) => index.add(i + 1, { title, text }))

  test.each([
    ['cafe', [1]],
    ["couldn't", [1]],
    ['couldn’t find', [1]],
    ['mother', [1]],
    ['"stairs led" wat', [1]],
    ['title:water', []],
    ['title:hous', [1]],
    ['STRASSE', [2]],
    ['uber mowen', [2]],
    ['مدرسه', []],
    ['المدرسه', [3]],
    ['كنت المدر', [3]],
    ['رييس', [3]],
    ['海', [4]],
    ['京', [4]],
    ['た', [4]],
    ['東京タワー', [4]],
    ['ﾀﾜｰ', [4]],
    ['京東', []],
    ['"駅に着"', [4]],
    ['고래', [5]],
    ['가', [5]],
    ['eau oeil', [6]],
    ["l'ile", [6]],
    ['ช้าง', [7]],
    ['ทะเล', [7]],
    ['еще черным', [8]],
  ])('%j', (typed, found) => {
    expect(index.find(parseQuery(typed).match!)).toEqual(found)
  })
})
