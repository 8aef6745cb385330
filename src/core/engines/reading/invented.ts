import { foldText } from '../../lib/fold/fold.ts'

/** From three on: one and two are ways of speaking. */
const NUMBER_WORDS: Readonly<Record<string, number>> = {
  three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12, thirteen: 13,
  fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19, twenty: 20, thirty: 30, forty: 40,
  fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90, hundred: 100, thousand: 1000, million: 1_000_000,
  ثلاثه: 3, ثلاث: 3, اربعه: 4, اربع: 4, خمسه: 5, خمس: 5, سته: 6, سبعه: 7, سبع: 7, ثمانيه: 8, ثماني: 8, تسعه: 9, تسع: 9,
  عشره: 10, عشر: 10, عشرون: 20, عشرين: 20, ثلاثون: 30, ثلاثين: 30, اربعون: 40, اربعين: 40, مئه: 100, مائه: 100, الف: 1000,
} // prettier-ignore

/** Nouns have capitals there. */
const CAPITALISES_NOUNS: ReadonlySet<string> = new Set(['de'])

export type Known = {
  /** All that was given: what stands in it is not invented. */
  readonly given: string
  /** Names the lens itself uses. */
  readonly lens: string
}

/** Names and numbers of a sentence that nobody told. */
export function createInventions({ given, lens }: Known) {
  const told = new Set(foldText(given).split(' '))
  const toldNumbers = new Set([...numbersIn(given), ...[...told].flatMap((word) => numberWord(word) ?? [])])
  const ofLens = new Set(foldText(lens).split(' '))
  return {
    number: (text: string): boolean => {
      const words = foldText(text).split(' ')
      return (
        numbersIn(text).some((number) => !toldNumbers.has(number)) ||
        words.some((word) => {
          const number = numberWord(word)
          return number !== undefined && !told.has(word) && !toldNumbers.has(number)
        })
      )
    },
    name: (text: string, language: string | null): boolean => {
      if (language !== null && CAPITALISES_NOUNS.has(language)) return false
      return capitalised(text).some((word) =>
        foldText(word)
          .split(' ')
          .some((part) => part.length > 1 && !told.has(part) && !ofLens.has(part)),
      )
    },
  }
}

function numbersIn(text: string): number[] {
  const plainDigits = text.normalize('NFKC').replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) % 16))
  return (plainDigits.match(/\d+/g) ?? []).map(Number)
}

function numberWord(word: string): number | undefined {
  const bare = word.replace(/^(?:ال|وال|و)/, '')
  if (Object.hasOwn(NUMBER_WORDS, word)) return NUMBER_WORDS[word]
  return Object.hasOwn(NUMBER_WORDS, bare) ? NUMBER_WORDS[bare] : undefined
}

/** Words with a capital where a sentence does not begin. `I` and its like are no names. */
function capitalised(text: string): string[] {
  return [...text.matchAll(/(?<before>^|[\s("“‘'«-])(?<word>\p{Lu}[\p{L}\p{M}’']*)/gu)]
    .filter(({ index, groups }) => {
      const ahead = text.slice(0, index + (groups?.['before']?.length ?? 0)).trimEnd()
      return ahead !== '' && !/[.!?:;…"“«(]$/.test(ahead) && !/^I(?:['’].*)?$/.test(groups?.['word'] ?? '')
    })
    .map(({ groups }) => (groups?.['word'] ?? '').replace(/['’]s$/, ''))
}
