import {
  BODY,
  COMPOUNDS,
  ETHNIC,
  genderOfName,
  genderOfTitle,
  NOT_NAMES,
  NOUNS,
  PEOPLES,
  type Noun,
} from './nouns.ts'
import type { Token } from './tokens.ts'

/** Somebody is named or called by a noun here. */
export type Mention = {
  /** With what stands before the noun, for the quote. */
  readonly first: number
  readonly last: number
  readonly noun: Noun | null
  /** A given name, in small letters; with the noun where both stand together. */
  readonly name: string | null
  readonly nameGender: 'M' | 'F' | 'J' | 'I' | null
  /** Whose: `own` is the dreamer's. */
  readonly owner: 'own' | 'other' | null
  readonly article: 'new' | 'another' | 'known' | null
  readonly many: boolean
  readonly dead: boolean
  readonly young: boolean
  readonly ethnic: boolean
  /** Only says what somebody already there is: "he was a doctor". */
  readonly predicate: boolean
}

const OWN = new Set(['my', 'our'])
const OTHERS = new Set(['his', 'her', 'their', 'your', 'its', 'whose'])
const NEW = new Set(['a', 'an', 'some', 'one', 'any', 'every', 'each', 'no'])
const MORE = new Set(['another', 'other', 'different', 'second', 'third', 'new', 'else'])
const KNOWN = new Set(['the', 'this', 'that', 'these', 'those', 'both', 'all'])
const NUMBERS = new Set([
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'several',
  'many',
  'few',
  'dozen',
  'hundreds',
  'most',
  'more',
  'lots',
])
const YOUNG = new Set(['little', 'small', 'young', 'tiny'])
const DEAD = new Set(['dead', 'deceased', 'late'])
const BE = new Set(['was', 'were', 'am', 'is', 'are', 'be', 'being', 'been', 'became', 'become'])
const SUBJECTS = new Set(['i', 'he', 'she', 'we', 'they', 'you', 'who'])
const GATHERED = new Set(['couple', 'crowd', 'gang', 'team', 'band', 'crew', 'mob', 'army', 'family'])
/** A verb or a link after it that only somebody can have. */
const ACTS = new Set(
  (
    'said says say told tells asked asks was is had has came comes went goes looked looks wanted wants did does got gets ' +
    'took takes gave gives tried tries saw sees and kept keeps started starts began begins walked walks turned ' +
    'turns called calls thought thinks knew knows'
  ).split(' '),
)
const WITH = new Set('with and named called told asked see saw meet met from like by for'.split(' '))
const REACH = 4

export function findMentions(tokens: readonly Token[]): Mention[] {
  const found: Mention[] = []
  for (let at = 0; at < tokens.length; at++) {
    const mention = mentionAt(tokens, at)
    if (!mention) continue
    if (mention.last >= at) at = mention.last
    if (mention.noun === null && mention.name === null) continue
    found.push(saysOfLast(tokens, found.at(-1), mention) ? { ...mention, predicate: true } : mention)
  }
  return found
}

/** "the man was a baker" */
function saysOfLast(
  tokens: readonly Token[],
  last: Mention | undefined,
  { first, article }: Mention,
): boolean {
  if (article !== 'new' || last?.last !== first - 2) return false
  return BE.has(tokens[first - 1]?.word ?? '') && tokens[first]?.sentence === tokens[last.last]?.sentence
}

function mentionAt(tokens: readonly Token[], at: number): Mention | undefined {
  return byTitle(tokens, at) ?? byNoun(tokens, at) ?? byName(tokens, at)
}

function byTitle(tokens: readonly Token[], at: number): Mention | undefined {
  const token = tokens[at]
  const next = tokens[at + 1]
  if (!token?.capital || !next?.capital || next.sentence !== token.sentence || next.paused) return undefined
  const gender = genderOfTitle(token.word)
  if (gender === undefined) return undefined
  const kin = NOUNS.at(tokens, at)?.means
  const noun = kin && (kin.sort === 'kin' || kin.sort === 'occupation') ? kin : null
  const last = lastCapital(tokens, at + 1)
  if (isOnlyOwner(tokens, last)) return nothing(at, last)
  return {
    ...around(tokens, at, last, noun),
    noun,
    name: next.word,
    nameGender: gender === 'I' ? (genderOfName(next.word, true) ?? 'I') : gender,
  }
}

