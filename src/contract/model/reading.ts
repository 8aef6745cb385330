import * as z from 'zod/mini'

/** The parts a reading is made of. A lens says which of them it gives. */
export const ReadingPart = z.enum(['summary', 'elements', 'readings', 'questions', 'emotions', 'safety'])
export type ReadingPart = z.infer<typeof ReadingPart>

/** Why a reading holds its interpretations back and offers something else instead. */
export const Withheld = z.enum(['sacred', 'disliked', 'crisis', 'grief', 'too-little'])
export type Withheld = z.infer<typeof Withheld>

/** Words of the dream, letter by letter: `text.slice(from, to)` of the dream is `quote`. */
export const Quoted = z.object({ quote: z.string(), from: z.int(), to: z.int() })
export type Quoted = z.infer<typeof Quoted>

/** How far the words of the dream carry a possibility, as the model puts it. */
export const Confidence = z.enum(['faint', 'some', 'fair'])

/** One thing a reading says, whole and checked. It is shown as it stands here and never taken back. */
export const Claim = z.discriminatedUnion('part', [
  z.object({ part: z.literal('summary'), text: z.string() }),
  z.object({ part: z.literal('elements'), name: z.string(), ...Quoted.shape }),
  z.object({
    part: z.literal('readings'),
    text: z.string(),
    /** The lens this possibility is seen through. */
    lens: z.string(),
    confidence: Confidence,
    /** The words of `text` that keep it open. */
    hedge: z.string(),
    evidence: z.array(Quoted),
    /** The id of a source of the lens; what stands there is printed by the program. */
    source: z.nullable(z.string()),
  }),
  z.object({ part: z.literal('questions'), text: z.string() }),
  z.object({ part: z.literal('emotions'), emotion: z.string(), ...Quoted.shape }),
])
export type Claim = z.infer<typeof Claim>
export type ClaimOf<Part extends Claim['part']> = Extract<Claim, { part: Part }>

/** Why something a model said was left out. */
export const DroppedFor = z.enum([
  'not-in-dream',
  'invented-name',
  'invented-number',
  'prediction',
  'verdict',
  'diagnosis',
  'dark-link',
  'blame',
  'hidden-wish',
  'unseen',
  'minor',
  'authority',
  'absolute',
  'sharing',
  'service',
  'sacred-figure',
  'not-hedged',
  'withheld',
  'too-many',
  'repeated',
  'malformed',
  'other-language',
])
export type DroppedFor = z.infer<typeof DroppedFor>

export const Dropped = z.object({ part: z.string(), why: DroppedFor })
export type Dropped = z.infer<typeof Dropped>

/** What was looked at, and what was changed, between the model and the page. */
export const Checks = z.object({
  dropped: z.array(Dropped),
  /** Quotes put back into the dream’s exact words. */
  repaired: z.int(),
  /** `first`: the answer had its structure at once; `second`: it was asked for again; `broken`: it has none. */
  structure: z.enum(['first', 'second', 'broken']),
  /** Asked again, because too little of it could be shown. */
  redone: z.boolean(),
  /** Whether the model can have seen all it was given. */
  saw: z.enum(['all', 'part', 'unknown']),
  /** Why the answer ended: `length` where the model ran out of room. */
  ended: z.string(),
})
export type Checks = z.infer<typeof Checks>

/** The dreamer’s own verdict. */
export const Answer = z.object({
  verdict: z.enum(['mine', 'not-mine']),
  words: z.nullable(z.string()),
  at: z.string(),
})
export type Answer = z.infer<typeof Answer>
