import * as z from 'zod/mini'
import { ModelAddress, ModelName } from './model-name.ts'

export const Settings = z.strictObject({
  /** From this local time on, a moment belongs to the night that ends tomorrow. */
  turnOfNight: z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day like 20:00')),
  /** How long a dream stays in the trash before it goes for good. */
  trashDays: z.int().check(z.gte(1, 'must be at least 1 day'), z.lte(3650, 'must be at most 3650 days')),
  /** The model that reads where no other is named; null takes the only one there is. */
  model: z.nullable(ModelName),
  /** Where models are asked; null is where Ollama answers on this machine. */
  modelAddress: z.nullable(ModelAddress),
})
export type Settings = z.infer<typeof Settings>

export const DEFAULT_SETTINGS: Settings = {
  turnOfNight: '20:00',
  trashDays: 30,
  model: null,
  modelAddress: null,
}

/** Settings that are about this machine: they do not travel to the dreamer's other computers. */
export const STAYS_HERE: ReadonlySet<string> = new Set<keyof Settings>(['model', 'modelAddress'])
