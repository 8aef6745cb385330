import type { Cast } from './cast.ts'
import type { Draft } from './draft.ts'
import type { Token } from './tokens.ts'

const TOLD = new Set(['told', 'tell', 'tells', 'telling'])
const MADE = new Set(['made', 'make', 'makes', 'making'])
/** What is made of somebody with these is a feeling or a look, not a deed. */
const NOT_DEEDS = new Set(
  (
    'feel laugh smile cry think wonder realize realise want look happy sad angry mad nervous scared sick uncomfortable a an ' +
    'the my his her it so very more even feeling and to in for of with on at some any this that up out'
  ).split(' '),
)
const WILL_NOT = new Set(["wouldn't", "won't"])
/** Unwilling is only who could do it. */
const NOT_UNWILLING = new Set(
  (
    'be have mind know like want need hurt work happen fit seem matter see hear feel die fall notice recognize recognise ' +
    'realize realise remember understand last end get'
  ).split(' '),
)

/** Orders, coercion and refusal, which English makes of plain words: told me to, made me go, wouldn't give. */
export function codeCommands(tokens: readonly Token[], cast: Cast): Draft[] {
  const found: Draft[] = []
  for (let at = 1; at < tokens.length; at++) {
    const word = tokens[at]?.word ?? ''
    const doer = cast.before(at)
    if (!doer) continue
    const last = WILL_NOT.has(word) ? refusalEnd(tokens, at, doer.at) : orderEnd(tokens, cast, at)
    if (last === undefined) continue
    const to = WILL_NOT.has(word) ? cast.after(at)?.who : cast.after(at, 2)?.who
    if (to === doer.who) continue
    found.push({ category: 'aggression', code: '3>', from: doer.who, to: to ?? 'Q', first: at, last })
  }
  return found
}

/** Right after the one who will not; of a thing that will not open nobody speaks here. */
function refusalEnd(tokens: readonly Token[], at: number, doerAt: number): number | undefined {
  const verb = tokens[at + 1]
  if (doerAt !== at - 1 || !verb || verb.sentence !== tokens[at]?.sentence) return undefined
  if (tokens[doerAt]?.word === 'it' || NOT_UNWILLING.has(verb.word)) return undefined
  return at + 1
}

function orderEnd(tokens: readonly Token[], cast: Cast, at: number): number | undefined {
  const word = tokens[at]?.word ?? ''
  const object = cast.after(at, 2)
  if (!object) return undefined
  const next = tokens[object.at + 1]
  const after = tokens[object.at + 2]
  if (!next || next.paused || next.sentence !== tokens[at]?.sentence) return undefined
  if (TOLD.has(word)) {
    if (next.word === 'to' && after) return object.at + 2
    return next.word === 'not' && after?.word === 'to' ? object.at + 2 : undefined
  }
  return MADE.has(word) && !NOT_DEEDS.has(next.word) && /^[a-z]+$/.test(next.word) ? object.at + 1 : undefined
}
