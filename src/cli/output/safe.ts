/* oxlint-disable no-control-regex */
const UNSAFE = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g

/**
 * What a dream, an import or a model wrote, fit to be seen: a character that would steer the terminal (or
 * turn the direction of what follows) is shown instead. For terminals only; a pipe gets the text as it is.
 */
export function safeText(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(UNSAFE, shown)
}

/** JSON for a terminal: the same document, the characters JSON itself lets through written as escapes. */
export function safeJson(json: string): string {
  return json.replace(/[\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g, escaped)
}

function shown(character: string): string {
  const code = character.charCodeAt(0)
  if (code < 0x20) return String.fromCharCode(0x2400 + code)
  return code === 0x7f ? '␡' : escaped(character)
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
