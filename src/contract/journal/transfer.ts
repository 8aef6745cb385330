import * as z from 'zod/mini'
import { DreamFilter, DreamId } from '../model/dream.ts'
import { stream } from '../operation.ts'

const BadRow = z.object({ where: z.string(), reason: z.string() })
const Counts = z.object({
  added: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  conflicts: z.int(),
  removed: z.int(),
  bad: z.int(),
})

/** Moving in and out. */
export const transfer = {
  import: stream({
    summary: 'Bring dreams in: the same id and a newer version updates, both changed keeps both',
    input: z.strictObject({
      /** A file this program may read; `-` is what is piped into it. */
      source: z.string(),
      format: z.optional(z.enum(['jsonl', 'csv'])),
      zone: z.optional(z.string()),
      dryRun: z._default(z.boolean(), false),
    }),
    output: z.object({
      importId: z.nullable(z.string()),
      ...Counts.shape,
      /** Bytes read so far, and the whole where it is known. */
      bytes: z.int(),
      ofBytes: z.nullable(z.int()),
      /** Rows that could not be taken since the last piece, each with its place and why. */
      badRows: z.array(BadRow),
      done: z.boolean(),
    }),
    errors: ['not_found', 'refused'],
  }),
  export: stream({
    summary: 'Take dreams out as the journal’s own JSON Lines',
    input: z.strictObject({
      ids: z.optional(z.array(DreamId)),
      filter: z.optional(DreamFilter),
      /** What belongs to this night or a later one, or was changed since it: what another computer has not seen. */
      since: z.optional(z.string()),
    }),
    output: z.object({ lines: z.array(z.string()) }),
    errors: ['not_found'],
  }),
}
