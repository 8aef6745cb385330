import { getEventIteratorSchemaDetails } from '@orpc/contract'
import { expect } from 'vitest'
import type { Client } from '../../src/rpc/client.ts'
import type { AnyOperation, Group } from '../../src/rpc/operations.ts'

type Ask = (input: unknown, options?: { signal?: AbortSignal }) => Promise<unknown>
type Schema = { '~standard': { validate(value: unknown): unknown } }

/** A group of a client whose every answer is held against the contract, which the program itself does not do. */
export function held<C extends Readonly<Record<string, Group>>, G extends keyof C & string>(
  client: Client<C>,
  contract: C,
  group: G,
): Client<C>[G] {
  const asks = Object.entries<AnyOperation>(contract[group] ?? {}).map(([name, operation]) => {
    const { outputSchema } = operation['~orpc']
    const piece = getEventIteratorSchemaDetails(outputSchema)?.yields
    const ask = client[group][name] as unknown as Ask // each operation is asked alike
    const heldAsk: Ask = async (input, options) => {
      const answer = await ask(input, options)
      if (piece) return heldPieces(answer as AsyncIterableIterator<unknown>, piece)
      await hold(answer, outputSchema as Schema)
      return answer
    }
    return [name, heldAsk]
  })
  return Object.fromEntries(asks) as Client<C>[G] // an ask for each of its operations
}

function heldPieces(pieces: AsyncIterableIterator<unknown>, schema: Schema): AsyncIterableIterator<unknown> {
  return {
    async next() {
      const piece = await pieces.next()
      if (piece.done !== true) await hold(piece.value, schema)
      return piece
    },
    return: async () => (await pieces.return?.()) ?? { done: true, value: undefined },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

/** As the schema has it, and nothing more. */
async function hold(answer: unknown, schema: Schema): Promise<void> {
  expect(await schema['~standard'].validate(answer)).toEqual({ value: answer })
}
