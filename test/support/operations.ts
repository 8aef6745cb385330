import { journal } from '../../src/contract/journal.ts'
import type { AnyOperation, Group } from '../../src/rpc/operations.ts'

/** Every operation of a journal, by its path. */
export const OPERATIONS = Object.entries(journal as Readonly<Record<string, Group>>).flatMap(
  ([group, operations]) =>
    Object.entries(operations).map(([name, operation]: [string, AnyOperation]) => ({
      path: `${group}.${name}`,
      definition: operation['~orpc'],
    })),
)
