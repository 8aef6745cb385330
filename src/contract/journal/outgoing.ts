import * as z from 'zod/mini'
import { Consent, Departure, Purpose } from '../model/outgoing.ts'
import { command, query } from '../operation.ts'

const Page = { limit: z._default(z.int().check(z.gte(1), z.lte(1000)), 100), cursor: z.optional(z.string()) }

/** A host by its name or address; of a whole address its host counts. */
const Host = z
  .string()
  .check(
    z.trim(),
    z.maxLength(300, 'must be shorter than 300 characters'),
    z.regex(/^[^\s@]+$/, 'must be a host like gpu.lan'),
  )

/** Outgoing: what went further than this machine, and what the person allowed. Nothing else does. */
export const outgoing = {
  list: query({
    summary: 'What left this machine and what a local server was asked to fetch, newest first',
    input: z.strictObject(Page),
    output: z.object({ items: z.array(Departure), next: z.nullable(z.string()) }),
  }),
  consents: query({
    summary: 'The hosts and the remote models that were allowed',
    input: z.strictObject({}),
    output: z.object({ items: z.array(Consent) }),
  }),
  allow: command({
    summary: 'Allow requests to a host beyond this machine, for one purpose',
    input: z.strictObject({ host: Host, purpose: Purpose }),
    output: Consent,
  }),
  revoke: command({
    summary: 'Take back what was allowed: a host or a remote model, by its name',
    input: z.strictObject({ name: Host, purpose: z.optional(Purpose) }),
    output: z.object({ revoked: z.array(Consent) }),
    errors: ['not_found'],
  }),
}
