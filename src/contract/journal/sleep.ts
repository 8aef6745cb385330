import * as z from 'zod/mini'
import { Moment, Zone } from '../model/day.ts'
import { Sleep } from '../model/sleep.ts'
import { command, query } from '../operation.ts'

/** Sleep as it was: what decides which night a moment belongs to, where it is known. */
export const sleep = {
  add: command({
    summary: 'Log a stretch of sleep',
    input: z.strictObject({
      asleepAt: Moment,
      wokeAt: Moment,
      zone: z.optional(Zone),
      nap: z._default(z.boolean(), false),
    }),
    output: Sleep,
    errors: ['conflict'],
  }),
  list: query({
    summary: 'Logged sleep, newest first',
    input: z.strictObject({ since: z.optional(Moment), until: z.optional(Moment) }),
    output: z.object({ items: z.array(Sleep) }),
  }),
  remove: command({
    summary: 'Take a stretch of sleep out of the log',
    input: z.strictObject({ id: z.string() }),
    output: z.object({ removed: z.string() }),
    errors: ['not_found'],
  }),
}
