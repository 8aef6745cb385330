import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { languageOf } from '../../../../src/core/engines/lenses/language.ts'
import { noticeIn } from '../../../../src/core/engines/builtin-reader/notice.ts'
import { ownLexicon } from '../../../../src/core/engines/builtin-reader/own-lexicon.ts'
import { readWithoutModel } from '../../../../src/core/engines/builtin-reader/read-without-model.ts'

type Labelled = {
  readonly id: string
  readonly language: 'en' | 'ar'
  readonly text: string
  readonly motifs: readonly string[]
  /** Found or not, neither is wrong. */
  readonly maybe: readonly string[]
  readonly emotions: readonly string[]
}

const lexicon = ownLexicon()
const dreams = readFileSync(join(import.meta.dirname, '../../../../eval/dreams/our-dreams.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Labelled) // our own file, whose labels the first test looks at

test('there are enough of them, and each label is one the lexicon has', () => {
  expect(dreams.length).toBeGreaterThanOrEqual(60)
  expect(dreams.filter(({ language }) => language === 'ar').length).toBeGreaterThanOrEqual(15)
  const unknown = dreams.flatMap(({ motifs, maybe, emotions }) => [
    ...[...motifs, ...maybe].filter((id) => !lexicon.motifs.has(id)),
    ...emotions.filter((id) => !lexicon.feelings.has(id)),
  ])
  expect(unknown).toEqual([])
})

describe.each(['en', 'ar'] as const)('on our own dreams in %s', (language) => {
  const ours = dreams.filter((dream) => dream.language === language)

  test('it finds what they name, and little else', () => {
    const { recall, precision } = score(ours, ({ text, motifs, maybe }) => {
      const found = noticeIn(text, lexicon).noticed.map(({ motif }) => motif.id)
      return { wanted: motifs, found: found.filter((id) => !maybe.includes(id)) }
    })
    expect(recall).toBeGreaterThanOrEqual(0.95)
    expect(precision).toBeGreaterThanOrEqual(0.95)
  })

  test('it finds the feelings they tell', () => {
    const { recall, precision } = score(ours, ({ text, emotions }) => ({
      wanted: emotions,
      found: noticeIn(text, lexicon).felt.map(({ feeling }) => feeling.id),
    }))
    expect(recall).toBeGreaterThanOrEqual(0.9)
    expect(precision).toBeGreaterThanOrEqual(0.9)
  })

  test.each(Object.keys(lexicon.questions.lenses))(
    'through %s each has one to three questions in its language',
    (lens) => {
      for (const { id, text } of ours) {
        const { claims, notes } = readWithoutModel({
          dream: { id, text, mood: null, nightmare: false },
          lens,
          language: null,
          lexicon,
        })
        const questions = claims.flatMap((claim) => (claim.part === 'questions' ? claim.text : []))
        expect([questions.length, new Set(questions).size]).toEqual([3, 3])
        expect(questions.every((question) => /[\u0621-\u064a]/.test(question) === (language === 'ar'))).toBe(
          true,
        )
        expect(languageOf(notes.join(' '))).toBe(language)
      }
    },
  )
})

function score(
  ours: readonly Labelled[],
  look: (dream: Labelled) => { wanted: readonly string[]; found: readonly string[] },
): { recall: number; precision: number } {
  let [right, wantedInAll, foundInAll] = [0, 0, 0]
  for (const { wanted, found } of ours.map(look)) {
    right += found.filter((id) => wanted.includes(id)).length
    wantedInAll += wanted.length
    foundInAll += found.length
  }
  return { recall: right / wantedInAll, precision: right / foundInAll }
}
