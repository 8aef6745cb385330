import * as z from 'zod/mini'
import { command, query } from '../operation.ts'

export const JournalState = z.enum(['open', 'absent', 'locked', 'newer', 'damaged'])
export type JournalState = z.infer<typeof JournalState>

const Finding = z.object({
  check: z.string(),
  ok: z.boolean(),
  says: z.string(),
  hint: z.nullable(z.string()),
})

/** The vault: the journal as a file. These answer in every state a journal can be in. */
export const vault = {
  state: query({
    summary: 'Whether the journal is open, absent, locked, newer than this program, or damaged',
    input: z.strictObject({}),
    output: z.object({ state: JournalState, folder: z.string(), version: z.nullable(z.int()) }),
  }),
  init: command({
    summary: 'Make a journal',
    input: z.strictObject({}),
    output: z.object({ folder: z.string() }),
    errors: ['conflict'],
  }),
  doctor: query({
    summary: 'Look the journal over and explain what needs care',
    input: z.strictObject({}),
    output: z.object({ well: z.boolean(), findings: z.array(Finding) }),
  }),
  mend: command({
    summary:
      'Mend what the doctor found where that is safe, on a verified copy that takes the place of the file',
    input: z.strictObject({}),
    output: z.object({ done: z.array(z.string()) }),
  }),
}
