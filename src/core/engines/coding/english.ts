import { languageOf } from '../lenses/language.ts'

const COMMON = new Set(
  (
    'the and of to with from it were are i we they you my our this that there then when where who what which not if ' +
    'into out could would about after because some at by but her his she me him us them was is had'
  ).split(' '),
)
const ENOUGH = 0.2
const SHORT = 12

/**
 * Whether the word lists fit. A dream of a few words shows its language by too few for `languageOf`: then some of them
 * must be English, and none written as English is not.
 */
export function isEnglish(text: string): boolean {
  const language = languageOf(text)
  if (language === 'en') return true
  const words =
    text
      .slice(0, 1000)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  if (words.length === 0 || words.length > SHORT || words.some((word) => /[^a-z]/.test(word))) return false
  const english = words.filter((word) => COMMON.has(word))
  return new Set(english).size > 1 && english.length / words.length >= ENOUGH
}
