import { foldText } from '../../lib/fold/fold.ts'

export type Spoken = 'en' | 'ar'

/** One word or phrase that is looked for, folded. */
export type Term = {
  readonly id: string
  readonly language: Spoken
  readonly first: string
  readonly rest: readonly string[]
  /** Only as it is written, with nothing but و or ف before it. */
  readonly exact: boolean
  /** Where it stands, what it is part of is not meant: "ice cream" is no ice. */
  readonly not: boolean
  /** A letter that the fold loses and that makes another word: without its آ a mirror is a woman. */
  readonly needs: string | null
  /** What a dreamer’s word may be called in a question: the nurse, and not the doctor. */
  readonly noun: string | null
}

export type Entry = {
  readonly id: string
  readonly terms: Readonly<Partial<Record<Spoken, string>>>
  readonly notIn?: Readonly<Partial<Record<Spoken, string | undefined>>> | undefined
}

/**
 * The terms of an entry, from lists with commas. In English `door/s` is door and doors, and both are called the door, as `mud/` is the
 * mud; in Arabic a word takes what is written onto nouns, and `=` before it says that it does not. What stands after a colon is what
 * it is called: `frozen:the ice`.
 */
export function termsOf({ id, terms, notIn }: Entry): Term[] {
  return [
    ...english(id, terms.en, false),
    ...english(id, notIn?.en, true),
    ...arabic(id, terms.ar, false),
    ...arabic(id, notIn?.ar, true),
  ]
}

function english(id: string, list: string | undefined, not: boolean): Term[] {
  return pieces(list).flatMap(({ written, called }) => {
    const [base = '', ...endings] = written.split('/')
    const noun = called ?? (endings.length > 0 ? `the ${base}` : null)
    const forms = new Set([base, ...endings.map((ending) => base + ending)].flatMap(asTyped))
    return [...forms].flatMap((form) => term(form, { id, language: 'en', exact: true, not, noun }))
  })
}

/** Who writes at three in the morning leaves the apostrophe of "won't" out. */
function asTyped(form: string): string[] {
  return form.includes("n't") ? [form, form.replaceAll("n't", 'nt')] : [form]
}

function arabic(id: string, list: string | undefined, not: boolean): Term[] {
  return pieces(list).flatMap(({ written, called }) => {
    const exact = written.startsWith('=') || not
    const bare = written.replace(/^=/, '')
    const noun = called ?? (exact || /\s|^ال/.test(bare) ? null : `ال${bare}`)
    return term(bare, { id, language: 'ar', exact, not, noun })
  })
}

function term(written: string, as: Omit<Term, 'first' | 'rest' | 'needs'>): Term[] {
  const [first, ...rest] = foldText(written)
    .split(' ')
    .filter((token) => token !== '')
  const needs = /\p{L}آ/u.test(written) ? 'آ' : null
  return first === undefined ? [] : [{ ...as, first, rest, needs }]
}

function pieces(list: string | undefined): { written: string; called: string | undefined }[] {
  return (list ?? '').split(/[,،]/).flatMap((piece) => {
    const [written = '', called] = piece.split(':').map((half) => half.trim())
    return written === '' ? [] : [{ written, called }]
  })
}
