import animalLists from '../../../../resources/lexicon/coding/animals.json' with { type: 'json' }
import lists from '../../../../resources/lexicon/coding/characters.json' with { type: 'json' }
import nameLists from '../../../../resources/lexicon/coding/names.json' with { type: 'json' }
import { entriesOf, Phrasebook } from './phrases.ts'

export type Gender = 'M' | 'F' | 'J' | 'I'
export type Age = 'A' | 'T' | 'C' | 'B'

/** What a noun for somebody says by itself. */
export type Noun = {
  readonly sort:
    | 'kin'
    | 'known'
    | 'generic'
    | 'indefinite'
    | 'occupation'
    | 'prominent'
    | 'imaginary'
    | 'animal'
    | 'creature'
  readonly gender: Gender
  /** Of kin it is the identity among the dreamer's own; somebody else's is not. */
  readonly identity: string
  readonly age: Age
  readonly plural: boolean
  /** Names the same one again: "the men" are the men of before, and "doctors" the doctors. */
  readonly stem: string
  readonly needsDeterminer: boolean
}

const PLURALS = new Set(entriesOf(lists.plurals))
const SINGULARS = new Set(entriesOf(lists.singulars))
const JOINT = new Set(entriesOf(lists.joint))
const OWN_STEM: Readonly<Record<string, string>> = {
  men: 'man',
  women: 'woman',
  children: 'child',
  people: 'person',
  policemen: 'policeman',
  wives: 'wife',
  thieves: 'thief',
  ladies: 'lady',
  babies: 'baby',
  puppies: 'puppy',
  mice: 'mouse',
  wolves: 'wolf',
  geese: 'goose',
}

export const NOUNS = new Phrasebook<Noun | null>()

type Said = Omit<Noun, 'plural' | 'stem' | 'needsDeterminer'>
function add(lines: readonly string[], { gender, ...said }: Said, { bare = false } = {}): void {
  for (const phrase of entriesOf(lines)) {
    const plural = isPlural(phrase)
    const both = plural && JOINT.has(phrase) && gender === 'I'
    NOUNS.add(phrase, {
      ...said,
      gender: both ? 'J' : gender,
      plural,
      stem: stemOf(phrase, plural),
      needsDeterminer: !plural && !bare,
    })
  }
}

for (const [key, lines] of Object.entries(lists.kin))
  add(lines, { sort: 'kin', gender: key[0] as Gender, identity: key[1] ?? 'R', age: 'A' }, { bare: true }) // keys are written so
for (const [gender, lines] of Object.entries(lists.known))
  add(lines, { sort: 'known', gender: gender as Gender, identity: 'K', age: 'A' })
const { M, F, Mboy, Fgirl, J, I, child, baby, teen } = lists.generic
const generic = { sort: 'generic', identity: 'S', age: 'A' } as const
add([...M, ...Mboy], { ...generic, gender: 'M' })
add([...F, ...Fgirl], { ...generic, gender: 'F' })
add(J, { ...generic, gender: 'J', identity: 'U' })
add(I, { ...generic, gender: 'I' })
add(child, { ...generic, gender: 'I', age: 'C' })
add(baby, { ...generic, gender: 'I', age: 'B' })
add(teen, { ...generic, gender: 'I', age: 'T' })
add(lists.indefinite.one, { sort: 'indefinite', gender: 'I', identity: 'U', age: 'A' }, { bare: true })
add(lists.indefinite.people, { sort: 'indefinite', gender: 'I', identity: 'U', age: 'A' })
for (const [gender, lines] of Object.entries(lists.occupations))
  add(lines, { sort: 'occupation', gender: gender as Gender, identity: 'O', age: 'A' })
for (const [gender, lines] of Object.entries(lists.prominent))
  add(
    lines,
    { sort: 'prominent', gender: gender as Gender, identity: 'P', age: 'A' },
    { bare: gender !== 'I' },
  )
add(lists.imaginary.one, { sort: 'imaginary', gender: 'I', identity: 'U', age: 'A' })
add(lists.imaginary.creature, { sort: 'creature', gender: 'I', identity: 'Z', age: 'A' })
const animal = { sort: 'animal', gender: 'I', identity: 'ANI', age: 'A' } as const
add(animalLists.animals, animal, { bare: true })
add(animalLists.asNoun, animal)
for (const phrase of entriesOf(animalLists.notAnAnimal)) NOUNS.add(phrase, null)

const wordSet = (lines: readonly string[]) => new Set(entriesOf(lines).filter((word) => !word.includes(' ')))
export const ETHNIC = wordSet(lists.ethnic)
export const PEOPLES = wordSet(lists.standsAlone)
export const COMPOUNDS = wordSet(lists.compounds)
export const BODY = wordSet(lists.body)

const NAMES: Readonly<Record<'M' | 'F', ReadonlySet<string>>> = {
  M: wordSet(nameLists.M),
  F: wordSet(nameLists.F),
}
const WORD_NAMES = { M: wordSet(nameLists.alsoWordsM), F: wordSet(nameLists.alsoWordsF) }
export const NOT_NAMES = wordSet(nameLists.notNames)
const TITLES = { M: wordSet(lists.titles.M), F: wordSet(lists.titles.F), I: wordSet(lists.titles.I) }

/** The gender a given name mostly has. Names that are words too need a capital that no sentence gave them. */
export function genderOfName(word: string, sure: boolean): Gender | undefined {
  const isWord = WORD_NAMES.M.has(word) || WORD_NAMES.F.has(word)
  if (isWord && !sure) return undefined
  for (const gender of ['M', 'F'] as const)
    if (NAMES[gender].has(word) || WORD_NAMES[gender].has(word)) return gender
  return undefined
}

export function genderOfTitle(word: string): Gender | undefined {
  for (const gender of ['M', 'F', 'I'] as const) if (TITLES[gender].has(word)) return gender
  return undefined
}

function isPlural(phrase: string): boolean {
  if (PLURALS.has(phrase)) return true
  if (SINGULARS.has(phrase)) return false
  return /[^s']s$/.test(phrase) && !/(?:us|is|ss)$/.test(phrase)
}

function stemOf(phrase: string, plural: boolean): string {
  const own = OWN_STEM[phrase]
  if (own !== undefined) return own
  if (!plural) return phrase
  if (phrase.endsWith('ies')) return `${phrase.slice(0, -3)}y`
  return /(?:sses|shes|ches|xes)$/.test(phrase) ? phrase.slice(0, -2) : phrase.replace(/s$/, '')
}
