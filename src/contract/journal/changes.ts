import * as z from 'zod/mini'
import { News } from '../news.ts'
import { command, query, stream } from '../operation.ts'

/** What one command did, whole: what `undo` takes back at once. */
const Deed = z.object({
  id: z.string(),
  operation: z.string(),
  program: z.string(),
  at: z.string(),
  /** How many things it touched, by kind. */
  touched: z.record(z.string(), z.int()),
  /** The dream it touched, where it touched just one. */
  dream: z.nullable(z.string()),
  /** An import that was stopped midway; running it again completes it. */
  partial: z.boolean(),
  /** Already taken back. */
  undone: z.boolean(),
})

/** Changes: what happened, news of it, and taking it back. */
export const changes = {
  list: query({
    summary: 'What was done lately, newest first',
    input: z.strictObject({ limit: z._default(z.int().check(z.gte(1), z.lte(1000)), 20) }),
    output: z.object({ items: z.array(Deed) }),
  }),
  undo: command({
    summary: 'Take back the last change, or the one named',
    input: z.strictObject({ id: z.optional(z.string()) }),
    output: z.object({ undone: Deed }),
    errors: ['not_found', 'conflict', 'refused'],
  }),
  follow: stream({
    summary: 'News as it happens, from this program and others: what changed, by id',
    input: z.strictObject({ since: z.optional(z.int()) }),
    output: News,
  }),
}
