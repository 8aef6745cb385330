import { expect, test } from 'vitest'
import type { Category, CodeContent, IndicatorId } from '../../../../src/contract/model/coding.ts'
import { GATE, indicate } from '../../../../src/core/engines/coding/indicators.ts'

function code(category: Category, said: string): CodeContent {
  const [name = '', from = null, to = null] = said.split(' ')
  return { category, code: name, from, to, quote: { start: 0, end: 1, text: 'x' } }
}

const DREAM: readonly CodeContent[] = [
  ...['1MKA', '1FTA', '1MSA', '2JUA', '1ANI'].map((said) => code('character', said)),
  ...['7> 1MSA D', '2> D 1FTA', '3> 1MSA 1FTA', '2= D 1FTA'].map((said) => code('aggression', said)),
  ...['4> 1MKA D', '2> D 1MKA'].map((said) => code('friendliness', said)),
  ...['AP D', 'HA D', 'AN 1MSA'].map((said) => code('emotion', said)),
  code('misfortune', '4 D'),
  code('success', '1 D'),
  code('failure', '1 1MKA'),
]
const DREAMS = Array.from({ length: 24 }, () => DREAM)

function counts(dreams: readonly (readonly CodeContent[])[]): Partial<Record<IndicatorId, string>> {
  return Object.fromEntries(indicate(dreams, null).map(({ id, count, n }) => [id, `${count}/${n}`]))
}

test('each indicator counts what its formula says', () => {
  expect(counts([DREAM])).toEqual({
    male: '2/3',
    familiarity: '2/4',
    friends: '1/4',
    family: '1/4',
    animal: '1/5',
    'aggression-friendliness': '3/5',
    befriender: '1/2',
    aggressor: '1/2',
    'physical-aggression': '1/4',
    'aggressions-per-character': '4/5',
    'friendliness-per-character': '2/5',
    'sexuality-per-character': '0/5',
    'negative-emotions': '2/3',
    'self-negativity': '2/4',
    success: '1/1',
    'dreams-with-aggression': '1/1',
    'dreams-with-friendliness': '1/1',
    'dreams-with-sexuality': '0/1',
    'dreams-with-misfortune': '1/1',
    'dreams-with-good-fortune': '0/1',
    'dreams-with-success': '1/1',
    'dreams-with-failure': '1/1',
  })
})

test('below its own gate an indicator has no figure', () => {
  const shown = indicate(DREAMS.slice(0, 12), null).filter(({ value }) => value !== null)

  expect(shown.every(({ n }) => n >= GATE)).toBe(true)
  expect(shown.map(({ id }) => id)).not.toContain('dreams-with-aggression')
  expect(shown.map(({ id }) => id)).toContain('male')
})

test('nine dreams are too few, however much is in them', () => {
  const full = Array.from({ length: 9 }, () => [...DREAM, ...DREAM, ...DREAM])

  expect(indicate(full, null).filter(({ value }) => value !== null)).toEqual([])
})

test('the past is compared only where both are above the gate', () => {
  const past = DREAMS.map((dream) => dream.filter(({ category }) => category !== 'aggression'))
  const found = new Map(indicate(DREAMS, past).map((one) => [one.id, one]))

  expect(found.get('dreams-with-aggression')).toMatchObject({
    value: 1,
    past: { value: 0, n: 24 },
    change: { value: expect.closeTo(Math.PI, 6), adjusted: expect.closeTo(0, 4) },
  })
  expect(found.get('physical-aggression')).toMatchObject({ past: { value: null, n: 0 }, change: null })
  expect(found.get('male')?.change).toMatchObject({
    value: 0,
    p: expect.closeTo(1, 6),
    adjusted: expect.closeTo(1, 6),
  })
})

test('without a past there is no comparison', () => {
  expect(indicate(DREAMS, null).every(({ past, change }) => past === null && change === null)).toBe(true)
})
