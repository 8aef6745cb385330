import { foldCodePoint, isUnspaced } from './characters.ts'

/** Entries that are not simply the character to write. */
export const DROP = 1
/** Several characters, half of a pair, or one that depends on what stands before it: ask `foldOdd`. */
export const ODD = 2
/** A character of a script without spaces, written as it is. */
export const UNSPACED = 3
export const GAP = 0x20

export const ASCII = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  return /[a-z0-9]/i.test(character) ? character.toLowerCase().charCodeAt(0) : GAP
})

/** An entry for each code unit, 0 until a text first has it: working all of them out would cost 30 ms. */
const table = new Uint16Array(1 << 16)
const odd = new Map<number, string>()

export function entryFor(code: number): number {
  return table[code]! || (table[code] = workOut(code))
}

export function foldOdd(codePoint: number): string {
  let folded = odd.get(codePoint)
  if (folded === undefined) odd.set(codePoint, (folded = foldCodePoint(codePoint)))
  return folded
}

function workOut(code: number): number {
  if ((code >= 0x4e00 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7a3)) return UNSPACED
  if ((code >= 0xd800 && code <= 0xdfff) || code === 0x200c) return ODD
  const folded = foldCodePoint(code)
  if (folded === '') return DROP
  if (folded.length > 1) return /^ +$/.test(folded) ? GAP : ODD
  if (!isUnspaced(folded)) return folded.charCodeAt(0)
  return folded.charCodeAt(0) === code ? UNSPACED : ODD
}
