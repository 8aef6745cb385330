import * as z from 'zod/mini'
import { Zone } from '../model/day.ts'
import { Night } from '../model/night.ts'
import { command, query } from '../operation.ts'

const Line = z.string().check(z.maxLength(200, 'must be shorter than 200 characters'))
const Understood = z.object({
  night: z.nullable(z.string()),
  nightId: z.nullable(z.string()),
  at: z.nullable(z.string()),
  nap: z.boolean(),
  said: z.string(),
})

/** Nights: which one a moment belongs to, and what was said of it. */
export const nights = {
  understand: query({
    summary: 'Which night words or a date mean at this moment',
    input: z.strictObject({ when: Line, zone: z.optional(Zone) }),
    output: Understood,
  }),
  noRecall: command({
    summary: 'Say that nothing was recalled of a night; a dream written for it later takes it back',
    input: z.strictObject({ when: z.optional(Line), zone: z.optional(Zone) }),
    output: Night,
    errors: ['conflict'],
  }),
  list: query({
    summary: 'Nights the dreamer said something about as a whole, newest first',
    input: z.strictObject({ since: z.optional(z.string()), until: z.optional(z.string()) }),
    output: z.object({ items: z.array(Night) }),
  }),
}
