import type { Withheld } from '../../../contract/model/reading.ts'
import type { SafetyLists } from './lists.ts'
import { plain, sentencesOf } from './plain.ts'

export type Screened = {
  /** What happens inside a dream is no alarm, words about waking life are one. In doubt it is `gentle`. */
  readonly crisis: 'none' | 'gentle' | 'stop'
  readonly clinician: boolean
  readonly grief: boolean
  /** God, a prophet or an angel is seen, not only named. */
  readonly sacred: boolean
  readonly tooLittle: boolean
}

type Told = {
  readonly title: string | null
  readonly text: string
  /** Waking words, which are about waking life by what they are. */
  readonly reflection: string | null
}

const FEWEST_WORDS = 5
const FEWEST_SIGNS = 10
/** So many times that, and nobody can say that there is hardly anything. */
const PLENTY = 5

/** What is looked for in a dream before a model is asked. */
export function screenDream({ title, text, reflection }: Told, lists: SafetyLists): Screened {
  const dream = plain(text)
  const all = [title ?? '', text, reflection ?? ''].map(plain).join('\n')
  return {
    crisis: worse(screenCrisis(text, lists), screenCrisis(reflection ?? '', lists, { waking: true })),
    clinician: has(all, lists.clinician),
    grief: has(all, lists.grief),
    sacred: has(withoutLikenesses(dream, lists), lists.sacred.seen),
    tooLittle: isTooLittle(text),
  }
}

/** Sentence by sentence. A sentence of the dream itself alarms only where something leads out of the dream. */
export function screenCrisis(text: string, lists: SafetyLists, { waking = false } = {}): Screened['crisis'] {
  const { now, told, lately, waking: outside, inside, past } = lists.crisis
  const sentences = sentencesOf(text).map(plain)
  const toldAsPast = sentences.filter((one) => has(one, past) && !has(one, now)).length > 0
  let found: Screened['crisis'] = 'none'
  for (const sentence of sentences) {
    if (has(sentence, told) && (waking || has(sentence, lately)) && !has(sentence, inside)) return 'stop'
    if (!has(sentence, now)) continue
    const leadsOut = waking || has(sentence, outside)
    const isDream = has(sentence, inside) && !leadsOut
    found = worse(found, !isDream && (leadsOut || toldAsPast || sentences.length === 1) ? 'stop' : 'gentle')
  }
  return found
}

export function has(text: string, expressions: readonly RegExp[]): boolean {
  return expressions.some((expression) => expression.test(text))
}

/** Why no model is asked at all, where there is a reason in what was written. The order is that of weight. */
export function reasonToWithhold(
  screened: Screened,
  {
    withholds,
    feeling,
    askedAgain,
  }: { withholds: readonly Withheld[]; feeling: string; askedAgain: boolean },
): Withheld | null {
  if (screened.crisis === 'stop') return 'crisis'
  if (screened.grief) return 'grief'
  if (screened.tooLittle) return 'too-little'
  if (screened.sacred && withholds.includes('sacred')) return 'sacred'
  if (withholds.includes('disliked') && feeling !== 'liked' && !askedAgain) return 'disliked'
  return null
}

/** Whether who says that there is too little to read can be believed. */
export function mayBeTooLittle(text: string): boolean {
  return isTooLittle(text, PLENTY)
}

function withoutLikenesses(text: string, { sacred }: SafetyLists): string {
  return sacred.notSeen.reduce((left, expression) => left.replace(expression, ' … '), text)
}

function isTooLittle(text: string, times = 1): boolean {
  const unspaced =
    text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu)?.length ?? 0
  const words = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
  const fewWords = words < FEWEST_WORDS * times
  return unspaced > 0 ? unspaced < FEWEST_SIGNS * times && fewWords : fewWords
}

const WEIGHT = { none: 0, gentle: 1, stop: 2 } as const

function worse(one: Screened['crisis'], other: Screened['crisis']): Screened['crisis'] {
  return WEIGHT[one] >= WEIGHT[other] ? one : other
}
