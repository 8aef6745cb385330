import * as z from 'zod/mini'
import { Instant } from './day.ts'
import { DreamId } from './dream.ts'

/** What of a dream is counted, in the manner of Hall and Van de Castle. */
export const Category = z.enum([
  'character',
  'aggression',
  'friendliness',
  'sexuality',
  'emotion',
  'misfortune',
  'good fortune',
  'success',
  'failure',
  'setting',
])
export type Category = z.infer<typeof Category>

export const EmotionCode = z.enum(['AN', 'AP', 'SD', 'CO', 'HA'])
export type EmotionCode = z.infer<typeof EmotionCode>

/** Number, gender, identity, age; an animal, a creature. */
const CHARACTER = /^(?:[1-8](?:[MFJI][A-Z][ATCB]|ANI|CZZ))$/
/** D is the dreamer, Q somebody nobody names. */
const WHO = /^(?:D|Q|[1-8](?:[MFJI][A-Z][ATCB]|ANI|CZZ))$/

const CODES: Readonly<Record<Category, RegExp>> = {
  character: CHARACTER,
  aggression: /^[1-8][>=R*]$/,
  friendliness: /^[1-7][>=R*]$/,
  sexuality: /^[1-5][>=R*]$/,
  emotion: /^(?:AN|AP|SD|CO|HA)$/,
  misfortune: /^[1-6]$/,
  'good fortune': /^1$/,
  success: /^1$/,
  failure: /^1$/,
  setting: /^[IOA][FUGDQ]$/,
}

const Who = z.string().check(z.regex(WHO, 'must be D, Q or the code of a character'))

/** The dream's own words a code rests on: a range of the dream's text, and what stood there. */
const Quote = z.object({ start: z.int(), end: z.int(), text: z.string() })

const Coded = {
  category: Category,
  code: z.string(),
  /** Who began it, who feels it, whom it befell; null where the code says it all. */
  from: z.nullable(Who),
  /** To whom it is done. */
  to: z.nullable(Who),
}
const fits = ({ category, code }: { category: Category; code: string }) => CODES[category].test(code)

export const CodeContent = z
  .object({ ...Coded, quote: Quote })
  .check(z.refine(fits, { message: 'is not a code of its category', path: ['code'] }))
export type CodeContent = z.infer<typeof CodeContent>

/** As a dreamer gives one: the words, and code finds where they stand. */
export const GivenCode = z
  .strictObject({
    category: Category,
    code: z.string(),
    from: z._default(z.nullable(Who), null),
    to: z._default(z.nullable(Who), null),
    quote: z.string().check(z.minLength(1, 'must be words of the dream'), z.maxLength(1000)),
  })
  .check(z.refine(fits, { message: 'is not a code of its category', path: ['code'] }))
export type GivenCode = z.infer<typeof GivenCode>

/** What the dreamer made of one suggestion. */
export const Verdict = z.enum(['keep', 'drop', 'change'])
export type Verdict = z.infer<typeof Verdict>

/** A decision names its code: there is none for all at once. */
export const Decision = z
  .strictObject({
    /** The suggestion's number in this dream. */
    number: z.int(),
    verdict: Verdict,
    /** With `change`: what it should be. */
    instead: z.optional(GivenCode),
  })
  .check(
    z.refine(({ verdict, instead }) => (verdict === 'change') === (instead !== undefined), {
      message: 'goes with `change`, and only with it',
      path: ['instead'],
    }),
  )
export type Decision = z.infer<typeof Decision>

export const Suggestion = z.object({
  number: z.int(),
  ...Coded,
  quote: Quote,
  /** null while nobody decided. */
  verdict: z.nullable(Verdict),
  instead: z.nullable(CodeContent),
  decidedAt: z.nullable(Instant),
})
export type Suggestion = z.infer<typeof Suggestion>

/** What a coder suggests for a dream. */
export const Suggested = z.object({
  /** Which coder, with its version. */
  coder: z.string(),
  at: Instant,
  items: z.array(Suggestion),
})
export type Suggested = z.infer<typeof Suggested>

/** What the dreamer coded by themself: before they saw a suggestion (`blind`), or beside the suggestions. */
export const OwnCodes = z.object({ at: Instant, items: z.array(CodeContent) })
export type OwnCodes = z.infer<typeof OwnCodes>

export const CodingState = z.enum(['none', 'hidden', 'suggested', 'confirmed', 'blind', 'outdated'])
export type CodingState = z.infer<typeof CodingState>

