const DEEPEST = 16
const MOST_VALUES = 1_000_000
/** What fits into so few characters cannot hurt, however deep it is. */
const HARMLESS = 64 * 1024

export type Json =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: string }

/** One line of JSON. Depth and number of values are looked at first: a parsed value can be a hundred times its text. */
export function parseJson(text: string): Json {
  if (text.length > HARMLESS && isExcessive(text))
    return { ok: false, reason: 'This line holds more, or deeper, than any dream' }
  try {
    return { ok: true, value: JSON.parse(text) as unknown }
  } catch {
    // The error's own message would repeat what was written.
    return { ok: false, reason: 'This line is not JSON' }
  }
}

function isExcessive(text: string): boolean {
  let depth = 0
  let values = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x22) at = endOfString(text, at)
    else if (code === 0x7b || code === 0x5b) depth++
    else if (code === 0x7d || code === 0x5d) depth--
    else if (code === 0x2c) values++
    if (depth > DEEPEST || values > MOST_VALUES) return true
  }
  return false
}

function endOfString(text: string, start: number): number {
  let at = text.indexOf('"', start + 1)
  while (at !== -1 && isEscaped(text, at)) at = text.indexOf('"', at + 1)
  return at === -1 ? text.length : at
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0
  while (text.charCodeAt(at - 1 - slashes) === 0x5c) slashes++
  return slashes % 2 === 1
}
