import { createHash } from 'node:crypto'

export type Fence = {
  readonly mark: string
  /** The text between two lines that no text can hold, because they carry the mark. */
  around(label: string, text: string): string
}

/**
 * A fence for these texts, always the same for the same texts. Its mark is taken from their hash and occurs in none of
 * them, whatever the case, the spacing or the style of the letters: a dream cannot close the fence it stands in.
 */
export function fenceFor(texts: readonly string[]): Fence {
  const seen = texts.map(plainLetters)
  let digest = JSON.stringify(texts)
  let mark: string
  do {
    digest = createHash('sha256').update(digest).digest('hex')
    mark = digest.slice(0, 16)
  } while (seen.some((text) => text.includes(mark)))
  return {
    mark,
    around: (label, text) =>
      `----- ${label} begins ${mark} -----\n${text}\n----- ${label} ends ${mark} -----`,
  }
}

/** Only what a mark is made of, in whatever letters it was written. */
function plainLetters(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^0-9a-f]/g, '')
}

export type Defused = { readonly text: string; readonly replaced: number }

/**
 * A text that a model's server cannot take for its own marks. Servers put a message into one long string and then look for
 * marks like `<|im_end|>` in all of it, so a dream that holds one would end its own message and begin another. The first
 * character of whatever looks like a mark is replaced by its wide twin, and what cannot be seen by a sign or a space: one for one, so
 * that a place in this text is the same place in the dream.
 */
export function defuse(text: string): Defused {
  let replaced = 0
  const put = (sign: string) => () => {
    replaced++
    return sign
  }
  const safe = text
    .toWellFormed()
    .replace(BREAKS, '\n')
    .replace(/\r/g, ' ')
    .replace(CONTROLS, put('\uFFFD'))
    .replace(TAG_CHARACTERS, put('  '))
    .replace(/<(?=[A-Za-z/|｜<!_▁])/g, put('＜'))
    .replace(/\[(?=\/?[A-Za-z_]*[A-Z]{2}[A-Za-z_]*\])/g, put('［'))
    .replace(/\](?=~)/g, put('］'))
    .replace(/-(?=-{4})/g, put('－'))
  return { text: safe, replaced: replaced + countLone(text) }
}

/** One sign each: lines end in many ways. A `\r\n` keeps its length. */
const BREAKS = /\r(?!\n)|[\u0085\u2028\u2029]/g
/* oxlint-disable-next-line no-control-regex -- they are what is looked for */
const CONTROLS = /[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F]/g
/** Letters nobody sees and a model reads. Two code units each. */
const TAG_CHARACTERS = /[\u{E0000}-\u{E007F}]/gu

function countLone(text: string): number {
  return text.isWellFormed() ? 0 : [...text].filter((one) => !one.isWellFormed()).length
}
