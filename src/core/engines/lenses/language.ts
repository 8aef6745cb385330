/** A language by its code, in English for the model and in its own words for it to take up. */
type Known = { readonly name: string; readonly own: string }

const KNOWN: Readonly<Record<string, Known>> = {
  ar: { name: 'Arabic', own: 'العربية' },
  bn: { name: 'Bengali', own: 'বাংলা' },
  de: { name: 'German', own: 'Deutsch' },
  el: { name: 'Greek', own: 'Ελληνικά' },
  en: { name: 'English', own: 'English' },
  es: { name: 'Spanish', own: 'español' },
  fa: { name: 'Persian', own: 'فارسی' },
  fr: { name: 'French', own: 'français' },
  he: { name: 'Hebrew', own: 'עברית' },
  hi: { name: 'Hindi', own: 'हिन्दी' },
  id: { name: 'Indonesian', own: 'Bahasa Indonesia' },
  it: { name: 'Italian', own: 'italiano' },
  ja: { name: 'Japanese', own: '日本語' },
  ko: { name: 'Korean', own: '한국어' },
  nl: { name: 'Dutch', own: 'Nederlands' },
  pl: { name: 'Polish', own: 'polski' },
  pt: { name: 'Portuguese', own: 'português' },
  ru: { name: 'Russian', own: 'русский' },
  sv: { name: 'Swedish', own: 'svenska' },
  ta: { name: 'Tamil', own: 'தமிழ்' },
  th: { name: 'Thai', own: 'ไทย' },
  tr: { name: 'Turkish', own: 'Türkçe' },
  uk: { name: 'Ukrainian', own: 'українська' },
  ur: { name: 'Urdu', own: 'اردو' },
  zh: { name: 'Chinese', own: '中文' },
}

export function nameOfLanguage(code: string): string {
  const known = Object.hasOwn(KNOWN, code) ? KNOWN[code] : undefined
  if (!known) return `the language with the code ${code}`
  return known.name === known.own ? known.name : `${known.name} (${known.own})`
}

const SCRIPTS = {
  Latin: /\p{Script=Latin}/gu,
  Arabic: /\p{Script=Arabic}/gu,
  Cyrillic: /\p{Script=Cyrillic}/gu,
  Greek: /\p{Script=Greek}/gu,
  Hebrew: /\p{Script=Hebrew}/gu,
  Devanagari: /\p{Script=Devanagari}/gu,
  Bengali: /\p{Script=Bengali}/gu,
  Tamil: /\p{Script=Tamil}/gu,
  Thai: /\p{Script=Thai}/gu,
  Hangul: /\p{Script=Hangul}/gu,
  Kana: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  Han: /\p{Script=Han}/gu,
}
type Script = keyof typeof SCRIPTS

/** A sign of these scripts says as much as several letters of the others. */
const HEAVY: ReadonlySet<Script> = new Set<Script>(['Hangul', 'Kana', 'Han'])
const FEWEST_LETTERS = 3
/** Enough to tell, and quick for a dream of any length. */
const LOOKED_AT = 20_000

/** The language a text is written in, as far as its letters and its commonest words show; null where they do not. */
export function languageOf(text: string): string | null {
  const sample = text.slice(0, LOOKED_AT)
  const weights = Object.entries(SCRIPTS).map(([script, letters]) => ({
    script: script as Script, // a key of the table
    weight: (sample.match(letters)?.length ?? 0) * (HEAVY.has(script as Script) ? 3 : 1),
  }))
  const { script, weight } = weights.reduce((most, one) => (one.weight > most.weight ? one : most))
  if (weight < FEWEST_LETTERS) return null
  switch (script) {
    case 'Latin':
      return byCommonWords(sample)
    case 'Arabic':
      return arabicScript(sample)
    case 'Cyrillic':
      return /[іїєґ]/iu.test(sample) ? 'uk' : 'ru'
    case 'Han':
      // Japanese is written with both; a Chinese text has no kana.
      return (sample.match(SCRIPTS.Kana)?.length ?? 0) > 0 ? 'ja' : 'zh'
    default:
      return OF_ONE_LANGUAGE[script]
  }
}

const OF_ONE_LANGUAGE = {
  Greek: 'el',
  Hebrew: 'he',
  Devanagari: 'hi',
  Bengali: 'bn',
  Tamil: 'ta',
  Thai: 'th',
  Hangul: 'ko',
  Kana: 'ja',
} as const

function arabicScript(text: string): string {
  const count = (letters: RegExp) => text.match(letters)?.length ?? 0
  // A name with one foreign letter does not make a text Urdu or Persian.
  const all = count(SCRIPTS.Arabic)
  if (count(/[ٹڈڑےںھہ]/gu) * 25 > all) return 'ur'
  if (count(/[پچژگیک]/gu) * 25 > all) return 'fa'
  return 'ar'
}

/** Words that are common in one language and rare in the others. */
const COMMON: Readonly<Record<string, readonly string[]>> = {
  en: 'the and was were i my of to it that with had there she he they then but not this is are'.split(' '),
  de: 'der die das und ich war ein eine nicht mit auf dem den ist es zu mein meine dann wir sie er im'.split(
    ' ',
  ),
  fr: 'le la les et je un une des dans du était que qui pas il elle avec mon ma sur est puis nous'.split(' '),
  es: 'el la los las y yo un una de que en con mi era estaba no se por había luego del pero muy'.split(' '),
  it: 'il lo la gli e io un una di che in con mio mia era ero non si per c poi del della ma sono'.split(' '),
  pt: 'o a os as e eu um uma de que em com meu minha era estava não se por depois do da mas muito'.split(' '),
  nl: 'de het een en ik was van in met mijn niet dat er toen op te zijn maar naar we ze hij'.split(' '),
  sv: 'och jag det en ett i på var som att med min mitt inte den då till men vi hade är'.split(' '),
  pl: 'i w na się z do nie to że jest był była byłem byłam mój moja po ale potem jak'.split(' '),
  tr: 've bir bu ben ama sonra gibi çok için rüyamda vardı benim ile değil o da de ne'.split(' '),
  id: 'dan saya di yang itu ini ke dengan tidak ada dari aku kemudian lalu dia sebuah mimpi'.split(' '),
}

function byCommonWords(text: string): string | null {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  const hits = Object.entries(COMMON)
    .map(([code, common]) => ({ code, count: words.filter((word) => common.includes(word)).length }))
    .toSorted((a, b) => b.count - a.count)
  const [first, second] = hits
  if (!first || !second || first.count < 2) return null
  return first.count > second.count ? first.code : null
}
