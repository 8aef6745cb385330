import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { ownLexicon } from '../../../../src/core/engines/builtin-reader/own-lexicon.ts'
import { readWithoutModel } from '../../../../src/core/engines/builtin-reader/read-without-model.ts'

const lexicon = ownLexicon()
type Asked = Parameters<typeof readWithoutModel>[0]

function read(text: string, options: Partial<Omit<Asked, 'dream' | 'lexicon'>> & { mood?: number } = {}) {
  const { mood = null, ...asked } = options
  const dream = { id: 'this', text, mood, nightmare: false }
  return readWithoutModel({ dream, lens: 'mirror', language: null, lexicon, ...asked })
}

const LATE = `I was late for an exam. The corridors of the school kept turning and every door opened onto the sea. \
I was worried, and then I swam.`

test('a dream is told back in its own words, with what it names and questions about that', () => {
  expect(read(LATE)).toEqual({
    claims: [
      { part: 'summary', text: 'It is understandable if this still sits with you.' },
      {
        part: 'summary',
        text: 'It begins: “I was late for an exam.” It ends: “I was worried, and then I swam.”',
      },
      ...elements([
        ['being late', 'I was late for an exam'],
        ['the exam', 'I was late for an exam'],
        ['the corridor', 'The corridors of the school kept turning'],
        ['the school', 'The corridors of the school kept turning'],
        ['the door', 'every door opened onto the sea'],
        ['the sea', 'every door opened onto the sea'],
        ['swimming', 'I swam'],
      ]),
      { part: 'emotions', emotion: 'worry', ...at('I was worried') },
      { part: 'questions', text: 'Swimming: how did the water carry you, or resist you?' },
      { part: 'questions', text: 'Being late: what would have been lost, and what would not?' },
      { part: 'questions', text: 'What do you notice now that it is told back to you?' },
    ],
    notes: [lexicon.words.noModel.en],
  })
})

function at(quote: string) {
  return { quote, from: LATE.indexOf(quote), to: LATE.indexOf(quote) + quote.length }
}

function elements(named: [string, string][]) {
  return named.map(([name, quote]) => ({ part: 'elements', name, ...at(quote) }))
}

test('an Arabic dream is answered in Arabic', () => {
  const { claims, notes } = read('كنت في بيت جدتي، وكان الدرج ينزل إلى ماء صاف. شعرت بالطمأنينة ومشيت نحوها.')
  expect(claims).toContainEqual(
    expect.objectContaining({ part: 'elements', name: 'الدرج', quote: 'وكان الدرج ينزل إلى ماء صاف' }),
  )
  expect(claims).toContainEqual(expect.objectContaining({ part: 'emotions', emotion: 'طمأنينة' }))
  expect(JSON.stringify([claims, notes])).not.toMatch(/[A-Za-z]{4,} [A-Za-z]{3,}/)
})

test('an English dream can be asked about in Arabic, and the words quoted stay English', () => {
  const { claims } = read(LATE, { language: 'ar' })
  expect(claims).toContainEqual(
    expect.objectContaining({ part: 'elements', name: 'الامتحان', quote: 'I was late for an exam' }),
  )
  expect(claims.at(-1)).toEqual({
    part: 'questions',
    text: 'ما الذي يلفت نظرك الآن بعد أن أُعيد الحلم عليك؟',
  })
})

test('of a dream in another language nothing is named, and it says so', () => {
  const { claims, notes } = read('Ich war in einem Haus und die Treppe war nicht mehr da. Dann kam der Hund.')
  expect(claims.map(({ part }) => part)).toEqual(['summary', 'questions', 'questions'])
  expect(notes[0]).toBe(lexicon.words.otherLanguage.en)
})

test('a dream that names nothing known gets general questions, and is told why', () => {
  const { claims, notes } = read('It was all there and then it was not, and I thought about that.')
  expect(claims.map(({ part }) => part)).toEqual(['summary', 'questions', 'questions'])
  expect(notes[0]).toBe(lexicon.words.nothingFound.en)
})

test('it interprets nothing: there are no readings in it, through any lens', () => {
  for (const lens of [...Object.keys(lexicon.questions.lenses), 'one-of-my-own'])
    expect(read(LATE, { lens }).claims.filter(({ part }) => part === 'readings')).toEqual([])
})

