/** A way to take a written word apart: what is left when small words written onto it are gone. */
export type Form = {
  readonly stem: string
  /**
   * `joined`: only a و or ف was taken off; `begins`: also of a word so short that only what follows can tell (فلم أجد);
   * `noun`: an article, a small word or an owner too.
   */
  readonly kind: 'as-is' | 'joined' | 'begins' | 'noun'
}

const BEFORE_NOUNS = ['ال', 'بال', 'كال', 'لل', 'ب', 'ك', 'ل']
/** Owners, and the endings of one, two and several. */
const AFTER_NOUNS = ['هما', 'ها', 'هم', 'هن', 'كم', 'نا', 'ان', 'ين', 'ون', 'ه', 'ي', 'ك', 'ا']
/** Of a shorter word nothing is taken off but the article: تلك is not "your hill". */
const SHORTEST = 3
/** ف begins many short words of its own. */
const SHORTEST_AFTER_F = 4

/** All ways to take a folded Arabic word apart, the plainest first. Most of them are no words: a lexicon knows which are. */
export function arabicForms(token: string): Form[] {
  const forms: Form[] = [{ stem: token, kind: 'as-is' }]
  const bare = withoutAnd(token)
  if (bare !== undefined) forms.push({ stem: bare, kind: 'joined' })
  else if (/^[وف]./.test(token)) forms.push({ stem: token.slice(1), kind: 'begins' })
  for (const word of bare === undefined ? [token] : [token, bare]) {
    for (const stem of [word, ...BEFORE_NOUNS.flatMap((before) => without(before, word))]) {
      if (stem !== word) forms.push({ stem, kind: 'noun' })
      for (const after of AFTER_NOUNS) forms.push(...owned(stem, after))
    }
  }
  return forms
}

function withoutAnd(token: string): string | undefined {
  const rest = token.slice(1)
  if (token.startsWith('و') && rest.length >= SHORTEST) return rest
  return token.startsWith('ف') && rest.length >= SHORTEST_AFTER_F ? rest : undefined
}

function without(before: string, word: string): string[] {
  if (!word.startsWith(before)) return []
  const rest = word.slice(before.length)
  return rest.length >= (before.length > 1 ? 2 : SHORTEST) ? [rest] : []
}

/** A ة is written ت before an ending, and the fold writes it ه at the end: سيارتي is سياره and an owner. */
function owned(word: string, after: string): Form[] {
  const stem = word.slice(0, -after.length)
  if (!word.endsWith(after) || stem.length < SHORTEST) return []
  const found: Form[] = [{ stem, kind: 'noun' }]
  if (stem.endsWith('ت') && stem.length > SHORTEST)
    found.push({ stem: `${stem.slice(0, -1)}ه`, kind: 'noun' })
  return found
}
