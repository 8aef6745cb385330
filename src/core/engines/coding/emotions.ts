import lists from '../../../../resources/lexicon/coding/emotions.json' with { type: 'json' }
import type { EmotionCode } from '../../../contract/model/coding.ts'
import type { Cast } from './cast.ts'
import { entriesOf, Phrasebook } from './phrases.ts'
import { isNegated, type Token } from './tokens.ts'
import type { Draft } from './draft.ts'

const EMOTIONS: readonly EmotionCode[] = ['AN', 'AP', 'SD', 'CO', 'HA']

const WORDS = new Phrasebook<EmotionCode | null>()
for (const code of EMOTIONS) WORDS.addAll(entriesOf(lists[code]), code)
WORDS.addAll(entriesOf(lists.notFelt), null)

/** Who is said to feel what. One code for each feeling of each character: saying it twice is not feeling two. */
export function codeEmotions(tokens: readonly Token[], cast: Cast): Draft[] {
  const found = new Map<string, Draft>()
  for (let index = 0; index < tokens.length; index++) {
    const word = WORDS.at(tokens, index)
    if (!word) continue
    const { to, means } = word
    if (means !== null && !isNegated(tokens, index)) {
      const from = cast.feels(index)
      const key = `${means} ${from}`
      if (!found.has(key))
        found.set(key, { category: 'emotion', code: means, from, to: null, first: index, last: to })
    }
    index = to
  }
  return [...found.values()]
}
