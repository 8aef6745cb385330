import * as z from 'zod/mini'

export const Settings = z.strictObject({
  /** From this local time on, a moment belongs to the night that ends tomorrow. */
  turnOfNight: z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day like 20:00')),
  /** How long a dream stays in the trash before it goes for good. */
  trashDays: z.int().check(z.gte(1, 'must be at least 1 day'), z.lte(3650, 'must be at most 3650 days')),
})
export type Settings = z.infer<typeof Settings>

export const DEFAULT_SETTINGS: Settings = { turnOfNight: '20:00', trashDays: 30 }
