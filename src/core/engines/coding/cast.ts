import type { Draft } from './draft.ts'
import { findMentions, type Mention } from './mentions.ts'
import type { Age, Gender } from './nouns.ts'
import type { Token } from './tokens.ts'

/** D is the dreamer. */
export const DREAMER = 'D'
/** Somebody, and nobody says who. */
export const UNKNOWN = 'Q'

type Character = {
  sort: 'human' | 'animal' | 'creature'
  imaginary: boolean
  dead: boolean
  plural: boolean
  gender: Gender
  identity: string
  age: Age
  readonly stems: Set<string>
  readonly names: Set<string>
  owner: Mention['owner']
  readonly first: number
  readonly last: number
  /** Where it was spoken of last. */
  seen: number
}

type Who = Character | typeof DREAMER

/** Everybody in a dream, and who a word speaks of. */
export type Cast = {
  readonly drafts: readonly Draft[]
  /** Whose feeling a word at this place names. */
  feels(at: number): string
  /** Who is spoken of shortly before this word, in the same sentence. */
  before(at: number): { readonly who: string; readonly at: number } | undefined
  after(at: number, reach?: number): { readonly who: string; readonly at: number } | undefined
  /** Whether a noun or a name names somebody at this word, not a pronoun. */
  isNamed(at: number): boolean
}

const I = new Set(['i', 'me', 'my', 'mine', 'myself', 'we', 'us', 'our', 'ours', 'ourselves'])
const HE = new Set(['he', 'him', 'his', 'himself'])
const SHE = new Set(['she', 'her', 'hers', 'herself'])
const THEY = new Set(['they', 'them', 'their', 'themselves'])
/** These are done something to, or own something; they do nothing. */
const NOT_DOERS = new Set(['me', 'us', 'him', 'them', 'my', 'his', 'our', 'their', 'myself', 'ourselves'])
const REACH = 12
const OBJECTS = new Set(['me', 'us', 'him', 'them'])
const OBJECT_REACH = 4

export function findCast(tokens: readonly Token[]): Cast {
  const cast: Character[] = []
  const speaksOf: (Who | undefined)[] = []
  const named = new Set<number>()
  const mentions = findMentions(tokens)
  let next = 0
  for (let at = 0; at < tokens.length; at++) {
    const mention = mentions[next]
    if (mention && mention.first <= at && at <= mention.last) {
      const who = meet(cast, mention, mentions[next - 1], tokens, speaksOf)
      if (who) {
        for (let index = mention.first; index <= mention.last; index++) {
          speaksOf[index] = who
          named.add(index)
        }
      }
      at = mention.last
      next++
      continue
    }
    const word = tokens[at]?.word ?? ''
    if (I.has(word)) speaksOf[at] = DREAMER
    else if (HE.has(word)) speaksOf[at] = byPronoun(cast, at, 'M', doerOf(tokens, at, speaksOf))
    else if (SHE.has(word)) speaksOf[at] = byPronoun(cast, at, 'F', doerOf(tokens, at, speaksOf))
    else if (THEY.has(word)) speaksOf[at] = byThey(cast, at)
    else if (word === 'it') speaksOf[at] = cast.findLast(({ sort, plural }) => sort !== 'human' && !plural)
  }

  const name = (who: Who) => (who === DREAMER ? DREAMER : codeOf(who))
  const look = (from: number, to: number, step: 1 | -1, skip?: ReadonlySet<string>) => {
    const sentence = tokens[from - step]?.sentence
    for (let at = from; at !== to + step && tokens[at]?.sentence === sentence; at += step) {
      const who = speaksOf[at]
      const isSkipped = skip?.has(tokens[at]?.word ?? '') === true && !named.has(at)
      if (who && !isSkipped) return { who: name(who), at }
    }
    return undefined
  }
  const before = (at: number) => look(at - 1, at - REACH, -1, OBJECTS) ?? look(at - 1, at - REACH, -1)
  const after = (at: number, reach = OBJECT_REACH) => look(at + 1, at + reach, 1)
  return {
    drafts: cast.map((who) => ({
      category: 'character',
      code: codeOf(who),
      from: null,
      to: null,
      first: who.first,
      last: who.last,
    })),
    before,
    after,
    isNamed: (at) => named.has(at),
    feels(at) {
      const object = look(at + 1, at + 2, 1)
      if (object && !subjectBefore(tokens, at)) return object.who
      return before(at)?.who ?? DREAMER
    },
  }
}

/** "I was scared": the one who feels stands before it, with a verb of being or feeling between. */
function subjectBefore(tokens: readonly Token[], at: number): boolean {
  for (let index = at - 1; index >= at - 4; index--) {
    const token = tokens[index]
    if (!token || token.sentence !== tokens[at]?.sentence) return false
    if (
      /^(?:i|he|she|we|they|you|was|were|am|is|are|felt|feel|feels|feeling|got|get|be|been|became)$/.test(
        token.word,
      )
    )
      return true
  }
  return false
}

