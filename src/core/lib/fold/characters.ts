/**
 * What becomes of one character. Everything here is about a single code point and nothing about its
 * neighbours, so the answers can be kept in a table.
 *
 * Expressions with Unicode properties are written as functions: making one takes up to a millisecond, and a journal in
 * plain ASCII never needs them.
 */

/**
 * Marks are written over letters in these scripts and people leave them out when they search (é, ё, שָׁ, مَ).
 * In the scripts of India and South-East Asia a mark is a vowel: leaving it out makes another word.
 * ゛and ゜ are inherited too, but か and が are different letters.
 */
const markLeftOut = () =>
  /[[\p{M}&&[\p{sc=Zinh}\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}\p{sc=Hebr}\p{sc=Arab}\p{sc=Syrc}]]--[\u3099\u309a]]/gv
/** Soft hyphens, zero-width characters, directions, and the tatweel that stretches an Arabic word. */
const leavesNoTrace = () => /[\p{Cf}\p{Default_Ignorable_Code_Point}\u0640]/gu
/** Hawaiʻi and Hawai'i are to be one thing, though Unicode calls the first of the two a letter. */
const APOSTROPHE_LETTER = /[\u02b9-\u02bf]/g
const notInAWord = () => /[^\p{L}\p{N}\p{M}]/gu

/** Scripts written without spaces between words: found by overlapping pairs of characters. */
const unspaced = () =>
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u

/**
 * Letters that no decomposition takes apart. The hamza seats (أ إ آ ؤ ئ) need no entry: Unicode writes them as
 * letter and mark, so they become ا و ي with the rest, which is the usual light normalisation of Arabic.
 */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ı: 'i',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ς: 'σ',
  ٱ: 'ا',
  ة: 'ه',
  ى: 'ي',
  ی: 'ي',
  ے: 'ي',
  ک: 'ك',
  ہ: 'ه',
  ھ: 'ه',
  ە: 'ه',
}

/** '' leaves no trace, ' ' ends a word, anything else is letters (a few code points become several). */
export function foldCodePoint(codePoint: number): string {
  const digit = arabicDigit(codePoint)
  if (digit !== undefined) return digit
  // Letters of the Korean alphabet standing alone (ㅋㅋㅋ): decomposition would make them invisible parts.
  if (codePoint >= 0x3131 && codePoint <= 0x3163) return String.fromCharCode(codePoint)
  const bare = String.fromCodePoint(codePoint)
    .normalize('NFKD')
    .replace(markLeftOut(), '')
    .replace(leavesNoTrace(), '')
    .replace(APOSTROPHE_LETTER, ' ')
  let folded = ''
  for (const letter of bare.toLowerCase()) folded += LETTERS[letter] ?? letter
  return folded.normalize('NFC').replace(notInAWord(), ' ')
}

/** Whether any of it is. The first test spares most texts the second expression. */
export function isUnspaced(text: string): boolean {
  return /[\u0e00-\uffff]/.test(text) && unspaced().test(text)
}

function arabicDigit(codePoint: number): string | undefined {
  if (codePoint >= 0x660 && codePoint <= 0x669) return String(codePoint - 0x660)
  if (codePoint >= 0x6f0 && codePoint <= 0x6f9) return String(codePoint - 0x6f0)
  return undefined
}
