import { foldText } from '../../lib/fold/fold.ts'
import type { LensQuestions, Lexicon, Motif } from './lexicon.ts'
import { isDoing, type Noticed } from './notice.ts'
import type { Spoken } from './terms.ts'

type Asked = {
  readonly lens: string
  readonly language: Spoken
  readonly lexicon: Lexicon
  readonly noticed: readonly Noticed[]
}

const MOST_QUESTIONS = 3

/**
 * One to three questions: about what the dream turns round, as the lens asks, and the lens's own last one. The same dream and lens always
 * have the same.
 */
export function chooseQuestions({ lens, language, lexicon, noticed }: Asked): string[] {
  const { any } = lexicon.questions
  const asks = questionsOf(lens, lexicon)
  const [foremost, next] = noticed.toSorted((a, b) => b.weight - a.weight)
  const chosen = [
    ...(asks.first ? [asks.first[language]] : []),
    ...(foremost
      ? [inTheLens(foremost, asks, language) ?? own(foremost, asks, 0, language)]
      : [any[language]]),
    ...(foremost ? [own(next ?? foremost, asks, 1, language)] : []),
  ]
  return [...new Set([...chosen.slice(0, MOST_QUESTIONS - 1), asks.last[language]])]
}

/** How a lens asks; one of a person's own asks in general. */
export function questionsOf(lens: string, { questions: { lenses, otherLens } }: Lexicon): LensQuestions {
  return (Object.hasOwn(lenses, lens) ? lenses[lens] : undefined) ?? otherLens
}

/** How the lens asks about such a thing, with its name put in; undefined where it leaves it to the motif's own questions. */
function inTheLens(
  { motif, noun }: Noticed,
  { about, aboutHard }: LensQuestions,
  language: Spoken,
): string | undefined {
  if (motif.hard && !aboutHard) return undefined
  const asking = about?.[motif.category] ?? (isDoing(motif) ? about?.doing : about?.thing)
  return asking?.[language].replace('{name}', noun ?? motif.names[language])
}

/** One of the three of the motif, with its name before it: it stands between questions about other things. */
function own(one: Noticed, { takes }: LensQuestions, at: number, language: Spoken): string {
  const question = one.motif.questions[language][takes[at % takes.length]!]!
  const name = nameOf(one, language)
  if (says(question, name)) return question
  return `${begun(name)}: ${question[0]!.toLowerCase()}${question.slice(1)}`
}

/** Whether a question names the thing by itself: with one of the words of its name. */
function says(question: string, name: string): boolean {
  const words = foldText(question).split(' ')
  return foldText(name)
    .split(' ')
    .some((word) => word.length > FEWEST_LETTERS && words.includes(word))
}

const FEWEST_LETTERS = 3

/** As the first words of a sentence. */
export function begun(name: string): string {
  return name[0]!.toUpperCase() + name.slice(1)
}

/** What a motif is called where a person reads it. */
export function nameOf({ motif, noun }: { motif: Motif; noun: string | null }, language: Spoken): string {
  return noun ?? motif.names[language]
}
