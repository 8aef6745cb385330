import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { builtInLens } from '../../../support/lenses.ts'

const lens = await builtInLens('tabir')
const FILE = readFileSync('resources/lenses/tabir.md', 'utf8')

/** The only numbers this lens may hold, by collection. */
const MAY_CITE: Readonly<Record<string, readonly number[]>> = {
  Muslim: [2261, 2262, 2263],
  Tirmidhi: [2270, 2280, 2291],
  'Ibn Majah': [3906, 3907],
  'Abu Dawud': [5019],
  Bukhari: [6984, 6985, 6986, 7017, 7044],
}

const COLLECTION: Readonly<Record<string, string>> = {
  'Sahih Muslim': 'Muslim',
  "Jami' al-Tirmidhi": 'Tirmidhi',
  'Sunan Ibn Majah': 'Ibn Majah',
  'Sunan Abi Dawud': 'Abu Dawud',
  'Sahih al-Bukhari': 'Bukhari',
}

const narrations = lens.sources.filter(({ work }) => work !== 'Muntakhab al-kalam')
const manual = lens.sources.filter(({ work }) => work === 'Muntakhab al-kalam')
const cited = narrations.flatMap(({ id, work, place }) =>
  (place ?? '').split(', ').map((number) => ({ id, collection: COLLECTION[work], number: Number(number) })),
)

test('it cites only what it may, and all of its narrations have a number', () => {
  expect(cited.filter(({ collection, number }) => !MAY_CITE[collection ?? '']?.includes(number))).toEqual([])
})

test('Bukhari 7017 stands only with its remark', () => {
  const found = lens.sources.filter(({ id, place }) => place?.includes('7017') || id.includes('7017'))

  expect(found).toEqual([
    expect.objectContaining({
      remark: {
        en: expect.stringMatching(/through Ibn Sirin and is not given as words of the Prophet ﷺ/),
        ar: expect.stringMatching(/وليس مرفوعًا إلى النبي ﷺ/),
      },
    }),
  ])
  expect(found[0]?.says['en']).toContain('it used to be said')
  expect(found[0]?.says['en']).not.toContain('from the Prophet')
  expect(lens.prompt).not.toContain('7017')
})

test('the manual is attributed to Ibn Sirin, and each place in it says that this is doubted', () => {
  expect(
    manual.map(({ author, remark }) => [
      author,
      remark?.['en']?.startsWith('Attributed to Ibn Sirin; its own editors doubt it'),
    ]),
  ).toEqual(manual.map(() => ['attributed to Ibn Sirin', true]))
  expect(FILE.match(/(?<!attributed to |through |of )Ibn Sirin(?! and is not)/gi)).toBe(null)
})

