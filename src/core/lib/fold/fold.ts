import { ASCII, GAP } from './character-table.ts'
import { mapCharacters } from './map-characters.ts'
import { pairUp } from './pair-up.ts'
import { sheetText } from './sheet.ts'

/** Goes up with any change to what `foldText` answers: the store then writes its index anew. */
export const FOLD_VERSION = 1

/**
 * The form in which text is indexed and looked for: lower case, without accents, words separated by single
 * spaces, in a word nothing but letters, digits and the marks that are vowels.
 *
 * An apostrophe ends a word: "don't" is `don t` with any apostrophe, and a query for it is the phrase. The
 * other choice, `dont`, would hide `eau` in "l'eau" and `mother` in "mother's".
 *
 * A run of Chinese, Japanese, Korean, Thai … becomes overlapping pairs and its last character (夢を見 →
 * `夢を を見 見`), so that any part is found as a phrase and any single character as a prefix.
 */
export function foldText(text: string): string {
  const ascii = foldAscii(text)
  if (ascii !== undefined) return ascii
  const { sheet, unspaced } = mapCharacters(composed(text), { traced: false })
  return sheetText(unspaced ? pairUp(sheet) : sheet)
}

/** The same, with where in the text the character of each code unit began. The text must be `composed`. */
export function foldTraced(text: string): { folded: string; from: Uint32Array } {
  const { sheet, unspaced } = mapCharacters(text, { traced: true })
  const done = unspaced ? pairUp(sheet) : sheet
  return { folded: sheetText(done), from: done.from! }
}

/**
 * One spelling where Unicode has several (é, が, 한), and half-width katakana made whole (ﾄﾞ → ド). Both depend
 * on neighbours, of which a table of single characters knows nothing.
 */
export function composed(text: string): string {
  const whole = HALF_WIDTH.test(text) ? text.replace(HALF_WIDTH_RUN, (run) => run.normalize('NFKC')) : text
  return whole.normalize('NFC')
}

const HALF_WIDTH = /[\uff66-\uff9f]/
const HALF_WIDTH_RUN = /[\uff66-\uff9f]+/g

const spare = Buffer.alloc(1 << 14)

/** Most dreams are plain ASCII, and one loop over bytes is ten times as fast as anything that is not. */
function foldAscii(text: string): string | undefined {
  const bytes = text.length <= spare.length ? spare : Buffer.alloc(text.length)
  let n = 0
  let last: number = GAP
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 127) return undefined
    const to = ASCII[code]!
    if (to !== GAP || last !== GAP) bytes[n++] = to
    last = to
  }
  return bytes.toString('latin1', 0, n > 0 && last === GAP ? n - 1 : n)
}