function byNoun(tokens: readonly Token[], at: number): Mention | undefined {
  const found = NOUNS.at(tokens, at)
  if (!found) return byPeople(tokens, at)
  const { to, means: noun } = found
  if (noun === null) return nothing(at, to)
  const next = tokens[to + 1]
  if (GATHERED.has(noun.stem) && next?.word === 'of') return nothing(at, to)
  if (isCompound(tokens, to) || isOnlyOwner(tokens, to)) return nothing(at, to)
  const said = around(tokens, at, to, noun)
  const determined = said.first < at || said.article !== null || said.owner !== null || said.many || said.dead
  const named = nameAfter(tokens, to)
  if (noun.needsDeterminer && !determined && named === undefined && !tokens[at]?.capital) return undefined
  if (noun.sort === 'kin' && noun.stem === 'pop' && said.owner !== 'own' && !tokens[at]?.capital)
    return undefined
  if (noun.stem === 'date' && said.owner === null) return undefined
  if (noun.stem === 'being' && tokens[at - 1]?.word !== 'human') return undefined
  if (noun.stem === 'general' && tokens[at - 1]?.word === 'in') return undefined
  const saying = tokens[said.first - 1]?.word
  if ((saying === 'as' || saying === 'like') && said.article === 'new' && !noun.plural) return nothing(at, to)
  if (named === undefined) return { ...said, noun, name: null, nameGender: null }
  return { ...said, last: named.last, noun, name: named.name, nameGender: named.gender }
}

/** "an Italian", "the Germans": a people's name that stands for somebody. */
function byPeople(tokens: readonly Token[], at: number): Mention | undefined {
  const token = tokens[at]
  if (!token || !PEOPLES.has(token.word)) return undefined
  const said = around(tokens, at, at, null)
  const plural = /(?:s|negroes)$/.test(token.word)
  if (said.article === null && !plural) return undefined
  if (COMPOUNDS.has(tokens[at + 1]?.word ?? '')) return nothing(at, at)
  const gender = token.word.endsWith('man') ? 'M' : plural ? 'J' : 'I'
  const noun: Noun = {
    sort: 'generic',
    gender,
    identity: 'E',
    age: 'A',
    plural,
    stem: token.word,
    needsDeterminer: false,
  }
  return { ...said, noun, name: null, nameGender: null, ethnic: true }
}

function byName(tokens: readonly Token[], at: number): Mention | undefined {
  const token = tokens[at]
  if (!token?.capital || NOT_NAMES.has(token.word) || token.word.length < 2) return undefined
  const gender = genderOfName(token.word, !token.first)
  if (gender === undefined && !isSomebody(tokens, at)) return undefined
  const last = lastCapital(tokens, at)
  if (isOnlyOwner(tokens, last) || isCompound(tokens, last)) return nothing(at, last)
  return {
    ...around(tokens, at, last, null),
    first: at,
    noun: null,
    name: token.word,
    nameGender: gender ?? 'I',
  }
}

/** A capital that no list knows, where only a person's name makes sense. */
function isSomebody(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  if (!token || token.first || ETHNIC.has(token.word) || !/^\p{L}+$/u.test(token.word)) return false
  const before = tokens[at - 1]
  const after = tokens[at + 1]
  if (before?.capital === true && !before.first) return false
  if (before && (KNOWN.has(before.word) || NEW.has(before.word) || OWN.has(before.word))) return false
  if (token.possessive) return BODY.has(after?.word ?? '')
  const acts =
    after !== undefined && !after.paused && after.sentence === token.sentence && ACTS.has(after.word)
  return (
    acts ||
    (before !== undefined && WITH.has(before.word) && before.word !== 'from' && before.word !== 'like')
  )
}

