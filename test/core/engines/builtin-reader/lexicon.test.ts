import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readLexicon } from '../../../../src/core/engines/builtin-reader/lexicon.ts'
import { ownLexicon } from '../../../../src/core/engines/builtin-reader/own-lexicon.ts'
import { readLists } from '../../../../src/core/engines/reading/lists.ts'
import { plain } from '../../../../src/core/engines/reading/plain.ts'

const lexicon = ownLexicon()
const motifs = [...lexicon.motifs.values()]
const { any, lenses, otherLens } = lexicon.questions
const asked = {
  en: [...motifs.flatMap(({ questions }) => questions.en), ...ofLenses('en')],
  ar: [...motifs.flatMap(({ questions }) => questions.ar), ...ofLenses('ar')],
}

function ofLenses(language: 'en' | 'ar'): string[] {
  const all = [
    any,
    ...[...Object.values(lenses), otherLens].flatMap(({ first, about, last }) => [
      first,
      last,
      ...Object.values(about ?? {}),
    ]),
  ]
  return all.flatMap((one) => one?.[language] ?? [])
}

/** What no question of ours may say: what will come, what it means, whose fault it is, what somebody secretly is. */
const NEVER = {
  en: [
    /\b(?:will (?:happen|come|meet|die|lose|find|be)|is going to|soon|fate|omen|foretell\w*|predict\w*|warn\w*|destin\w*)\b/i,
    /\b(?:mean(?:s|ing)?|symbol\w*|represents?|stands? for|signif\w+|sign of|really|secretly|subconscious\w*|unconscious\w*|repress\w*)\b/i,
    /\b(?:fault|blame|guilt\w*|should|must|ought|sin|sins|sinful|punish\w*|deserv\w*|fail(?:ed|ure)?)\b/i,
    /\b(?:god|allah|prophet|angel\w*|jinn|demon\w*|devil|satan|evil eye|curse\w*|halal|haram|heaven|hell)\b/i,
    /\b(?:trauma\w*|disorder|depress\w*|anxiety|therap\w+|diagnos\w*|neuro\w*|sex\w*|erotic|desire\w*)\b/i,
    /\b(?:always|never|certainly|clearly|obviously|surely)\b/i,
  ],
  ar: [
    /(?:^|[\s«])(?:سوف|سيحدث|ستحدث|في القريب|بشارة|نذير|ينذر|يبشر|فأل|النصيب)(?:$|[\s،؟»])/,
    /(?:^|[\s«])(?:يدل|تدل|يعني|تعني|يرمز|ترمز|رمز|دلالة|تفسير|تعبير|تأويل|سرًّا|اللاوعي|لاوعيك|مكبوت)(?:$|[\s،؟»])/,
    /(?:^|[\s«])(?:ذنب|ذنبك|ذنوب|خطيئة|عقاب|لوم|تقصير|تقصيرك|يجب عليك|ينبغي)(?:$|[\s،؟»])/,
    /(?:^|[\s«])(?:الله|النبي|الرسول|ملاك|جن|الجن|شيطان|الشيطان|سحر|السحر|حسد|الحسد|عين حاسدة|حلال|حرام)(?:$|[\s،؟»])/,
    /(?:^|[\s«])(?:صدمة|اضطراب|اكتئاب|علاج|تشخيص|جنسي|شهوة|رغبة دفينة)(?:$|[\s،؟»])/,
    /(?:^|[\s«])(?:دائمًا|حتمًا|قطعًا|بالتأكيد|لا شك)(?:$|[\s،؟»])/,
  ],
}

test('there are between 150 and 250 motifs, in each category some', () => {
  expect(motifs.length).toBeGreaterThanOrEqual(150)
  expect(motifs.length).toBeLessThanOrEqual(250)
  const categories = new Set(motifs.map(({ category }) => category))
  expect(categories.size).toBe(8)
})

