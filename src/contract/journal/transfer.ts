import * as z from 'zod/mini'
import { Zone } from '../model/day.ts'
import { DreamFilter, DreamId } from '../model/dream.ts'
import { stream } from '../operation.ts'

const BadRow = z.object({ where: z.string(), reason: z.string() })

/** So far, in dreams: each piece counts from the beginning. */
const Counts = {
  added: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  /** Changed here and there: both are kept until the dreamer settles which it shall be. */
  conflicts: z.int(),
  /** Not brought back, because they were taken out for good here. */
  leftOut: z.int(),
  /** Taken out because they were taken out for good elsewhere. */
  removed: z.int(),
  /** Nights, sleep and settings that were taken over. */
  besides: z.int(),
  bad: z.int(),
}

/** Moving in and out. */
export const transfer = {
  import: stream({
    summary: 'Bring dreams in: the same id and a newer version updates, both changed keeps both',
    input: z.strictObject({
      /** A file this program may read; `-` is what is piped into it. */
      source: z.string(),
      /** Told from the file's beginning when left out. */
      format: z.optional(z.enum(['jsonl', 'csv'])),
      /** Where dreams were dreamt that do not say so themselves. */
      zone: z.optional(Zone),
      dryRun: z._default(z.boolean(), false),
    }),
    output: z.object({
      /** What `undo` calls it; null while nothing was written. */
      importId: z.nullable(z.string()),
      /** An import of the same file was stopped midway, and this one goes on with it. */
      continued: z.boolean(),
      ...Counts,
      /** Bytes read so far, and the whole where it is known. */
      bytes: z.int(),
      ofBytes: z.nullable(z.int()),
      /** Rows that could not be taken since the last piece, each with its place and why. */
      badRows: z.array(BadRow),
      done: z.boolean(),
    }),
    errors: ['not_found', 'conflict'],
  }),
  export: stream({
    summary: 'Take dreams out as the journal’s own JSON Lines; without ids and filter the whole journal',
    input: z.strictObject({
      ids: z.optional(z.array(DreamId)),
      filter: z.optional(DreamFilter),
      /** What belongs to this night or a later one, or was changed since: what another computer has not seen. */
      since: z.optional(z.string().check(z.maxLength(200, 'must be shorter than 200 characters'))),
    }),
    output: z.object({ lines: z.array(z.string()) }),
    errors: ['not_found'],
  }),
}
