import { ASCII, DROP, GAP, ODD, UNSPACED, entryFor, foldOdd } from './character-table.ts'
import { isUnspaced } from './characters.ts'
import { blankSheet, widen, type Sheet } from './sheet.ts'

/**
 * Writes each character as the table says, with one gap between words. `unspaced` says that some of it is in
 * a script without spaces and has still to be paired up.
 */
export function mapCharacters(
  text: string,
  options: { traced: boolean },
): { sheet: Sheet; unspaced: boolean } {
  const sheet = blankSheet('map', text.length + 1, options)
  let { codes, from } = sheet
  let n = 0
  let unspaced = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const to = code < 128 ? ASCII[code]! : entryFor(code)
    if (to === DROP || (to === GAP && (n === 0 || codes[n - 1] === GAP))) continue
    if (to !== ODD) {
      if (from) from[n] = i
      codes[n++] = to === UNSPACED ? code : to
      if (to === UNSPACED) unspaced = true
      continue
    }
    const codePoint = text.codePointAt(i)!
    const folded = codePoint === ZWNJ ? foldNonJoiner(codes[n - 1]) : foldOdd(codePoint)
    sheet.length = n
    writeSeveral(sheet, folded, { at: i, left: text.length - i })
    ;({ codes, from, length: n } = sheet)
    unspaced ||= isUnspaced(folded)
    if (codePoint > 0xffff) i++
  }
  sheet.length = n > 0 && codes[n - 1] === GAP ? n - 1 : n
  return { sheet, unspaced }
}

function writeSeveral(sheet: Sheet, folded: string, { at, left }: { at: number; left: number }): void {
  const room = sheet.length + folded.length + left
  if (room > sheet.codes.length || (sheet.from && room > sheet.from.length)) widen(sheet, room * 2)
  for (let k = 0; k < folded.length; k++) {
    const code = folded.charCodeAt(k)
    if (code === GAP && (sheet.length === 0 || sheet.codes[sheet.length - 1] === GAP)) continue
    if (sheet.from) sheet.from[sheet.length] = at
    sheet.codes[sheet.length++] = code
  }
}

const ZWNJ = 0x200c

/**
 * Between the parts of a Persian word (می‌روم) some write a non-joiner and some a space. In other scripts it only
 * shapes letters.
 */
function foldNonJoiner(before: number | undefined): string {
  return before !== undefined && before >= 0x600 && before <= 0x8ff ? ' ' : ''
}
