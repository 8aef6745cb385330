import lists from '../../../../resources/lexicon/coding/events.json' with { type: 'json' }
import type { Category } from '../../../contract/model/coding.ts'
import { DREAMER, type Cast } from './cast.ts'
import type { Draft } from './draft.ts'
import { entriesOf, formsOf, Phrasebook } from './phrases.ts'
import { isNegated, type Token } from './tokens.ts'

type Event = { readonly category: Category; readonly code: string; readonly refusal: boolean }

const EVENTS = new Phrasebook<Event | null>()
const SORTS = [
  ['misfortune', lists.misfortune],
  ['good fortune', lists.goodFortune],
  ['success', lists.success],
  ['failure', lists.failure],
] as const satisfies readonly (readonly [Category, Readonly<Record<string, readonly string[]>>])[]
for (const [category, degrees] of SORTS)
  for (const [code, lines] of Object.entries(degrees))
    for (const entry of entriesOf(lines))
      for (const phrase of formsOf(entry))
        EVENTS.add(phrase, { category, code, refusal: /\b(?:not|no|\w+n't|can't|unable)\b/.test(phrase) })
for (const entry of entriesOf(lists.notMeant)) EVENTS.add(entry.slice(1), null)

/** What befell somebody, and what came of striving. The same thing told on counts once. */
export function codeEvents(tokens: readonly Token[], cast: Cast): Draft[] {
  const found = new Map<string, Draft>()
  for (let at = 0; at < tokens.length; at++) {
    const phrase = EVENTS.at(tokens, at)
    if (!phrase) continue
    const { means, to: last } = phrase
    if (means !== null && (means.refusal || !isNegated(tokens, at))) {
      const from = cast.before(at)?.who ?? cast.after(last)?.who ?? DREAMER
      const key = `${means.category} ${means.code} ${from}`
      if (!found.has(key))
        found.set(key, { category: means.category, code: means.code, from, to: null, first: at, last })
    }
    at = last
  }
  return [...found.values()]
}
