import { isUnspaced } from './characters.ts'
import { foldText } from './fold.ts'

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
  if (!isUnspaced(last)) return { tokens, ...options }
  // In the index the last character of a run stands alone only where the run ends. The pair before says it all;
  // a lone character is the beginning of some pair.
  const inPair = tokens.length > 1 && isPairEndingIn(tokens.at(-2)!, last)
  return { tokens: inPair ? tokens.slice(0, -1) : tokens, prefix: !inPair, titleOnly: options.titleOnly }
}

/** Tokens are letters and digits only, and in quotation marks even AND is a word. */
export function termExpression({ tokens, prefix, titleOnly }: SearchTerm): string {
  return `${titleOnly ? 'title : ' : ''}"${tokens.join(' ')}"${prefix ? ' *' : ''}`
}

function isPairEndingIn(token: string, last: string): boolean {
  return token.length > last.length && isUnspaced(token) && token.endsWith(last)
}
