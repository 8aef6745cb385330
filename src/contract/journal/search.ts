import * as z from 'zod/mini'
import { Dream } from '../model/dream.ts'
import { query, stream } from '../operation.ts'

const Mark = z.tuple([z.int(), z.int()])

const Snippet = z.object({
  /** Where the words were found; a reflection is the dreamer's waking words, not the dream. */
  field: z.enum(['title', 'text', 'reflection']),
  /** A part of the dream as it was written, white space folded. */
  text: z.string(),
  /** Where in it the found words stand. */
  marks: z.array(Mark),
  cutBefore: z.boolean(),
  cutAfter: z.boolean(),
})

/** Find dreams by their words, in any language. */
export const search = {
  words: query({
    summary:
      'Search dreams: words, "phrases", prefix*, -not, OR, tag:x, lucid:3.., mood:..-1, since:2026-01-01',
    input: z.strictObject({
      query: z.string().check(z.maxLength(2000, 'must be shorter than 2000 characters')),
      since: z.optional(z.string()),
      until: z.optional(z.string()),
      limit: z._default(
        z.int().check(z.gte(1, 'must be at least 1'), z.lte(1000, 'must be at most 1000')),
        20,
      ),
      cursor: z.optional(z.string()),
    }),
    output: z.object({
      items: z.array(
        z.object({
          dream: Dream,
          /** The part of the dream that says best why it was found. */
          snippet: Snippet,
          /** Where in the title, shown whole, found words stand. */
          titleMarks: z.array(Mark),
        }),
      ),
      next: z.nullable(z.string()),
      /** How many dreams match; null where so many do that counting them would take longer than finding these. */
      found: z.nullable(z.int()),
      /** Best first, or newest night first: where there is nothing to rank by, or more than could be ranked. */
      order: z.enum(['rank', 'night']),
    }),
  }),
  reindex: stream({
    summary: 'Build the search index anew from the dreams; goes on where it was stopped',
    input: z.strictObject({}),
    output: z.object({ done: z.int(), of: z.int() }),
  }),
}
