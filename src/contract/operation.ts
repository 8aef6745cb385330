import { ContractProcedure, eventIterator, type Schema } from '@orpc/contract'
import type { ErrorCode } from './errors.ts'

/** A query reads; a command changes the journal in one transaction; a stream does long work piece by piece. */
export type Kind = 'query' | 'command' | 'stream'

export type OperationMeta<K extends Kind = Kind> = {
  readonly kind: K
  readonly summary: string
  /** What it may answer with besides its output; every operation may also say what every journal may say. */
  readonly errors: readonly ErrorCode[]
}

/** An operation as data: an oRPC contract procedure that carries its kind. */
export type Operation<K extends Kind, I, P, O> = ContractProcedure<
  Schema<I, P>,
  Schema<O, O>,
  Record<never, never>,
  OperationMeta<K>
>

/** What any operation on a journal may answer, whatever it does. */
export const COMMON_ERRORS: readonly ErrorCode[] = [
  'invalid_input',
  'absent',
  'locked',
  'newer',
  'damaged',
  'disk_full',
  'not_writable',
  'busy',
  'cancelled',
  'internal',
]

type Asked<I, P, O> = {
  summary: string
  /** Schemas of zod; typed by what goes in (I), what the handler sees (P) and what comes out (O). */
  input: Schema<I, P>
  output: Schema<O, O>
  errors?: readonly ErrorCode[]
}

export function query<I, P, O>(asked: Asked<I, P, O>): Operation<'query', I, P, O> {
  return operation('query', asked, asked.output)
}

export function command<I, P, O>(asked: Asked<I, P, O>): Operation<'command', I, P, O> {
  return operation('command', asked, asked.output)
}

/** `output` is the schema of one piece. */
export function stream<I, P, O>(asked: Asked<I, P, O>): Operation<'stream', I, P, AsyncIterableIterator<O>> {
  // eventIterator names more than a for-await needs (return value, throw); callers only iterate.
  const pieces = eventIterator(asked.output) as unknown as Schema<
    AsyncIterableIterator<O>,
    AsyncIterableIterator<O>
  >
  return operation('stream', asked, pieces)
}

function operation<K extends Kind, I, P, O>(
  kind: K,
  { summary, input, errors = [] }: { summary: string; input: Schema<I, P>; errors?: readonly ErrorCode[] },
  output: Schema<O, O>,
): Operation<K, I, P, O> {
  return new ContractProcedure({
    meta: { kind, summary, errors },
    route: { summary },
    errorMap: {},
    inputSchema: input,
    outputSchema: output,
  })
}
