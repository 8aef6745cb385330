import * as z from 'zod/mini'
import { Instant } from './day.ts'

/** A night's id is the date it ends on, `.2` and so on where one date held two (flying east over the date line). */
export const NightId = z
  .string()
  .check(z.regex(/^\d{4}-\d\d-\d\d(?:\.[2-9])?$/, 'must be a night like 2026-11-20 or 2026-11-20.2'))
export type NightId = z.infer<typeof NightId>

/** What the dreamer said about a night as a whole. A night nobody said anything about is unknown, not "no recall". */
export const Night = z.object({
  id: NightId,
  endsOn: z.string(),
  zone: z.string(),
  noRecall: z.boolean(),
  changedAt: Instant,
})
export type Night = z.infer<typeof Night>