/** One who was there already, or a new one. */
function meet(
  cast: Character[],
  mention: Mention,
  previous: Mention | undefined,
  tokens: readonly Token[],
  speaksOf: readonly (Who | undefined)[],
): Character | undefined {
  const { noun } = mention
  if (mention.predicate) {
    const subject = speaksOf[mention.first - 2]
    if (subject && subject !== DREAMER && noun?.sort === 'occupation' && 'SU'.includes(subject.identity))
      subject.identity = 'O'
    return undefined
  }
  const known = findKnown(cast, mention, previous, tokens)
  if (known) {
    learn(known, mention)
    return known
  }
  const met = characterOf(mention)
  cast.push(met)
  return met
}

function learn(known: Character, { noun, name, nameGender, first, owner }: Mention): void {
  known.seen = first
  if (name !== null) known.names.add(name)
  if (noun) known.stems.add(noun.stem)
  if (noun?.sort === 'kin' && owner !== 'other' && known.sort === 'human' && !known.plural) {
    known.identity = noun.identity
    known.owner = 'own'
  } else if (noun?.sort === 'known' && 'SU'.includes(known.identity)) known.identity = 'K'
  if (known.gender !== 'I' || known.plural) return
  const learnt = nameGender ?? noun?.gender
  if (learnt === 'M' || learnt === 'F') known.gender = learnt
}

function findKnown(
  cast: readonly Character[],
  mention: Mention,
  previous: Mention | undefined,
  tokens: readonly Token[],
): Character | undefined {
  const { noun, name, article, owner } = mention
  if (article === 'another') return undefined
  if (name !== null) {
    const same = cast.find(({ names }) => names.has(name))
    if (same) return same
  }
  // "my sister, Ann" and "Ann, my sister" are one.
  const beside = previous && cast.findLast(({ seen }) => seen === previous.first)
  if (beside && previous.last === mention.first - 1 && isApposition(previous, mention, tokens)) return beside
  if (!noun) return undefined
  const fits = (who: Character) => who.plural === mention.many && fitsGender(who, noun.gender)
  if (noun.sort === 'animal' || noun.sort === 'creature') {
    return cast.findLast(
      (who) => who.sort !== 'human' && who.plural === mention.many && sameKind(who, noun.stem),
    )
  }
  if (noun.sort === 'kin' && owner !== 'other' && article === null)
    return cast.findLast((who) => who.owner === 'own' && who.stems.has(kinStem(noun.stem)) && fits(who))
  const otherName = (who: Character) => name !== null && who.names.size > 0
  const same = cast.findLast(
    (who) =>
      who.stems.has(kinStem(noun.stem)) && fits(who) && who.owner === ownerOf(mention) && !otherName(who),
  )
  if (same) return same
  if (article !== 'known') return undefined
  const loose = cast.findLast((who) => who.stems.has(kinStem(noun.stem)) && fits(who))
  if (loose) return loose
  if (noun.sort !== 'generic' && noun.sort !== 'indefinite') return undefined
  return cast.findLast(
    (who) => who.sort === 'human' && fits(who) && 'SUOEK'.includes(who.identity) && who.names.size === 0,
  )
}

function sameKind(who: Character, stem: string): boolean {
  return (
    who.stems.has(stem) || stem === 'animal' || (KIND_OF[stem] !== undefined && who.stems.has(KIND_OF[stem]))
  )
}

/** Other words for the same animal. */
const KIND_OF: Readonly<Record<string, string>> = {
  puppy: 'dog',
  dog: 'puppy',
  kitten: 'cat',
  cat: 'kitten',
  pony: 'horse',
  horse: 'pony',
  bunny: 'rabbit',
  pet: 'dog',
}

const SAME_KIN: Readonly<Record<string, string>> = {
  dad: 'father',
  daddy: 'father',
  papa: 'father',
  pop: 'father',
  mom: 'mother',
  mommy: 'mother',
  mum: 'mother',
  mummy: 'mother',
  mama: 'mother',
  momma: 'mother',
  ma: 'mother',
  grandpa: 'grandfather',
  granddad: 'grandfather',
  grandad: 'grandfather',
  grandma: 'grandmother',
  granny: 'grandmother',
  nana: 'grandmother',
  auntie: 'aunt',
  aunty: 'aunt',
  folks: 'parents',
  guy: 'man',
  fellow: 'man',
  gentleman: 'man',
  dude: 'man',
  cop: 'policeman',
  kid: 'child',
  lady: 'woman',
  'mom and dad': 'parents',
  everyone: 'person',
  everybody: 'person',
  crowd: 'person',
  other: 'person',
  individual: 'person',
  folk: 'person',
  'mum and dad': 'parents',
}

