import * as z from 'zod/mini'
import { DreamId } from '../model/dream.ts'
import { Given, Language, LensId } from '../model/lens.ts'
import { ModelName } from '../model/model-name.ts'
import { Reading, ReadingId } from '../model/kept-reading.ts'
import { Claim, DroppedFor, Withheld, type Dropped } from '../model/reading.ts'
import { command, query, stream } from '../operation.ts'

const ById = z.strictObject({ id: ReadingId })
const Words = z.string().check(z.maxLength(10_000, 'must be shorter than 10000 characters'))
const Page = z.object({ items: z.array(Reading), next: z.nullable(z.string()) })

const BEGAN = {
  dream: z.object({ id: DreamId, title: z.nullable(z.string()), night: z.nullable(z.string()) }),
  lens: z.object({ id: LensId, version: z.int(), names: z.record(z.string(), z.string()) }),
  /** Null where no model is asked. */
  model: z.nullable(z.string()),
  runsAt: z.nullable(z.string()),
  /** The built-in reader reads: words of the dream, and questions that were written beforehand. */
  builtIn: z.boolean(),
  /** Why no model reads, where one was looked for. */
  noModelAs: z.nullable(z.object({ says: z.string(), hint: z.nullable(z.string()) })),
  given: z.array(Given),
}
const COUNT = {
  /** How much was written so far, and how much only thought. */
  characters: z.int(),
  thought: z.int(),
}

/** What a reading says of itself while it is made. What was said by `claim` stands: nothing is taken back. */
export type ReadingPiece =
  | ({ is: 'began' } & z.infer<z.ZodMiniObject<typeof BEGAN>>)
  /** The same dream was read through the same lens by the same model before, and this is what came of it. */
  | { is: 'kept'; reading: Reading }
  | ({ is: 'count' } & z.infer<z.ZodMiniObject<typeof COUNT>>)
  | { is: 'claim'; claim: Claim }
  | ({ is: 'dropped' } & Dropped)
  /** It is asked again, for what is missing. */
  | { is: 'again'; parts: string[] }
  /** Words of ours: what is offered where it holds back, or beside it. Of a crisis nothing is kept. */
  | { is: 'withheld'; why: Withheld; offer: string[] }
  | { is: 'gentle'; offer: string[] }
  /** The reading as it is kept; null where nothing is. */
  | { is: 'done'; reading: Reading | null }

/** The same as one object, for scripts: which of the others are there hangs on `is`. */
const Piece = z.object({
  is: z.enum(['began', 'kept', 'count', 'claim', 'dropped', 'again', 'withheld', 'gentle', 'done']),
  ...z.partial(z.object({ ...BEGAN, ...COUNT })).shape,
  claim: z.optional(Claim),
  part: z.optional(z.string()),
  why: z.optional(z.union([Withheld, DroppedFor])),
  parts: z.optional(z.array(z.string())),
  offer: z.optional(z.array(z.string())),
  reading: z.optional(z.nullable(Reading)),
})

const Difference = z.object({ only: z.enum(['kept', 'again']), claim: Claim })

const Replayed = z.object({
  /** `replayed` comes last, with all but the count. */
  is: z.enum(['count', 'replayed']),
  ...z.partial(z.object(COUNT)).shape,
  identical: z.optional(z.boolean()),
  /** Which of what it was made of is not what it was. */
  changed: z.optional(
    z.array(
      z.enum(['dream', 'lens', 'rules', 'lists', 'prompt', 'model', 'quantisation', 'server', 'context']),
    ),
  ),
  differences: z.optional(z.array(Difference)),
})

/** Readings: what a model on this machine makes of a dream, claim by claim, each resting on words of the dream. */
export const readings = {
  read: stream({
    summary: 'Read a dream through a lens; each claim comes when it is complete and was checked',
    input: z.strictObject({
      dream: DreamId,
      lens: z._default(LensId, 'mirror'),
      /** Without it the one that was chosen, or the only one there is; where none can be asked, and by `builtin`, the built-in reader. */
      model: z.optional(ModelName),
      seed: z.optional(z.int().check(z.gte(0, 'must be at least 0'))),
      /** Another one, though the same was read before. */
      redo: z._default(z.boolean(), false),
      /** The dreamer knows the manners of a disliked dream and asks for a reading all the same. */
      askedAgain: z._default(z.boolean(), false),
      withReflection: z._default(z.boolean(), false),
      /** How it felt, where it is not marked with the dream. */
      felt: z.optional(z.enum(['liked', 'disliked'])),
      language: z.optional(Language),
    }),
    output: Piece,
    errors: ['not_found', 'refused', 'model_unavailable'],
  }),
  list: query({
    summary: 'Readings, the latest first; of one dream or of all',
    input: z.strictObject({
      dream: z.optional(DreamId),
      limit: z._default(
        z.int().check(z.gte(1, 'must be at least 1'), z.lte(1000, 'must be at most 1000')),
        50,
      ),
      cursor: z.optional(z.string()),
    }),
    output: Page,
  }),
  get: query({
    summary: 'Show one reading with its provenance; `raw` is what the model really wrote, unchecked',
    input: z.strictObject({ id: ReadingId, raw: z._default(z.boolean(), false) }),
    output: z.object({ reading: Reading, raw: z.nullable(z.string()) }),
    errors: ['not_found'],
  }),
  find: query({
    summary: 'Find a reading by what a person calls it: a whole id, the tail of one, `last`, `last~2`',
    input: z.strictObject({ reference: z.string() }),
    output: Reading,
    errors: ['not_found'],
  }),
  names: query({
    summary: 'The shortest tails by which these readings can be called',
    input: z.strictObject({ ids: z.array(ReadingId) }),
    output: z.object({ items: z.array(z.object({ id: ReadingId, tail: z.string() })) }),
  }),
  answer: command({
    summary: 'Keep what the dreamer says to a reading: mine, or not mine, and why',
    input: z.strictObject({
      id: ReadingId,
      verdict: z.enum(['mine', 'not-mine']),
      words: z.optional(z.nullable(Words)),
    }),
    output: Reading,
    errors: ['not_found'],
  }),
  remove: command({
    summary: 'Take a reading out; undo brings it back for a month, unless it is for good',
    input: z.strictObject({ ...ById.shape, forever: z._default(z.boolean(), false) }),
    output: z.object({ removed: ReadingId }),
    errors: ['not_found'],
  }),
  replay: stream({
    summary: 'Make a reading again as it was made, and say whether it comes out the same; nothing is kept',
    input: ById,
    output: Replayed,
    errors: ['not_found', 'refused', 'model_unavailable'],
  }),
}
