import { describe, expect, test } from 'vitest'
import { plain } from '../../../../src/core/engines/reading/plain.ts'
import { has } from '../../../../src/core/engines/reading/screen.ts'
import { safetyLists } from '../../../support/safety.ts'

const lists = await safetyLists()

describe.each(lists.rules)('the rule $id', (rule) => {
  test.each(rule.drops)('drops: %s', (sentence) => {
    expect(has(plain(sentence), rule.expressions)).toBe(true)
  })

  test.each(rule.keeps)('keeps: %s', (sentence) => {
    expect(
      lists.rules.filter(({ expressions }) => has(plain(sentence), expressions)).map(({ id }) => id),
    ).toEqual([])
  })

  test('has a reason, and examples of both', () => {
    expect([rule.reason.length > 20, rule.drops.length > 0, rule.keeps.length > 0]).toEqual([
      true,
      true,
      true,
    ])
  })
})

test('every kind of forbidden claim has a rule in English and in Arabic', () => {
  const kinds = (language: string) =>
    new Set(lists.rules.filter((rule) => rule.language === language).map(({ why }) => why))

  expect([...kinds('ar')].toSorted()).toEqual([...kinds('en')].toSorted())
})

test('what the program says itself has no digits in it, in no language', () => {
  const names = [
    'crisis',
    'sacred',
    'figure-left',
    'disliked',
    'unsaid',
    'grief',
    'too-little',
    'gentle',
    'clinician',
  ]
  const said = names.flatMap((name) =>
    ['en', 'ar'].flatMap((language) => [
      ...lists.offer(name, language),
      ...lists.offer(name, language, 'tabir'),
    ]),
  )

  expect(said.filter((text) => /\p{N}/u.test(text))).toEqual([])
  expect(lists.offer('crisis', 'ar').join(' ')).toContain('رقم الطوارئ المحلي')
})
