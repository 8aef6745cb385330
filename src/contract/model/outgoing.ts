import * as z from 'zod/mini'

/** What a request beyond this machine may be for. A host is allowed for one of them, not for everything. */
export const Purpose = z.enum(['models'])
export type Purpose = z.infer<typeof Purpose>

/** What the person said yes to: a host for a purpose, or one remote model by its exact name. */
export const Consent = z.object({
  id: z.string(),
  kind: z.enum(['host', 'model']),
  name: z.string(),
  purpose: Purpose,
  givenAt: z.string(),
})
export type Consent = z.infer<typeof Consent>

/** One request that went further than this machine. Never what was in it. */
export const Departure = z.object({
  id: z.string(),
  at: z.string(),
  /** `sent` by this program itself, or something it `asked` a local server to fetch or hand on. */
  way: z.enum(['sent', 'asked']),
  host: z.string(),
  purpose: Purpose,
  /** The model, where there is one. */
  what: z.nullable(z.string()),
  /** Bytes that left, or came where something was fetched; null where that is not known. */
  bytes: z.nullable(z.int()),
})
export type Departure = z.infer<typeof Departure>
