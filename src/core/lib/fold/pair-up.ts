import { GAP, UNSPACED, entryFor } from './character-table.ts'
import { blankSheet, type Sheet } from './sheet.ts'

/** Makes each run of a script without spaces overlapping pairs and its last character: 夢を見 → 夢を を見 見. */
export function pairUp(sheet: Sheet): Sheet {
  const { codes, from, length } = sheet
  const paired = blankSheet('pair', length * 3 + 1, { traced: from !== undefined })
  const to = paired.codes
  let n = 0
  let inRun = false
  for (let i = 0; i < length; i++) {
    const code = codes[i]!
    const unspaced = isUnspacedCode(code)
    const width = unspaced && isHigh(code) ? 2 : 1
    if (unspaced !== inRun && code !== GAP && n > 0 && to[n - 1] !== GAP) to[n++] = GAP
    // Written once to end the pair before, after a gap once more to begin the next.
    for (let time = unspaced && inRun ? 2 : 1; time > 0; time--) {
      for (let k = i; k < i + width; k++) {
        if (paired.from && from) paired.from[n] = from[k]!
        to[n++] = codes[k]!
      }
      if (time === 2) to[n++] = GAP
    }
    inRun = unspaced
    i += width - 1
  }
  paired.length = n
  return paired
}

/** Beyond the first plane only Han is written without spaces, and it has planes two and three to itself. */
function isUnspacedCode(code: number): boolean {
  return code > 0xdff && (isHigh(code) || entryFor(code) === UNSPACED)
}

function isHigh(code: number): boolean {
  return code >= 0xd840 && code <= 0xd8bf
}
