import lists from '../../../../resources/lexicon/coding/interactions.json' with { type: 'json' }
import { DREAMER, UNKNOWN, type Cast } from './cast.ts'
import { BODY } from './nouns.ts'
import { codeCommands } from './commands.ts'
import type { Draft } from './draft.ts'
import { entriesOf, formsOf, Phrasebook } from './phrases.ts'
import { isNegated, type Token } from './tokens.ts'

type Kind = 'aggression' | 'friendliness' | 'sexuality'
type Deed = {
  readonly kind: Kind
  readonly degree: string
  readonly toSomebody: boolean
  readonly refusal: boolean
}
type Degrees = Readonly<
  Record<string, { readonly toSomebody: readonly string[]; readonly always: readonly string[] }>
>

const KINDS: readonly Kind[] = ['aggression', 'friendliness', 'sexuality']
const DEEDS: Readonly<Record<Kind, Phrasebook<Deed | null>>> = {
  aggression: bookOf('aggression', lists.aggression),
  friendliness: bookOf('friendliness', lists.friendliness),
  sexuality: bookOf('sexuality', lists.sexuality),
}
/** What also befalls people: without somebody who did it, it is a misfortune. */
const BY_ACCIDENT = new Set(entriesOf(lists.byAccident).flatMap(formsOf))
const MUTUAL = new Set(entriesOf(lists.mutual).flatMap(formsOf))

