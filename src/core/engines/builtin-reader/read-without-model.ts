import type { Dream } from '../../../contract/model/dream.ts'
import type { Claim } from '../../../contract/model/reading.ts'
import { languageOf } from '../lenses/language.ts'
import { begun, chooseQuestions, nameOf, questionsOf } from './choose-questions.ts'
import type { Lexicon } from './lexicon.ts'
import { noticeIn, type Noticed, type Notice } from './notice.ts'
import { opening } from './passages.ts'
import type { Spoken } from './terms.ts'

/** An earlier dream, and what the lexicon noticed in it. */
export type Earlier = {
  readonly id: string
  readonly night: string | null
  readonly motifs: readonly string[]
}

type Asked = {
  readonly dream: Pick<Dream, 'id' | 'text' | 'mood' | 'nightmare'>
  /** The id of a lens; one the lexicon has no questions for is asked through in general. */
  readonly lens: string
  /** The language to answer in; null takes the dream’s. Where it is neither English nor Arabic the answer is English. */
  readonly language: string | null
  readonly lexicon: Lexicon
  /** The dreams before it that were looked at, newest first. */
  readonly past?: readonly Earlier[] | undefined
}

export type WithoutModel = {
  readonly claims: readonly Claim[]
  /** Lines of the program's own: that no model wrote it, and what it could not do. */
  readonly notes: readonly string[]
}

const MOST_ELEMENTS = 8
const MOST_EMOTIONS = 6
const MOST_RETURNING = 3
/** These do not tell a bad dream to its end again. */
const TELL_NO_END = new Set(['threat', 'nightmare-rescripting'])

/**
 * What can be said of a dream without any model: its own words, what they name, what returned, and questions. It interprets nothing, so
 * there are no readings in it. The same dream, lens, language and past always give the same.
 */
export function readWithoutModel(asked: Asked): WithoutModel {
  const { dream, lens, lexicon, past = [] } = asked
  const { words } = lexicon
  const language: Spoken = (asked.language ?? languageOf(dream.text)) === 'ar' ? 'ar' : 'en'
  const notice = noticeIn(dream.text, lexicon)
  const heavy = dream.nightmare || (dream.mood ?? 0) < 0 || notice.felt.some(({ feeling }) => feeling.heavy)
  const elements = elementsOf(notice.noticed)
  const calledOf = (one: Noticed): Noticed => ({
    ...one,
    noun: sameLanguage(notice, language) ? one.noun : null,
  })
  const named = elements.map(calledOf)
  const claims: Claim[] = [
    ...(heavy ? [summary(words.hard[language])] : []),
    ...tellBack(dream.text, notice, { lexicon, language, toTheEnd: !TELL_NO_END.has(lens) }),
    ...returning(named, dream.id, past, { lexicon, language }),
    ...named.map((one): Claim => ({ part: 'elements', name: nameOf(one, language), ...one.quoted })),
    ...notice.felt.slice(0, MOST_EMOTIONS).map(({ feeling, quoted }): Claim => ({
      part: 'emotions',
      emotion: feeling.names[language],
      ...quoted,
    })),
    ...chooseQuestions({ lens, language, lexicon, noticed: named }).map((text): Claim => ({
      part: 'questions',
      text,
    })),
  ]
  const ofTheLens = questionsOf(lens, lexicon).note?.[language]
  const notes = [
    ...(ofTheLens === undefined ? [] : [ofTheLens]),
    ...(notice.languages.length === 0 ? [words.otherLanguage[language]] : []),
    ...(notice.languages.length > 0 && elements.length === 0 ? [words.nothingFound[language]] : []),
    ...(lens === 'nightmare-rescripting' && !heavy ? [words.nothingToRewrite[language]] : []),
    words.noModel[language],
  ]
  return { claims, notes }
}

/** The ids of what the lexicon notices in a text: what a later dream is compared with. */
export function motifsIn(text: string, lexicon: Lexicon): string[] {
  return noticeIn(text, lexicon).noticed.map(({ motif }) => motif.id)
}

/** Those round which most of the dream turns, in the order in which it names them. */
function elementsOf(noticed: readonly Noticed[]): Noticed[] {
  const kept = new Set(noticed.toSorted((a, b) => b.weight - a.weight).slice(0, MOST_ELEMENTS))
  return noticed.filter((one) => kept.has(one))
}

function sameLanguage({ languages }: Notice, language: Spoken): boolean {
  return languages.includes(language)
}

function tellBack(
  text: string,
  { sentences }: Notice,
  { lexicon, language, toTheEnd }: { lexicon: Lexicon; language: Spoken; toTheEnd: boolean },
): Claim[] {
  const { begins, ends, whole } = lexicon.words
  const say = (frame: typeof begins, sentence: (typeof sentences)[number]) => {
    const { quote, cut } = opening(text, sentence)
    return frame[language].replace('{quote}', () => quote) + (cut ? ' …' : '')
  }
  const [first] = sentences
  const last = sentences.at(-1)
  if (!first || !last) return []
  if (first === last) return [summary(say(whole, first))]
  return [summary([say(begins, first), ...(toTheEnd ? [say(ends, last)] : [])].join(' '))]
}

function returning(
  elements: readonly Noticed[],
  dream: string,
  past: readonly Earlier[],
  { lexicon, language }: { lexicon: Lexicon; language: Spoken },
): Claim[] {
  const { again, unknownNight } = lexicon.words
  const before = past.filter(({ id }) => id !== dream)
  const lines = elements
    .filter(({ motif }) => !motif.background)
    .flatMap(({ motif }) => {
      const dreams = before.filter(({ motifs }) => motifs.includes(motif.id))
      const [latest] = dreams
      if (!latest) return []
      const line = again[language]
        .replace('{name}', motif.names[language])
        .replace('{count}', String(dreams.length))
        .replace('{all}', String(before.length))
        .replace('{night}', latest.night ?? unknownNight[language])
      return [{ line, count: dreams.length }]
    })
    .toSorted((a, b) => b.count - a.count)
    .slice(0, MOST_RETURNING)
  const all = lines.map(({ line }) => line).join(language === 'ar' ? '؛ ' : '; ')
  return lines.length > 0 ? [summary(`${begun(all)}.`)] : []
}

function summary(text: string): Claim {
  return { part: 'summary', text }
}
