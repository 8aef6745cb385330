import type { CodeContent } from '../../../contract/model/coding.ts'

/** Where these words stand in a dream: as they are, else in any case and with any blanks; the place nearest to `near`. */
export function findQuote(text: string, words: string, near = 0): CodeContent['quote'] | undefined {
  const wanted = words.trim().split(/\s+/)
  if (wanted.join('') === '') return undefined
  return nearest(text, exactly(words.trim()), near) ?? nearest(text, loosely(wanted), near)
}

function exactly(words: string): RegExp {
  return new RegExp(escaped(words), 'gu')
}

function loosely(words: readonly string[]): RegExp {
  const parts = words.map((word) => escaped(word).replaceAll(/['’]/g, "['’]"))
  return new RegExp(parts.join('\\s+'), 'giu')
}

function nearest(text: string, pattern: RegExp, near: number) {
  let found: { start: number; end: number; text: string } | undefined
  for (const { 0: matched, index } of text.matchAll(pattern)) {
    if (found && Math.abs(index - near) >= Math.abs(found.start - near)) break
    found = { start: index, end: index + matched.length, text: matched }
  }
  return found
}

function escaped(words: string): string {
  return words.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, (sign) => (sign === '-' ? '\\x2d' : `\\${sign}`))
}