function nameAfter(tokens: readonly Token[], at: number) {
  const here = tokens[at]
  const skip = ['named', 'called'].includes(tokens[at + 1]?.word ?? '') ? 2 : 1
  const next = tokens[at + skip]
  if (!here || here.possessive || !next?.capital || next.first || next.sentence !== here.sentence)
    return undefined
  const gender = genderOfName(next.word, true)
  if (gender === undefined && (NOT_NAMES.has(next.word) || next.paused)) return undefined
  return { name: next.word, gender: gender ?? null, last: lastCapital(tokens, at + skip) }
}

function lastCapital(tokens: readonly Token[], at: number): number {
  let last = at
  for (;;) {
    const token = tokens[last]
    const next = tokens[last + 1]
    if (!token || token.possessive || !next?.capital || next.paused || next.sentence !== token.sentence)
      return last
    if (NOT_NAMES.has(next.word)) return last
    last++
  }
}

/** Who owns a thing is not there; whose hand or voice it is, is. */
function isOnlyOwner(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  if (!token?.possessive) return false
  const next = tokens[at + 1]
  const after = tokens[at + 2]
  return !(BODY.has(next?.word ?? '') || (BODY.has(after?.word ?? '') && next?.paused === false))
}

function isCompound(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1]
  return (
    next !== undefined && !next.paused && COMPOUNDS.has(next.word) && next.sentence === tokens[at]?.sentence
  )
}

/** What the words before a noun say about it. */
function around(tokens: readonly Token[], at: number, last: number, noun: Noun | null) {
  let first = at
  let owner: Mention['owner'] = null
  let article: Mention['article'] = null
  let many = noun?.plural ?? false
  let dead = false
  let young = false
  let ethnic = false
  const here = tokens[at]
  for (let index = at - 1; index >= Math.max(0, at - REACH); index--) {
    const token = tokens[index]
    if (!token || !here || token.sentence !== here.sentence || tokens[index + 1]?.paused === true) break
    const { word } = token
    if (DEAD.has(word)) dead = true
    if (YOUNG.has(word)) young = true
    if (ETHNIC.has(word)) ethnic = true
    if (NUMBERS.has(word)) {
      many = true
      first = index
    }
    if (MORE.has(word)) article = 'another'
    if (token.possessive) owner = 'other'
    else if (OWN.has(word)) owner = 'own'
    else if (OTHERS.has(word)) owner = 'other'
    else if (NEW.has(word)) article ??= 'new'
    else if (KNOWN.has(word)) article ??= 'known'
    else if (word === 'another') article = 'another'
    else if (LINKS.has(word)) break
    else continue
    first = index
    break
  }
  if (!dead) dead = isSaidDead(tokens, last)
  return {
    first,
    last,
    owner,
    article,
    many,
    dead,
    young,
    ethnic,
    predicate: isPredicate(tokens, first, article),
  }
}

/** Whatever stands between an article and a noun describes it, but a linking word ends the search. */
const LINKS = new Set(
  (
    'and or but of to in on at with by from for was were is are am be had has have i he she we they it you me him us ' +
    'them who that when then there as if so because not'
  ).split(' '),
)

function isSaidDead(tokens: readonly Token[], last: number): boolean {
  const [who, is, gone] = [tokens[last + 1]?.word, tokens[last + 2]?.word, tokens[last + 3]?.word]
  if (who !== 'who' && who !== 'that') return false
  if (is === 'died' || (is === 'had' && gone === 'died')) return true
  return (BE.has(is ?? '') || is === 'has') && (gone === 'dead' || gone === 'deceased')
}

function isPredicate(tokens: readonly Token[], first: number, article: Mention['article']): boolean {
  const be = tokens[first - 1]
  const subject = tokens[first - 2]
  if (article !== 'new' || !be || !subject || !BE.has(be.word)) return false
  return SUBJECTS.has(subject.word) && subject.sentence === be.sentence
}

/** What was looked at and is nobody. */
function nothing(first: number, last: number): Mention {
  return {
    first,
    last,
    noun: null,
    name: null,
    nameGender: null,
    owner: null,
    article: null,
    many: false,
    dead: false,
    young: false,
    ethnic: false,
    predicate: false,
  }
}
