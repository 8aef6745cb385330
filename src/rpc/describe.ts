import { getEventIteratorSchemaDetails } from '@orpc/contract'
import * as z from 'zod/mini'
import { COMMON_ERRORS } from '../contract/operation.ts'
import type { Group } from './operations.ts'

export type Described = {
  readonly operation: string
  readonly kind: 'query' | 'command' | 'stream'
  readonly summary: string
  readonly errors: readonly string[]
  /** JSON Schema. */
  readonly input: unknown
  /** JSON Schema; of one piece where it is a stream. */
  readonly output: unknown
}

/** The contract as a page for those who script: every operation with its schemas. */
export function describeOperations(contract: Readonly<Record<string, Group>>): Described[] {
  return Object.entries(contract).flatMap(([group, operations]) =>
    Object.entries(operations).map(([name, operation]) => {
      const { meta, inputSchema, outputSchema } = operation['~orpc']
      const piece = getEventIteratorSchemaDetails(outputSchema)?.yields ?? outputSchema
      return {
        operation: `${group}.${name}`,
        kind: meta.kind,
        summary: meta.summary,
        errors: [...meta.errors, ...COMMON_ERRORS],
        input: jsonSchema(inputSchema, 'input'),
        output: jsonSchema(piece, 'output'),
      }
    }),
  )
}

function jsonSchema(schema: unknown, io: 'input' | 'output'): unknown {
  // Every schema of the contract is zod's; oRPC knows it only by the standard they share.
  return z.toJSONSchema(schema as z.ZodMiniType, { io, unrepresentable: 'any' })
}
