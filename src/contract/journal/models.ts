import * as z from 'zod/mini'
import { ModelName } from '../model/model-name.ts'
import { Consent } from '../model/outgoing.ts'
import { TextModel } from '../model/text-model.ts'
import { command, stream } from '../operation.ts'

const Named = z.strictObject({ name: ModelName })

const Finding = z.object({
  check: z.string(),
  /** `care` needs doing; a `remark` is only worth knowing. */
  level: z.enum(['well', 'remark', 'care']),
  says: z.string(),
  hint: z.nullable(z.string()),
})

/** Models: who reads dreams. Streams, because a model is waited for, and nobody waits inside a transaction. */
export const models = {
  list: stream({
    summary: 'The text models there are, one a piece, and where each runs',
    input: z.strictObject({}),
    output: TextModel,
    errors: ['model_unavailable', 'refused'],
  }),
  show: stream({
    summary: 'One model, and what its maker says of it',
    input: Named,
    output: z.object({
      ...TextModel.shape,
      family: z.nullable(z.string()),
      licence: z.nullable(z.string()),
      /** What its maker set: temperature and the like. */
      settings: z.nullable(z.string()),
      /** In memory now, and how much of it on the graphics card. */
      loaded: z.nullable(z.object({ size: z.int(), onGraphicsCard: z.int(), context: z.nullable(z.int()) })),
    }),
    errors: ['model_unavailable', 'refused', 'not_found'],
  }),
  pull: stream({
    summary: 'Have the local server fetch a model; each piece says how far it is',
    input: Named,
    output: z.object({
      status: z.string(),
      /** Bytes so far of all that is known to come. */
      completed: z.int(),
      total: z.nullable(z.int()),
      done: z.boolean(),
    }),
    errors: ['model_unavailable', 'refused', 'not_found'],
  }),
  remove: stream({
    summary: 'Remove a model from its server’s disk',
    input: Named,
    output: z.object({ removed: z.string() }),
    errors: ['model_unavailable', 'refused', 'not_found'],
  }),
  use: stream({
    summary: 'Choose the model that reads where no other is named',
    input: Named,
    output: TextModel,
    errors: ['model_unavailable', 'refused', 'not_found'],
  }),
  doctor: stream({
    summary: 'Explain what stands between the dreamer and a reading by a model',
    input: z.strictObject({}),
    output: z.object({ well: z.boolean(), address: z.string(), findings: z.array(Finding) }),
  }),
  allow: command({
    summary: 'Allow one remote model, by its exact name, to be given dreams',
    input: Named,
    output: Consent,
  }),
}
