import { describe, expect, test } from 'vitest'
import { createFinder } from '../../../../src/core/engines/builtin-reader/finder.ts'
import { ownLexicon } from '../../../../src/core/engines/builtin-reader/own-lexicon.ts'
import { motifsIn } from '../../../../src/core/engines/builtin-reader/read-without-model.ts'
import { foldWithMap } from '../../../../src/core/engines/search/fold-with-map.ts'

const lexicon = ownLexicon()
const dreamt = (words: string) => motifsIn(words, lexicon)

describe('English', () => {
  test.each([
    ['I was on a train', ['train']],
    ['I lost my train of thought', []],
    ['The cattle and the cat', ['cattle', 'cat']],
    ['We ate a hot dog', []],
    ['I fell asleep in the dream', []],
    ['She rose to speak and I saw a rose', ['flower']],
    ['I couldn’t find my way to the swimming pool', ['being-lost', 'pool']],
    ['My mother-in-law sang', ['music']],
    ['An earring lay on the table', ['ring', 'table-chair']],
    ['The scarf was a scar', ['clothes', 'blood']],
    ['They waved to me', ['saying-goodbye']],
    ['i couldnt find my way', ['being-lost']],
    ['I asked them to hurry up', []],
  ])('%s: %j', (words, expected) => {
    expect(dreamt(words).toSorted()).toEqual(expected.toSorted())
  })
})

describe('Arabic, with what is written onto words', () => {
  test.each([
    ['دخلت البيت وكان بابه مفتوحا', ['house', 'door']],
    ['رأيت سيارتي أمام بيتنا', ['car', 'house']],
    ['وبالباب قطة', ['door', 'cat']],
    ['فلم أجد المفتاح', ['searching', 'key']],
    ['تلك المرأة قرأت سورة وقالت ذلك', ['reading-writing']],
    ['كان غيره في المكان', []],
    ['نظرت المرأة في المرآة', ['mirror']],
    ['شعرت أن الدرجة عالية', []],
    ['كان لديه وضوء', []],
    ['ظل يمشي طويلا', []],
    ['وجدت جدتي في المطبخ', ['finding', 'grandparent', 'kitchen']],
  ])('%s: %j', (words, expected) => {
    expect(dreamt(`كنت في الحلم. ${words}`).toSorted()).toEqual(expected.toSorted())
  })

  test('marks and the shapes of alif make no difference', () => {
    expect(dreamt('رَأَيْتُ قِطَّةً في البَيْتِ')).toEqual(['cat', 'house'])
  })
})

test('of two that share words the longer is found, and the plain word in its other places', () => {
  const finder = createFinder([
    { id: 'pool', terms: { en: 'swimming pool' } },
    { id: 'swimming', terms: { en: 'swimming' } },
  ])
  const text = 'Swimming, swimming in the swimming pool'
  expect(finder.find(text, foldWithMap(text), ['en']).map(({ id, from, to }) => [id, from, to])).toEqual([
    ['swimming', 0, 1],
    ['swimming', 1, 2],
    ['pool', 4, 6],
  ])
})

test('a text in a language it does not know is not searched by English words', () => {
  expect(dreamt('Der Wind war kalt und ich hatte die Hand in der Tasche, nicht die Tiger')).toEqual([])
})
