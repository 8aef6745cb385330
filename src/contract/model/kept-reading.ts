import * as z from 'zod/mini'
import { Instant } from './day.ts'
import { DreamId } from './dream.ts'
import { Given, Language, LensId, LensSource } from './lens.ts'
import { Answer, Checks, Claim, Withheld } from './reading.ts'

export const ReadingId = z
  .string()
  .check(
    z.regex(
      /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
      'must be the whole id of a reading',
    ),
  )

const Milliseconds = z.nullable(z.number())

/** The model that wrote it, as its server named it then. */
const Writer = z.object({
  name: z.string(),
  digest: z.string(),
  parameters: z.nullable(z.string()),
  quantisation: z.nullable(z.string()),
  /** What Ollama said its version was. */
  server: z.string(),
  /** Null on this machine. */
  runsAt: z.nullable(z.string()),
})
export type Writer = z.infer<typeof Writer>

/** All that is needed to make it again, and to tell what changed when it comes out otherwise. */
export const Provenance = z.object({
  /** Null where no model wrote it. */
  model: z.nullable(Writer),
  lens: z.object({ id: LensId, version: z.int(), hash: z.string() }),
  rulesHash: z.string(),
  /** Names the word lists it was checked by. */
  listsHash: z.string(),
  /** Names the very messages, or what the built-in reader went by. Null where nothing was read. */
  promptHash: z.nullable(z.string()),
  /** Names what of the dream was used: title, text, how it felt and what else was given. */
  dreamHash: z.string(),
  given: z.array(Given),
  withReflection: z.boolean(),
  askedAgain: z.boolean(),
  felt: z.nullable(z.enum(['liked', 'disliked'])),
  language: z.nullable(Language),
  seed: z.nullable(z.int()),
  options: z.nullable(z.object({ temperature: z.number(), topP: z.number(), maxTokens: z.int() })),
  /** num_ctx: how many tokens it took in and wrote together at most. */
  context: z.nullable(z.int()),
  promptTokens: z.nullable(z.int()),
  answerTokens: z.nullable(z.int()),
  ms: z.nullable(
    z.object({ total: Milliseconds, loading: Milliseconds, prompt: Milliseconds, answer: Milliseconds }),
  ),
})
export type Provenance = z.infer<typeof Provenance>

export const Reading = z.object({
  id: ReadingId,
  dream: DreamId,
  madeAt: Instant,
  /** `partial`: it was stopped, or broke off; `unstructured`: only the raw reply is there. */
  state: z.enum(['whole', 'partial', 'unstructured']),
  /** The words of the dream are others than those that were read: its quotes stand in an earlier version. */
  dreamChanged: z.boolean(),
  withheld: z.nullable(Withheld),
  /** What is offered instead, or beside it. */
  offer: z.array(z.string()),
  claims: z.array(Claim),
  /** What of its lens’s sources it points to, as they stood then. */
  sources: z.array(LensSource),
  checks: Checks,
  provenance: Provenance,
  answer: z.nullable(Answer),
})
export type Reading = z.infer<typeof Reading>
