import type { CodeContent } from '../../../contract/model/coding.ts'
import { findCast } from './cast.ts'
import type { Draft } from './draft.ts'
import { codeEmotions } from './emotions.ts'
import { isEnglish } from './english.ts'
import { codeEvents } from './events.ts'
import { codeInteractions } from './interactions.ts'
import { codeSettings } from './settings.ts'
import { tokenize, type Token } from './tokens.ts'

/** Changes with whatever changes what is suggested: the word lists and these rules. */
export const RULES = 'rules 1'

/** Codes for a dream by word lists and the order of words; null where the lists do not fit its language. */
export function codeByRules(text: string): CodeContent[] | null {
  if (!isEnglish(text)) return null
  const tokens = tokenize(text)
  const cast = findCast(tokens)
  const emotions = codeEmotions(tokens, cast)
  const drafts = [
    ...cast.drafts,
    ...codeInteractions(tokens, cast, emotions),
    ...emotions,
    ...codeEvents(tokens, cast),
    ...codeSettings(tokens),
  ]
  return drafts.map((draft) => withQuote(draft, tokens, text))
}

function withQuote(
  { category, code, from, to, first, last }: Draft,
  tokens: readonly Token[],
  text: string,
): CodeContent {
  const start = tokens[first]?.start ?? 0
  const end = tokens[last]?.bareEnd ?? start
  return { category, code, from, to, quote: { start, end, text: text.slice(start, end) } }
}
