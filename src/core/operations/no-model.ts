import type { Provenance, Reading } from '../../contract/model/kept-reading.ts'

/** What a reading says of the model where none was asked. */
export const NO_MODEL = {
  model: null,
  seed: null,
  options: null,
  context: null,
  promptTokens: null,
  answerTokens: null,
  ms: null,
} satisfies Partial<Provenance>

export const NOTHING_TO_CHECK: Reading['checks'] = {
  dropped: [],
  repaired: 0,
  structure: 'first',
  redone: false,
  saw: 'all',
  ended: 'stop',
}
