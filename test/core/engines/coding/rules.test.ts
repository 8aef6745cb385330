import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CodeContent, type Category } from '../../../../src/contract/model/coding.ts'
import { codeByRules } from '../../../../src/core/engines/coding/rules.ts'

/** Codes of one category as `code from to "quote"`, without what is null. */
function found(text: string, ...categories: Category[]): string[] {
  return (codeByRules(text) ?? [])
    .filter(({ category }) => categories.includes(category))
    .map(({ code, from, to, quote }) =>
      [code, from, to, `“${quote.text}”`].filter((part) => part !== null).join(' '),
    )
}

describe('feelings', () => {
  test.each([
    ['I was terrified of the lift and my sister was furious.', ['AP D “terrified”', 'AN 1FTA “furious”']],
    ['We were not afraid of it, and there was no fear in the room.', []],
    ['I was not only scared but also sad.', ['AP D “scared”', 'SD D “sad”']],
    ['I felt happy. Later in the garden I was happy again.', ['HA D “happy”']],
    ['They sang happy birthday and the bitter cold came in.', []],
  ])('%s', (text, codes) => {
    expect(found(text, 'emotion')).toEqual(codes)
  })
})

describe('characters', () => {
  test.each([
    ['My mother called. Then Mom was in the car with my mother.', ['1FMA “My mother”']],
    [
      'I saw a man at the door. The man was a baker. Another man waited.',
      ['1MOA “a man”', '1MSA “Another man”'],
    ],
    ['My friend Paul met Anna, my sister.', ['1MKA “My friend Paul”', '1FTA “Anna”']],
    ['Two dogs and a cat sat on the roof of the hot dog stand.', ['2ANI “Two dogs”', '1ANI “a cat”']],
    ['A doctor came in. She was kind to us.', ['1FOA “A doctor”']],
    ["I drove my neighbor's car to the police station in the dark.", []],
    ["It was my neighbor's hand that I saw.", ['1IKA “my neighbor”']],
    ['My grandfather, who is dead, sat in the kitchen with us.', ['3MRA “My grandfather”']],
    ['I was a nurse in this dream, and he was like a child.', ['1MUA “he”']],
    ['Some people stood there. The people said nothing to me.', ['2JUA “Some people”']],
    ['A ghost and a little boy looked at me.', ['5IUA “A ghost”', '1MSC “a little boy”']],
    ['There was an old Chinese woman in the shop with me.', ['1FEA “an old Chinese woman”']],
  ])('%s', (text, codes) => {
    expect(found(text, 'character')).toEqual(codes)
  })
})

describe('what is done', () => {
  test.each([
    ['A stranger hit me and my brother punched him.', ['7> 1MSA D “hit”', '7> 1MBA 1MSA “punched”']],
    ['I was chased by two women through the house.', ['6> 2FSA D “chased”']],
    ['My brother Paul was there. A man in a grey coat came in and hit him.', ['7> 1MSA 1MBA “hit”']],
    ['A nurse who knew us all came in and shouted at me.', ['2> 1IOA D “shouted at”']],
    ['The car hit the tree and the ball hit the window of the shop.', []],
    ['He did not hit me, and I never shouted at him.', []],
    ['My aunt told me to leave, but I would not go there with her.', ['3> 1FRA D “told me to leave”']],
    ['She locked me up in the cellar of the house.', ['6> 1FUA D “locked me”']],
    ['I was angry at my boss because he was late for the show.', ['1> D 1MKA “was angry”']],
    ['A man was hit in the street, and then it was over.', []],
  ])('as aggression: %s', (text, codes) => {
    expect(found(text, 'aggression')).toEqual(codes)
  })

  test.each([
    [
      'My uncle gave me a clock and then he hugged my mother.',
      ['3> 1MRA D “gave me a”', '6= 1MRA 1FMA “hugged”'],
    ],
    [
      'A girl helped me with the door, and I thanked her for it.',
      ['4> 1FSA D “helped me”', '2> D 1FSA “thanked”'],
    ],
    ['I would love to fly like this, with the wind in my hair.', []],
  ])('as friendliness: %s', (text, codes) => {
    expect(found(text, 'friendliness')).toEqual(codes)
  })
})

test('mishaps, striving and places are found with their words', () => {
  const text = 'I was lost in the forest. The bridge collapsed, but I finally found the way to our house.'

  expect(found(text, 'misfortune', 'success', 'setting')).toEqual([
    '1 D “I was lost”',
    '4 D “collapsed”',
    '1 D “finally found”',
    'OQ “the forest”',
    'IF “our house”',
  ])
})

test.each([
  [
    'German',
    'Ich war in einem alten Haus und ein Hund hat mich gebissen. Ich hatte große Angst vor dem Mann.',
  ],
  ['Arabic', 'كنت في بيت قديم ورأيت رجلا يطاردني في الظلام وكنت خائفا جدا'],
  ['Spanish', 'Estaba en la casa de mi madre y un perro me mordió en la mano'],
  ['nothing', '… 1234 …'],
])('in %s nothing is said, which is not the same as finding nothing', (_, text) => {
  expect(codeByRules(text)).toBeNull()
})

test('an English dream without any of it has no codes', () => {
  expect(codeByRules('There was only light, and it was all there was.')).toEqual([])
})

const WORDS = fc.constantFrom(
  'I',
  'was',
  'my',
  'mother',
  'Paul',
  'he',
  'hit',
  'me',
  'scared',
  'the',
  'a',
  'dog',
  'ran',
  'and',
  ',',
  '.',
  '\n',
  'not',
  'told',
  'to',
  'house',
  "didn't",
  'her',
  "mother's",
  '“',
  '’',
  'kissed',
  'lost',
  '😀',
  'é',
  '-',
  'by',
  'who',
  'died',
  'two',
)

test('each quote is the dream’s own words at that place, and each code one of its category', () => {
  fc.assert(
    fc.property(fc.array(WORDS, { minLength: 3, maxLength: 60 }), (words) => {
      const text = `I was there and the ${words.join(' ')}`
      for (const code of codeByRules(text) ?? []) {
        expect(text.slice(code.quote.start, code.quote.end)).toBe(code.quote.text)
        expect(code.quote.text).not.toBe('')
        expect(CodeContent.safeParse(code).error?.issues).toBeUndefined()
      }
    }),
  )
})

test('a dream of a hundred thousand words is coded in a moment', () => {
  const part =
    'My friend Paul told me to leave, and he was scared of the dog. Anna saw two men in the street. '
  const begun = performance.now()

  const codes = codeByRules(part.repeat(5000))

  expect(codes?.length).toBeGreaterThan(0)
  expect(performance.now() - begun).toBeLessThan(8000)
})