test('lenses ask differently: no two share more than one of three questions', () => {
  const lenses = Object.keys(lexicon.questions.lenses)
  const asked = lenses.map((lens) => questionsOf(read(LATE, { lens })))
  for (const [i, one] of asked.entries())
    for (const other of asked.slice(i + 1))
      expect(one.filter((question) => other.includes(question)).length).toBeLessThanOrEqual(1)
})

test('ta’bir asks first how it felt', () => {
  expect(questionsOf(read(LATE, { lens: 'tabir' }))[0]).toBe(
    'How did the dream sit with you on waking: gladly, uneasily, or neither?',
  )
})

test('nobody is asked to speak as what frightened them', () => {
  const asked = questionsOf(
    read('A monster came into the kitchen. I was so scared of the monster.', { lens: 'gestalt' }),
  )
  expect(asked.join(' ')).not.toMatch(/speak as the monster|monster had a voice/)
  expect(asked[0]).toBe('The monster: what did you do that kept you going?')
})

test('a feeling that is denied is not told as one', () => {
  const emotions = (text: string) => read(text).claims.filter(({ part }) => part === 'emotions')
  expect(emotions('I stood on the bridge and was not afraid of the river.')).toEqual([])
  expect(emotions('Nothing moved. It did not rain. Afraid, I stood on the bridge.')).toHaveLength(1)
  expect(emotions('وقفت على الجسر ولم أكن خائفا من النهر.')).toEqual([])
})

test('of a bad dream the end is not told again where the lens is about bad dreams', () => {
  const text = 'We sat in the garden. Then a wolf came over the wall and bit me.'
  expect(JSON.stringify(read(text, { lens: 'nightmare-rescripting' }).claims[0])).not.toContain('bit me')
  expect(JSON.stringify(read(text, { lens: 'mirror' }).claims[0])).toContain('bit me')
})

describe('what returned', () => {
  const earlier = [
    { id: 'this', night: '2026-11-20', motifs: ['exam'] },
    { id: 'a', night: '2026-11-03', motifs: ['sea', 'exam'] },
    { id: 'b', night: null, motifs: ['sea'] },
    { id: 'c', night: '2025-01', motifs: ['house', 'sea'] },
  ]

  test('is told with how often and when, the most frequent first', () => {
    expect(read(LATE, { past: earlier }).claims[2]).toEqual({
      part: 'summary',
      text: 'The sea: also in 3 of 3 earlier dreams, the latest on 2026-11-03; the exam: also in 1 of 3 earlier dreams, the latest on 2026-11-03.',
    })
  })

  test('is not told where nothing did', () => {
    expect(read(LATE, { past: earlier.slice(0, 1) })).toEqual(read(LATE))
  })
})

test('a dream of any length gets at most eight elements, three questions and a short telling', () => {
  const words = [...lexicon.motifs.values()].map(({ terms }) => terms.en.split(/[,/:]/)[0])
  const { claims } = read(`${words.join(' and a ')} the and was of to. `.repeat(20))
  expect(claims.filter(({ part }) => part === 'elements')).toHaveLength(8)
  expect(claims.filter(({ part }) => part === 'questions')).toHaveLength(3)
  expect(claims.every((claim) => JSON.stringify(claim).length < 2000)).toBe(true)
})

test('whatever the text, quotes are its own words and the same comes twice', () => {
  const bits = fc.constantFrom(
    ...'I was|the Sea|a  door|é|e\u0301|بَيْت|وبالباب|😀|.|…|\n|“|»|,|afraid|كنت خائفا|while|and|\u200f|ＴＲＡＩＮ|train'.split(
      '|',
    ),
  )
  fc.assert(
    fc.property(
      fc.array(bits, { maxLength: 60 }).map((all) => all.join(' ')),
      (text) => {
        const once = read(text)
        expect(read(text)).toEqual(once)
        for (const claim of once.claims)
          if (claim.part === 'elements' || claim.part === 'emotions')
            expect([claim.quote, claim.quote !== '']).toEqual([text.slice(claim.from, claim.to), true])
      },
    ),
    { numRuns: 300 },
  )
})

function questionsOf({ claims }: ReturnType<typeof read>): string[] {
  return claims.flatMap((claim) => (claim.part === 'questions' ? claim.text : []))
}