test('the Prophet’s name carries ﷺ wherever it stands', () => {
  expect(FILE.match(/the Prophet(?!'s name with ﷺ)(?! ﷺ)/g)).toBe(null)
  expect(FILE.match(/النبي(?! ﷺ)/g)).toBe(null)
})

test('a disliked dream gets the manners and no ta‘bir, a sacred one is left to a person of knowledge', () => {
  expect(lens.withholds).toEqual(['sacred', 'disliked', 'crisis', 'grief', 'too-little'])
  expect(lens.given).toContain('feeling')
  expect(lens.prompt).toMatch(/^The manners of a dream come before its reading\. Begin with how it felt\./)
  expect(lens.prompt).toMatch(
    /seek refuge with Allah[^]*turn to the other side[^]*pray[^]*tell nobody[^]*no harm/,
  )
  expect(lens.prompt).toMatch(/Allah, a prophet or an angel is seen: hold back with `sacred`/)
})

test('no link between an image and a meaning is in it but the one example it has a page for', () => {
  expect(lens.prompt).toContain('never "the meaning is", "its ta\'bir is" or "the books say"')
  expect(lens.sources.filter(({ says }) => /pomegranate/.test(says['en'] ?? '')).map(({ id }) => id)).toEqual(
    ['manual-dreamer'],
  )
})

type Narration = { reference: string; arabic: string; english_own_words: string }
type Rule = { vol_page: string; arabic: string; english_own_words: string }

/** Beside a checkout, where somebody keeps them. */
const DATA = join('..', 'shared', 'data')
const at = (name: string) => join(DATA, name)
const present = existsSync(at('hadith_dreams.json')) && existsSync(at('adab_al_tabir_rules.json'))
if (!present) process.stderr.write('The narrations to compare with are not here: those tests are skipped.\n')

describe.skipIf(!present)('compared with the narrations', () => {
  const read = <T>(name: string) => (present ? (JSON.parse(readFileSync(at(name), 'utf8')) as T[]) : [])
  const known = read<Narration>('hadith_dreams.json')
  const rules = read<Rule>('adab_al_tabir_rules.json')

  test('every collection and number is among them', () => {
    const numbers = new Set(known.flatMap(({ reference }) => numbersOf(reference)))

    expect(cited.filter(({ collection, number }) => !numbers.has(`${collection} ${number}`))).toEqual([])
  })

  test.each([
    [
      'muslim-2263',
      'Muslim 2263',
      ['بشرى من الله', 'تحزين من الشيطان', 'يحدث المرء نفسه', 'فليقم فليصل', 'ولا يحدث بها الناس'],
    ],
    ['tirmidhi-kinds', 'Tirmidhi 2280', ['الرؤيا ثلاث']],
    ['tirmidhi-2280', 'Tirmidhi 2280', ['لا تقص الرؤيا الا على عالم او ناصح']],
    ['ibn-majah-3906', 'Ibn Majah 3906', ['تعجبه فليقصها ان شاء', 'يكرهه فلا يقصه على احد وليقم يصلي']],
    ['ibn-majah-3907', 'Ibn Majah 3907', ['ما يهم به الرجل في يقظته فيراه في منامه']],
    ['abu-dawud-5019', 'Abu Dawud 5019', ['والرؤيا ثلاث', 'فليصل ولا يحدث بها الناس']],
    [
      'bukhari-7017',
      'Bukhari 7017',
      ['وكان يقال الرؤيا ثلاث حديث النفس، وتخويف الشيطان، وبشرى من الله', 'وادرجه بعضهم كله في الحديث'],
    ],
    ['bukhari-6984', 'Bukhari 6984', ['الصالحة من الله، والحلم من الشيطان']],
    [
      'bukhari-6985',
      'Bukhari 6985',
      ['فليحمد الله عليها، وليحدث بها', 'فليستعذ من شرها، ولا يذكرها لاحد', 'لا تضره'],
    ],
    ['bukhari-6986', 'Bukhari 6986', ['فليتعوذ منه وليبصق عن شماله، فانها لا تضره']],
    ['bukhari-7044', 'Bukhari 7044', ['فلا يحدث به الا من يحب', 'ولا يحدث بها احدا']],
    ['muslim-2261', 'Muslim 2261', ['من الله', 'فليتعوذ بالله', 'ولا يحدث بها احدا', 'لن تضره']],
    ['muslim-2262', 'Muslim 2262', ['فليبصق عن يساره ثلاثا', 'من الشيطان ثلاثا', 'وليتحول عن جنبه']],
  ])('what %s says stands in %s', (id, number, phrases) => {
    expect(lens.sources.some((source) => source.id === id)).toBe(true)
    const texts = known
      .filter(({ reference }) => numbersOf(reference).includes(number))
      .map(({ arabic }) => bare(arabic))

    for (const phrase of phrases)
      expect(texts.filter((text) => text.includes(bare(phrase))).length).toBeGreaterThan(0)
  })

  test('every narration of the lens was compared', () => {
    expect(narrations.length).toBe(13)
  })

  test.each([
    ['manual-conjecture', 'قياس واعتبار وتشبيه وظن'],
    ['manual-many-faces', 'ذا وجوه كثيرة'],
    ['manual-dreamer', 'كالرمانة: ربما كانت للسلطان كورة'],
    ['manual-past-present', 'تأتي على ما مضى وخلا … وقد تأتي عما الإنسان فيه'],
    ['manual-whom-to-tell', 'إلا على عالم أو ناصح أو ذي رأي من أهله'],
  ])('%s stands on its page of the manual', (id, phrase) => {
    const { place } = manual.find((source) => source.id === id)!
    const pages = rules
      .filter(({ arabic }) => bare(arabic).includes(bare(phrase)))
      .map(({ vol_page }) => vol_page)

    expect(pages).toEqual([place])
  })

  test('the words are our own: no run of eight of them is copied', () => {
    const theirs = [...known, ...rules].flatMap(({ english_own_words, arabic }) => [
      english_own_words,
      arabic,
    ])
    const runs = new Set(theirs.flatMap(runsOf))

    const copied = lens.sources
      .flatMap(({ says }) => Object.values(says).flatMap(runsOf))
      .filter((run) => runs.has(run))
    expect(copied).toEqual([])
  })
})

/** `Bukhari 6984, 6986; Muslim 2261` as three. */
function numbersOf(reference: string): string[] {
  return reference.split(';').flatMap((part) => {
    const collection = /^\s*(?<name>[A-Za-z ]+?)\s+\d/.exec(part)?.groups?.['name'] ?? ''
    return [...part.matchAll(/\d+/g)].map(([number]) => `${collection} ${number}`)
  })
}

/** Arabic without its vowel signs and with one alef, for comparing. */
function bare(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u0610-\u061A\u064B-\u0652\u0640]/g, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/\s+/g, ' ')
}

function runsOf(text: string): string[] {
  const words =
    bare(text)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  return words.slice(7).map((_, index) => words.slice(index, index + 8).join(' '))
}
