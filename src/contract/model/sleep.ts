import * as z from 'zod/mini'
import { Instant } from './day.ts'

/** One stretch of sleep. Stretches less than three hours apart are one night, unless marked nap. */
export const Sleep = z.object({
  id: z.string(),
  asleepAt: Instant,
  wokeAt: Instant,
  zone: z.string(),
  nap: z.boolean(),
  changedAt: Instant,
})
export type Sleep = z.infer<typeof Sleep>
