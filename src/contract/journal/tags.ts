import * as z from 'zod/mini'
import { TagName } from '../model/dream.ts'
import { command, query } from '../operation.ts'

const Touched = z.object({ dreams: z.int(), name: z.string() })
const DryRun = z._default(z.boolean(), false)

/** Tags: matched without case and accents, kept as written. */
export const tags = {
  list: query({
    summary: 'Tags with the number of dreams that carry them',
    input: z.strictObject({}),
    output: z.object({ items: z.array(z.object({ name: z.string(), dreams: z.int() })) }),
  }),
  rename: command({
    summary: 'Give a tag another name on every dream that carries it',
    input: z.strictObject({ from: TagName, to: TagName, dryRun: DryRun }),
    output: Touched,
    errors: ['not_found', 'conflict'],
  }),
  merge: command({
    summary: 'Make several tags one',
    input: z.strictObject({ from: z.array(TagName), to: TagName, dryRun: DryRun }),
    output: Touched,
    errors: ['not_found'],
  }),
  remove: command({
    summary: 'Take a tag off every dream that carries it',
    input: z.strictObject({ name: TagName, dryRun: DryRun }),
    output: Touched,
    errors: ['not_found'],
  }),
}
