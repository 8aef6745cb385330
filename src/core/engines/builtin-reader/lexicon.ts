import * as z from 'zod/mini'
import { hashOf } from '../lenses/hash.ts'
import { createFinder, type Finder } from './finder.ts'
import { termsOf } from './terms.ts'

const Words = z.string().check(z.regex(/\S/, 'must not be empty'))
const Both = z.strictObject({ en: Words, ar: Words })
const NotIn = z.optional(z.strictObject({ en: z.optional(Words), ar: z.optional(Words) }))
const Id = z.string().check(z.regex(/^[a-z][a-z-]*[a-z]$/, 'must be small letters and -'))
const Question = z.string().check(z.regex(/[^\s?؟]\s*[?؟]$/, 'must end with a question mark'))
/** How the image was; how the dreamer stood to it; what it is to them otherwise. Lenses choose by this order. */
const Three = z.array(Question).check(z.length(3, 'must be three questions'))

const Category = z.enum(['character', 'animal', 'place', 'nature', 'object', 'body', 'action', 'state'])
export type Category = z.infer<typeof Category>

const MotifEntry = z.strictObject({
  id: Id,
  names: Both,
  terms: Both,
  notIn: NotIn,
  /** Nobody is asked to play it, or where in their day it comes from: only its own questions are asked. */
  hard: z.optional(z.boolean()),
  /** In so many dreams that others come before it. */
  background: z.optional(z.boolean()),
  questions: z.strictObject({ en: Three, ar: Three }),
})
const MotifFile = z.strictObject({ category: Category, motifs: z.array(MotifEntry) })
export type Motif = z.infer<typeof MotifEntry> & { readonly category: Category }

const Feeling = z.strictObject({
  id: Id,
  names: Both,
  terms: Both,
  notIn: NotIn,
  /** Hard to feel: a line of understanding comes first. */
  heavy: z.optional(z.boolean()),
})
export type Feeling = z.infer<typeof Feeling>
const FeelingsFile = z.strictObject({ feelings: z.array(Feeling) })

const Asking = z.strictObject({ en: Question, ar: Question })
const LensQuestions = z.strictObject({
  /** Which of the three questions of an element it takes, in this order. */
  takes: z.array(z.literal([0, 1, 2])).check(z.minLength(1, 'must name at least one')),
  first: z.optional(Asking),
  about: z.optional(z.partialRecord(z.enum([...Category.options, 'thing', 'doing']), Asking)),
  /** It may ask about a hard motif in its own way. */
  aboutHard: z.optional(z.boolean()),
  last: Asking,
  /** What is to be said of the lens whenever it is used. */
  note: z.optional(Both),
})
export type LensQuestions = z.infer<typeof LensQuestions>
const QuestionsFile = z.strictObject({
  any: Asking,
  lenses: z.record(z.string(), LensQuestions),
  otherLens: LensQuestions,
})

const SAID = [
  'begins',
  'ends',
  'whole',
  'again',
  'unknownNight',
  'hard',
  'noModel',
  'otherLanguage',
  'nothingFound',
  'nothingToRewrite',
] as const
const WordsFile = z.record(z.enum(SAID), Both)

/** What stands in the files of resources/lexicon/motifs, by name, and in those of its `common` folder. */
export type LexiconFiles = {
  readonly motifs: Readonly<Record<string, unknown>>
  readonly common: Readonly<Record<'feelings' | 'lens-questions' | 'words', unknown>>
}

export type Lexicon = {
  readonly motifs: ReadonlyMap<string, Motif>
  readonly feelings: ReadonlyMap<string, Feeling>
  readonly questions: z.infer<typeof QuestionsFile>
  readonly words: z.infer<typeof WordsFile>
  readonly findMotifs: Finder
  readonly findFeelings: Finder
  /** Names these very lists. */
  readonly hash: string
}

/** The lexicon as one, or an error that names the file, the place in it and what is wrong there. */
export function readLexicon(files: LexiconFiles): Lexicon {
  const motifs = Object.entries(files.motifs).flatMap(([name, content]) => {
    const { category, motifs: entries } = check(name, content, MotifFile)
    return entries.map((motif): Motif => ({ ...motif, category }))
  })
  const { feelings } = check('feelings', files.common.feelings, FeelingsFile)
  return {
    motifs: byId(motifs),
    feelings: byId(feelings),
    questions: check('lens-questions', files.common['lens-questions'], QuestionsFile),
    words: check('words', files.common.words, WordsFile),
    findMotifs: createFinder(motifs),
    findFeelings: createFinder(feelings),
    hash: hashOf(JSON.stringify(files)),
  }
}

function check<T>(name: string, content: unknown, schema: z.ZodMiniType<T>): T {
  const { data, error } = schema.safeParse(content)
  if (error) {
    const says = error.issues.map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`)
    throw new Error(`The list ${name} cannot be used\n${says.join('\n')}`)
  }
  return data
}

/** By id, each of which is there once, and each word in one of them only: else nobody could say which was found. */
function byId<T extends Parameters<typeof termsOf>[0]>(entries: readonly T[]): Map<string, T> {
  const found = new Map<string, T>()
  const owners = new Map<string, string>()
  for (const entry of entries) {
    if (found.has(entry.id)) throw new Error(`${entry.id} is there twice`)
    found.set(entry.id, entry)
    for (const { not, first, rest } of termsOf(entry)) {
      const words = [first, ...rest].join(' ')
      const owner = not ? entry.id : (owners.get(words) ?? entry.id)
      if (owner !== entry.id) throw new Error(`"${words}" stands under ${owner} and under ${entry.id}`)
      if (!not) owners.set(words, entry.id)
    }
  }
  return found
}
