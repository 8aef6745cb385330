import { isUnspaced } from '../../lib/fold/characters.ts'
import { foldText } from '../../lib/fold/fold.ts'

/** Folded words that stand one after the other. */
export interface SearchTerm {
  readonly tokens: readonly string[]
  /** The last token may go on. */
  readonly prefix: boolean
  readonly titleOnly: boolean
}

/** Undefined when nothing of the text can be looked for. */
export function makeTerm(
  text: string,
  options: { prefix: boolean; titleOnly: boolean },
): SearchTerm | undefined {
  const tokens = foldText(text).split(' ')
  const last = tokens.at(-1)!
  if (last === '') return undefined
  if (!isUnspaced(last)) return { ...options, tokens, prefix: options.prefix && goesOn(last) }
  // In the index the last character of a run stands alone only where the run ends. The pair before says it all;
  // a lone character is the beginning of some pair.
  const inPair = tokens.length > 1 && isPairEndingIn(tokens.at(-2)!, last)
  return { tokens: inPair ? tokens.slice(0, -1) : tokens, prefix: !inPair, titleOnly: options.titleOnly }
}

/** Tokens are letters and digits only, and in quotation marks even AND is a word. */
export function termExpression({ tokens, prefix, titleOnly }: SearchTerm): string {
  return `${titleOnly ? 'title : ' : ''}"${tokens.join(' ')}"${prefix ? ' *' : ''}`
}

/** One letter is a word (vitamin c) or nothing yet; as a prefix it would find every dream, and slowly. */
function goesOn(token: string): boolean {
  return token.length > 1
}

function isPairEndingIn(token: string, last: string): boolean {
  return token.length > last.length && isUnspaced(token) && token.endsWith(last)
}
