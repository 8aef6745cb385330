import * as z from 'zod/mini'
import { ReadingPart, Withheld } from './reading.ts'

export const LensId = z
  .string()
  .check(
    z.regex(
      /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/,
      'must be 1 to 40 of a–z, 0–9 and -, with - only in between',
    ),
  )

/** A language by its code, like `en` or `ar`. */
export const Language = z.string().check(z.regex(/^[a-z]{2,3}$/, 'must be a language code like en or ar'))

/** The same words in several languages, by code. */
const InLanguages = z.record(z.string(), z.string())
export type InLanguages = z.infer<typeof InLanguages>

/** Besides the dream itself: how it felt, as marked with it; the waking words; what the dreamer tells of themself. */
export const MayBeGiven = z.enum(['feeling', 'reflection', 'profile'])
export type MayBeGiven = z.infer<typeof MayBeGiven>

/** What a reading through a lens may point to: a model names the id, the program prints the rest. */
export const LensSource = z.object({
  id: z.string(),
  work: z.string(),
  author: z.nullable(z.string()),
  edition: z.nullable(z.string()),
  /** Where in the work: chapter, page, number. */
  place: z.nullable(z.string()),
  /** What stands there, in our own words. */
  says: InLanguages,
  /** What is to be said whenever it is shown. */
  remark: z.nullable(InLanguages),
})
export type LensSource = z.infer<typeof LensSource>

const Sampling = z.object({ temperature: z.number(), topP: z.number() })

/** What a lens file says. */
export const LensContent = z.object({
  id: LensId,
  version: z.int(),
  names: InLanguages,
  tradition: InLanguages,
  about: InLanguages,
  sources: z.array(LensSource),
  must: z.array(z.string()),
  mustNot: z.array(z.string()),
  parts: z.array(ReadingPart),
  /** For which reasons it holds back, besides those every lens does. */
  withholds: z.array(Withheld),
  sampling: Sampling,
  /** What it can make use of. The reflection and the profile also need the dreamer’s leave. */
  given: z.array(MayBeGiven),
  prompt: z.string(),
})
export type LensContent = z.infer<typeof LensContent>

export const LensOrigin = z.enum(['built-in', 'yours', 'yours-in-place'])
export type LensOrigin = z.infer<typeof LensOrigin>

export const Lens = z.object({
  ...LensContent.shape,
  origin: LensOrigin,
  /** Where the person’s own file lies. */
  file: z.nullable(z.string()),
  /** Names this very text of the lens; kept with each reading made through it. */
  hash: z.string(),
})
export type Lens = z.infer<typeof Lens>

/** A lens in a list. Of a file that cannot be used only its name is known. */
export const ListedLens = z.object({
  id: z.string(),
  version: z.nullable(z.int()),
  names: InLanguages,
  tradition: InLanguages,
  about: InLanguages,
  origin: LensOrigin,
  file: z.nullable(z.string()),
  /** It can be read through; otherwise `lenses.check` says why not. */
  usable: z.boolean(),
})
export type ListedLens = z.infer<typeof ListedLens>

/** Something in a lens file that needs care. With an `error` the lens cannot be used. */
export const LensProblem = z.object({
  severity: z.enum(['error', 'warning']),
  /** Null where it is about the whole file. */
  line: z.nullable(z.int()),
  says: z.string(),
  hint: z.string(),
})
export type LensProblem = z.infer<typeof LensProblem>

/** One thing a model is told about, and how much of it. */
export const Given = z.object({
  what: z.enum(['title', 'text', 'feeling', 'reflection', 'profile']),
  characters: z.int(),
  /** Characters that a model’s server could take for its own marks, replaced one by one by look-alikes. */
  replaced: z.int(),
})
export type Given = z.infer<typeof Given>

/** What exactly a model is told. */
export const Prompt = z.object({
  messages: z.array(z.object({ role: z.enum(['system', 'user']), content: z.string() })),
  given: z.array(Given),
  /** Null where the dream is too short to tell: then the model is asked to tell. */
  language: z.nullable(Language),
  parts: z.array(ReadingPart),
  /** Names these very messages. */
  hash: z.string(),
  lens: z.object({ id: LensId, version: z.int(), hash: z.string() }),
  /** Names the rules that every lens shares. */
  rulesHash: z.string(),
})
export type Prompt = z.infer<typeof Prompt>