describe.each(['en', 'ar'] as const)('questions in %s', (language) => {
  test('end with a question mark of their language, and hold one question', () => {
    const mark = language === 'en' ? /^[^?؟]+\?$/ : /^[^?؟]+؟$/
    expect(asked[language].filter((question) => !mark.test(question))).toEqual([])
  })

  test('are open: none of them can be answered by yes or no', () => {
    const closed =
      language === 'en'
        ? /^(?:is|are|was|were|did|do|does|has|have|had|can|could|would|will|should)\b/i
        : /^(?:هل|أكان|أكنت|ألم|أليس|أهو|أهي)(?:\s|$)/
    expect(asked[language].filter((question) => closed.test(question))).toEqual([])
    expect(asked[language].filter((question) => /^(?:why|لماذا كنت|لماذا لم)\b/i.test(question))).toEqual([])
  })

  test('foretell nothing, settle nothing, blame nobody', () => {
    const wrong = asked[language].flatMap((question) =>
      NEVER[language].filter((never) => never.test(question)).map((never) => `${question} ${never}`),
    )
    expect(wrong).toEqual([])
  })

  test('are each asked in one place only', () => {
    const own = motifs.flatMap(({ questions }) => questions[language])
    // The same weapon-like and soldier-like scenes end with the same plain question.
    expect(own.length - new Set(own).size).toBeLessThanOrEqual(2)
  })
})

test('nothing it says is what a model may not say either', () => {
  const file = (name: string) =>
    readFileSync(join(import.meta.dirname, `../../../../resources/safety/${name}.json`), 'utf8')
  const { rules } = readLists({
    forbidden: file('forbidden'),
    dreams: file('dreams'),
    hedges: file('hedges'),
    offers: file('offers'),
  })
  // A word of the dream itself is let pass by these: a motif is only asked about where the dream names it.
  const always = rules.filter(({ unlessInDream }) => unlessInDream !== true)
  const wrong = (['en', 'ar'] as const).flatMap((language) =>
    asked[language].flatMap((question) =>
      always
        .filter(({ notInQuestions }) => notInQuestions !== true)
        .filter(({ expressions }) => expressions.some((one) => one.test(plain(question))))
        .map(({ id }) => `${id}: ${question}`),
    ),
  )
  expect(wrong).toEqual([])
})

test('a dream of death finds no motif: nothing asks for more of it', () => {
  expect([...lexicon.motifs.keys()].filter((id) => /death|dying|corpse|kill/.test(id))).toEqual([])
})

describe('a list that is wrong says where', () => {
  const common = { feelings: { feelings: [] }, 'lens-questions': lexicon.questions, words: lexicon.words }
  const motif = (id: string, en: string) => ({
    id,
    names: { en: 'the thing', ar: 'الشيء' },
    terms: { en, ar: `=${en}` },
    questions: { en: ['a?', 'b?', 'c?'], ar: ['أ؟', 'ب؟', 'ج؟'] },
  })
  const read = (...entries: object[]) =>
    readLexicon({ motifs: { things: { category: 'object', motifs: entries } }, common })

  test('a question without a mark, or two of them', () => {
    const one = motif('one', 'one')
    expect(() => read({ ...one, questions: { en: ['a?', 'b.', 'c?'], ar: one.questions.ar } })).toThrow(
      'The list things cannot be used\nmotifs.0.questions.en.1: must end with a question mark',
    )
    expect(() => read({ ...one, questions: { en: ['a?', 'b?'], ar: one.questions.ar } })).toThrow(
      'motifs.0.questions.en: must be three questions',
    )
  })

  test('a language that is missing', () => {
    expect(() => read({ ...motif('one', 'one'), terms: { en: 'one' } })).toThrow('motifs.0.terms.ar')
  })

  test('an id or a term that is there twice', () => {
    expect(() => read(motif('one', 'one'), motif('one', 'two'))).toThrow('one is there twice')
    expect(() => read(motif('one', 'lamp'), motif('two', 'Lamp'))).toThrow(
      '"lamp" stands under one and under two',
    )
  })
})
