import * as z from 'zod/mini'
import { Accuracy, Coding, CodingState, Decision, GivenCode, Indicators } from '../model/coding.ts'
import { PartialDay } from '../model/day.ts'
import { DreamId } from '../model/dream.ts'
import { command, query, stream } from '../operation.ts'

const ById = z.strictObject({ id: DreamId })
const Codes = z.array(GivenCode).check(z.maxLength(2000, 'must be fewer than 2000'))
const Nights = { since: z.optional(PartialDay), until: z.optional(PartialDay) }

/** Coding: what is in dreams, counted; suggested by rules, decided by the dreamer. */
export const coding = {
  suggest: stream({
    summary: 'Suggest codes for dreams, or for all; one dream in ten is kept hidden to be coded blind',
    input: z.strictObject({
      /** All that are not in the trash, where left out. */
      ids: z.optional(z.array(DreamId)),
      /** Show the suggestions also of a dream that was to be coded blind: it can't be any more. */
      open: z._default(z.boolean(), false),
    }),
    output: z.object({
      done: z.int(),
      of: z.int(),
      dream: DreamId,
      state: CodingState,
      fits: z.boolean(),
      /** How many suggestions wait to be decided; none is said of hidden ones. */
      waiting: z.int(),
    }),
    errors: ['not_found'],
  }),
  get: query({
    summary: 'Show the coding of a dream; hidden suggestions are not shown',
    input: ById,
    output: Coding,
    errors: ['not_found'],
  }),
  list: query({
    summary: 'List the codings there are, the dream that was written last first',
    input: z.strictObject({
      state: z.optional(CodingState),
      limit: z._default(
        z.int().check(z.gte(1, 'must be at least 1'), z.lte(1000, 'must be at most 1000')),
        50,
      ),
      cursor: z.optional(DreamId),
    }),
    output: z.object({ items: z.array(Coding), next: z.nullable(z.string()) }),
  }),
  decide: command({
    summary: 'Keep, drop or change suggestions, each by its number; add codes of your own',
    input: z.strictObject({
      id: DreamId,
      /** The coding you saw. */
      revision: z.optional(z.int()),
      decisions: z.array(Decision).check(z.maxLength(5000, 'must be fewer than 5000')),
      add: z._default(Codes, []),
    }),
    output: Coding,
    errors: ['not_found', 'conflict'],
  }),
  blind: command({
    summary: 'Save your own codes for a dream before you see what is suggested; then it is shown',
    input: z.strictObject({ id: DreamId, codes: Codes }),
    output: Coding,
    errors: ['not_found', 'conflict'],
  }),
  accuracy: query({
    summary: 'How far suggestions agree with your own codes, from dreams coded blind',
    input: z.strictObject({}),
    output: Accuracy,
  }),
  indicators: query({
    summary: 'Indicators from confirmed codings, beside your own past',
    input: z.strictObject(Nights),
    output: Indicators,
  }),
}
