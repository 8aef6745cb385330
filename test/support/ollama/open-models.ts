import { findAddress } from '../../../src/core/engines/models/ollama/address.ts'
import { ollamaModels } from '../../../src/core/engines/models/ollama/ollama.ts'
import type { ChatPiece, TextModels } from '../../../src/core/engines/models/port.ts'
import { createOutgoing } from '../../../src/core/outgoing.ts'

type Options = {
  /** Whole names of remote models that were allowed. */
  readonly allowed?: readonly string[]
}

/** The adapter behind the real gate, with what it wrote down. */
export function openModels(url: string, { allowed = [] }: Options = {}) {
  const departures: { way: string; host: string; what: string | null; bytes: number | null }[] = []
  const outgoing = createOutgoing({
    isAllowed: async () => false,
    record: async ({ way, host, what, bytes: known }) => {
      const row = { way, host, what, bytes: known }
      departures.push(row)
      return async (bytes) => void (row.bytes = bytes)
    },
  })
  const models: TextModels = ollamaModels({
    address: findAddress(url, undefined),
    fetch: outgoing.fetchFor('models'),
    isAllowed: async (name) => allowed.includes(name),
    asked: (leaving) => outgoing.asked({ ...leaving, purpose: 'models' }),
  })
  return { models, departures }
}

/** What a model said, put together. */
export async function heard(pieces: AsyncIterable<ChatPiece>) {
  const all = await Array.fromAsync(pieces)
  const join = (kind: 'text' | 'thinking') =>
    all.map((piece) => (piece.is === kind ? piece.text : '')).join('')
  const last = all.at(-1)
  return { text: join('text'), thinking: join('thinking'), done: last?.is === 'done' ? last : undefined }
}

/** Pieces as they came, up to what ended it. */
export async function untilItFails(pieces: AsyncIterable<ChatPiece>) {
  let text = ''
  try {
    for await (const piece of pieces) if (piece.is === 'text') text += piece.text
  } catch (thrown) {
    return { text, failure: thrown as Error & { code?: string; hint?: string; details?: unknown } }
  }
  throw new Error(`This was expected to fail, but said ${text}`)
}