function kinStem(stem: string): string {
  return SAME_KIN[stem] ?? stem
}

function ownerOf({ owner, noun }: Mention): Mention['owner'] {
  return owner ?? (noun?.sort === 'kin' ? 'own' : null)
}

function isApposition(previous: Mention, mention: Mention, tokens: readonly Token[]): boolean {
  const [one, other] = [tokens[previous.last], tokens[mention.first]]
  if (!one || !other || one.sentence !== other.sentence || one.possessive) return false
  if (previous.many !== mention.many) return false
  const named = (mention.noun === null) !== (previous.noun === null)
  return named && (mention.noun === null || mention.owner === 'own' || mention.article !== null)
}

function fitsGender(who: Character, gender: Gender): boolean {
  return who.gender === gender || who.gender === 'I' || gender === 'I' || who.plural
}

function characterOf(mention: Mention): Character {
  const { noun, name, nameGender, owner, article, many, dead, young, ethnic, first, last } = mention
  const own = noun?.sort === 'kin' && (owner === 'own' || (owner === null && article === null))
  const gender = noun === null || noun.gender === 'I' ? (nameGender ?? noun?.gender ?? 'I') : noun.gender
  return {
    sort: noun?.sort === 'animal' || noun?.sort === 'creature' ? noun.sort : 'human',
    imaginary: noun?.sort === 'imaginary',
    dead,
    plural: many,
    gender: many && gender === 'I' && noun?.plural === false ? 'J' : gender,
    identity: identityOf(mention, own, ethnic),
    age: young && noun?.sort === 'generic' ? 'C' : (noun?.age ?? 'A'),
    stems: new Set(noun ? [kinStem(noun.stem)] : []),
    names: new Set(name === null ? [] : [name]),
    owner: own ? 'own' : owner,
    first,
    last,
    seen: first,
  }
}

function identityOf({ noun, name, owner, article }: Mention, own: boolean, ethnic: boolean): string {
  if (noun === null) return 'K'
  if (noun.sort === 'kin' && !own) return owner === 'other' ? 'K' : article === 'new' ? 'S' : 'U'
  if (ethnic && (noun.sort === 'generic' || noun.sort === 'indefinite')) return 'E'
  if (noun.sort === 'occupation' && owner === 'own') return 'K'
  if (name !== null && noun.sort === 'generic') return 'K'
  return noun.identity
}

/** The nearest one it fits; of whom nothing was known, its sex is learnt from it. Else somebody nobody has named. */
function byPronoun(cast: Character[], at: number, gender: 'M' | 'F', doer: Who | undefined): Character {
  const fits = (who: Character) =>
    who.sort === 'human' && !who.plural && (who.gender === gender || who.gender === 'I')
  const known = latest(cast, (who) => who !== doer && fits(who)) ?? latest(cast, fits)
  const who = known ?? unnamed(cast, at, gender)
  who.gender = gender
  who.seen = at
  return who
}

/** "my brother hit him": who does it is not whom it is done to, where there is another. */
function doerOf(
  tokens: readonly Token[],
  at: number,
  speaksOf: readonly (Who | undefined)[],
): Who | undefined {
  const token = tokens[at]
  const next = tokens[at + 1]
  const isObject =
    token?.word === 'him' ||
    (token?.word === 'her' && (!next || next.paused || next.sentence !== token.sentence))
  if (!isObject) return undefined
  for (let index = at - 1; index >= at - REACH && tokens[index]?.sentence === token.sentence; index--)
    if (speaksOf[index] !== undefined && !NOT_DOERS.has(tokens[index]?.word ?? '')) return speaksOf[index]
  return undefined
}

function unnamed(cast: Character[], at: number, gender: Gender): Character {
  const who: Character = {
    sort: 'human',
    imaginary: false,
    dead: false,
    plural: false,
    gender,
    identity: 'U',
    age: 'A',
    stems: new Set(),
    names: new Set(),
    owner: null,
    first: at,
    last: at,
    seen: at,
  }
  cast.push(who)
  return who
}

/** They are the group of before; where there is none, nobody was said to be there. */
function byThey(cast: readonly Character[], at: number): Character | undefined {
  const who = latest(cast, ({ plural }) => plural)
  if (who) who.seen = at
  return who
}

/** The one spoken of last, of those it fits. */
function latest(cast: readonly Character[], fits: (who: Character) => boolean): Character | undefined {
  let found: Character | undefined
  for (const who of cast) if (fits(who) && (found === undefined || who.seen > found.seen)) found = who
  return found
}

function codeOf({ sort, imaginary, dead, plural, gender, identity, age }: Character): string {
  const number = (plural ? 2 : 1) + (imaginary ? 4 : dead ? 2 : 0)
  if (sort === 'animal') return `${number}ANI`
  if (sort === 'creature') return `${number}CZZ`
  return `${number}${gender}${identity}${age}`
}