function bookOf(kind: Kind, degrees: Degrees): Phrasebook<Deed | null> {
  const book = new Phrasebook<Deed | null>()
  for (const [degree, { toSomebody, always }] of Object.entries(degrees))
    for (const [entries, needs] of [
      [always, false],
      [toSomebody, true],
    ] as const)
      for (const entry of entriesOf(entries).filter((one) => one !== ''))
        for (const phrase of formsOf(entry))
          book.add(phrase, { kind, degree, toSomebody: needs, refusal: /\b(?:not|no|\w+n't)\b/.test(phrase) })
  for (const phrase of entriesOf(lists.notMeant)) book.add(phrase, null)
  return book
}

const BE = new Set(['was', 'were', 'is', 'are', 'am', 'be', 'been', 'being', 'got', 'get', 'gets', 'getting'])
const OBJECTS = new Set([
  'me',
  'him',
  'us',
  'them',
  'myself',
  'himself',
  'herself',
  'themselves',
  'someone',
  'somebody',
])

/** What characters do to each other: class, who began it, to whom. */
export function codeInteractions(tokens: readonly Token[], cast: Cast, emotions: readonly Draft[]): Draft[] {
  const found: Draft[] = []
  for (const kind of KINDS) {
    const seen = new Set<string>()
    for (let at = 0; at < tokens.length; at++) {
      const phrase = DEEDS[kind].at(tokens, at, { mayPart: true })
      if (!phrase) continue
      const { means: deed, to: last, gap } = phrase
      if (deed === null) {
        at = last
        continue
      }
      if (!deed.refusal && isNegated(tokens, at)) continue
      const draft = draftOf(tokens, cast, { deed, at, last, gap })
      if (!draft) continue
      // The same deed told on in the next sentence is one deed.
      const key = `${draft.code} ${draft.from} ${draft.to}`
      if (!seen.has(key)) found.push(draft)
      seen.add(key)
      if (gap === 0) at = last
    }
  }
  const orders = codeCommands(tokens, cast).filter(
    ({ first, last }) =>
      !found.some((deed) => deed.category === 'aggression' && deed.first <= last && first <= deed.last),
  )
  return [...found, ...orders, ...codeHostility(cast, emotions, found)]
}

const NEAR = 6

/** Anger at somebody is covert hostility, where nothing worse is told between the two. */
function codeHostility(cast: Cast, emotions: readonly Draft[], found: readonly Draft[]): Draft[] {
  return emotions.flatMap(({ code, from, first, last }) => {
    if (code !== 'AN' || from === null) return []
    const to = [cast.after(last, NEAR)?.who, cast.before(first)?.who].find(
      (who) => who !== undefined && who !== from,
    )
    const told = found.some((deed) => deed.category === 'aggression' && deed.from === from && deed.to === to)
    if (to === undefined || told) return []
    return [{ category: 'aggression' as const, code: '1>', from, to, first, last }]
  })
}

type Place = { readonly deed: Deed; readonly at: number; readonly last: number; readonly gap: number }

function draftOf(tokens: readonly Token[], cast: Cast, { deed, at, last, gap }: Place): Draft | undefined {
  const { kind, degree, toSomebody } = deed
  const passive = isPassive(tokens, at)
  const near = cast.before(at)
  const object = gap > 0 ? cast.after(at) : (inside(tokens, cast, at, last) ?? cast.after(last))
  const closeObject =
    object !== undefined && isClose(tokens, last, object.at, gap) && !isThing(tokens, cast, object, near?.who)
      ? object
      : undefined
  if (toSomebody && !(passive ? near : closeObject)) return undefined
  if (toSomebody && !passive && isNoun(tokens, at)) return undefined
  const by = passive ? byWhom(tokens, cast, last) : near?.who
  const whom = passive ? near?.who : closeObject?.who
  const said = wordsOf(tokens, at, last)
  if (passive && by === undefined && BY_ACCIDENT.has(said)) return undefined
  const [from, to] = [by ?? UNKNOWN, whom ?? UNKNOWN]
  if (from === to && from === DREAMER)
    return reflexive(tokens, last) ? self(deed, at, last) : other(deed, at, last)
  return {
    category: kind,
    code: `${degree}${MUTUAL.has(said) ? '=' : '>'}`,
    from,
    to: from === to ? UNKNOWN : to,
    first: at,
    last,
  }
}

function wordsOf(tokens: readonly Token[], first: number, last: number): string {
  return tokens
    .slice(first, last + 1)
    .map(({ word }) => word)
    .join(' ')
}

function other({ kind, degree }: Deed, first: number, last: number): Draft {
  return { category: kind, code: `${degree}>`, from: DREAMER, to: UNKNOWN, first, last }
}

function self({ kind, degree }: Deed, first: number, last: number): Draft {
  return { category: kind, code: `${degree}*`, from: DREAMER, to: null, first, last }
}

function reflexive(tokens: readonly Token[], last: number): boolean {
  return [1, 2, 3].some((step) => tokens[last + step]?.word === 'myself')
}

/** "helped me", "gave him": a pronoun that is part of the phrase itself. */
function inside(tokens: readonly Token[], cast: Cast, at: number, last: number) {
  for (let index = last; index > at; index--)
    if (OBJECTS.has(tokens[index]?.word ?? '')) return cast.after(index - 1, 1)
  return undefined
}

const BETWEEN = new Set(
  'the a an my our his her their this that these those some another other two three one of both all at to with by just back young old little big'.split(
    ' ',
  ),
)

/** The one it is done to stands right after it, but for what describes them. */
function isClose(tokens: readonly Token[], last: number, objectAt: number, gap: number): boolean {
  if (objectAt <= last) return true
  if (gap > 0) return objectAt <= last
  for (let index = last + 1; index < objectAt; index++) {
    const token = tokens[index]
    if (!token || token.paused || !BETWEEN.has(token.word)) return false
  }
  return tokens[objectAt]?.paused === false && !isSubject(tokens, objectAt)
}

type Spoken = { readonly who: string; readonly at: number }

const OWNERS = new Set(['my', 'his', 'her', 'their', 'our'])
const AFTER_HER = new Set(
  (
    'and but or to for with in on at by from as because so when while then again back up down out off over until before ' +
    'after that if i he she they we it the a very hard right away too who'
  ).split(' '),
)

/** "hit his car": done to a thing. "hit his arm" is done to him, unless the arm is the doer's own. */
function isThing(tokens: readonly Token[], cast: Cast, object: Spoken, doer: string | undefined): boolean {
  const owner = tokens[object.at]
  const next = tokens[object.at + 1]
  if (!owner || !OWNERS.has(owner.word) || cast.isNamed(object.at)) return false
  if (!next || next.paused || next.sentence !== owner.sentence) return false
  if (owner.word === 'her' && AFTER_HER.has(next.word)) return false
  const body = BODY.has(next.word) || BODY.has(tokens[object.at + 2]?.word ?? '')
  return !body || object.who === doer
}

/** "I kicked and he ran": `he` begins something new. */
function isSubject(tokens: readonly Token[], at: number): boolean {
  return /^(?:i|he|she|we|they)$/.test(tokens[at]?.word ?? '')
}

function isPassive(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.word ?? ''
  if (word.endsWith('ing') && tokens[at - 1]?.word !== 'being') return false
  for (let index = at - 1; index >= at - 2; index--) {
    const token = tokens[index]
    if (!token || token.sentence !== tokens[at]?.sentence) return false
    if (BE.has(token.word))
      return !/^(?:mad|angry|jealous|fond|in|at|after|proud|attracted|worried|concerned)$/.test(word)
  }
  return false
}

function byWhom(tokens: readonly Token[], cast: Cast, last: number): string | undefined {
  for (let index = last + 1; index <= last + 3; index++)
    if (tokens[index]?.word === 'by') return cast.after(index)?.who
  return undefined
}

const ARTICLES = new Set(['a', 'an', 'the', 'my', 'his', 'her', 'their', 'this', 'of'])

/** "a punch", "the help": not the verb. */
function isNoun(tokens: readonly Token[], at: number): boolean {
  return ARTICLES.has(tokens[at - 1]?.word ?? '')
}