/** A dream's coding as it stands. */
export const Coding = z.object({
  dream: DreamId,
  /** Counts up with each change; 0 where there is no coding. */
  revision: z.int(),
  changedAt: z.nullable(Instant),
  /**
   * `hidden`: the program asks the dreamer to code first. `suggested`: some suggestions wait for a decision.
   * `confirmed`: each was decided. `blind`: the dreamer coded first. `outdated`: the dream's words changed since.
   */
  state: CodingState,
  /** Whether the rules can suggest anything for the language the dream is written in. */
  fits: z.boolean(),
  /** null where there is none, or while it is hidden. */
  suggested: z.nullable(Suggested),
  blind: z.nullable(OwnCodes),
  /** Codes the dreamer added beside the suggestions. */
  added: z.nullable(OwnCodes),
  /** What counts: the dreamer's own, or what was kept and changed; empty until each suggestion is decided. */
  codes: z.array(CodeContent),
})
export type Coding = z.infer<typeof Coding>

/** One question asked of every dream coded blind: is there one, by the dreamer and by the suggestions. */
export const AgreedOn = z.object({
  category: Category,
  label: z.string(),
  /** Dreams. */
  n: z.int(),
  both: z.int(),
  onlyDreamer: z.int(),
  onlySuggested: z.int(),
  neither: z.int(),
  /** Cohen's, with its 95 % interval; null below the least number of dreams, or where it cannot be told from habit. */
  kappa: z.nullable(z.number()),
  low: z.nullable(z.number()),
  high: z.nullable(z.number()),
})
export type AgreedOn = z.infer<typeof AgreedOn>

/** What became of the suggestions of a category that were seen. Not agreement. */
export const Kept = z.object({
  category: Category,
  n: z.int(),
  kept: z.int(),
  changed: z.int(),
  dropped: z.int(),
  share: z.nullable(z.number()),
  low: z.nullable(z.number()),
  high: z.nullable(z.number()),
})
export type Kept = z.infer<typeof Kept>

export const Accuracy = z.object({
  /** Dreams coded blind, by the coder whose suggestions they are compared with. */
  blind: z.int(),
  leastBlind: z.int(),
  coder: z.string(),
  agreement: z.array(AgreedOn),
  leastDecided: z.int(),
  kept: z.array(Kept),
})
export type Accuracy = z.infer<typeof Accuracy>

export const IndicatorId = z.enum([
  'male',
  'familiarity',
  'friends',
  'family',
  'animal',
  'aggression-friendliness',
  'befriender',
  'aggressor',
  'physical-aggression',
  'aggressions-per-character',
  'friendliness-per-character',
  'sexuality-per-character',
  'negative-emotions',
  'self-negativity',
  'success',
  'dreams-with-aggression',
  'dreams-with-friendliness',
  'dreams-with-sexuality',
  'dreams-with-misfortune',
  'dreams-with-good-fortune',
  'dreams-with-success',
  'dreams-with-failure',
])
export type IndicatorId = z.infer<typeof IndicatorId>

const Measured = {
  /** What it is a share of, or counted by. */
  n: z.int(),
  count: z.int(),
  /** null where n is below the gate. */
  value: z.nullable(z.number()),
  low: z.nullable(z.number()),
  high: z.nullable(z.number()),
}

export const Indicator = z.object({
  id: IndicatorId,
  kind: z.enum(['share', 'rate']),
  ...Measured,
  gate: z.int(),
  /** The same over the nights before; null where no past was asked for. */
  past: z.nullable(z.object(Measured)),
  /** Cohen's h, or its like for rates; null unless both are above the gate. */
  change: z.nullable(
    z.object({
      value: z.number(),
      low: z.number(),
      high: z.number(),
      p: z.number(),
      /** p after Benjamini and Hochberg, over all that are compared here. */
      adjusted: z.number(),
    }),
  ),
})
export type Indicator = z.infer<typeof Indicator>

export const Indicators = z.object({
  /** Dreams whose codes are the dreamer's: confirmed one by one, or coded blind. */
  dreams: z.int(),
  /** Dreams in the same nights without, which are not counted. */
  others: z.int(),
  leastDreams: z.int(),
  pastDreams: z.nullable(z.int()),
  items: z.array(Indicator),
})
export type Indicators = z.infer<typeof Indicators>

/** What is kept of a dream's coding. Only `Coding` is shown: what is hidden stays so. */
export type KeptCoding = {
  /** Names the dream's text that was coded. */
  readonly textStamp: string
  readonly suggested:
    | (Omit<Suggested, 'items'> & {
        /** Not to be seen before the dreamer has coded. */
        readonly hidden: boolean
        readonly items: readonly Omit<Suggestion, 'number'>[]
      })
    | null
  readonly blind: OwnCodes | null
  readonly added: OwnCodes | null
  /** When nothing was left to decide. */
  readonly confirmedAt: string | null
}
