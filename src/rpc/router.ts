import { lazy, Procedure, type AnyMiddleware, type AnyRouter, type Lazy } from '@orpc/server'
import { AppError } from '../contract/errors.ts'
import type { AnyOperation, Group, KindOf, OutputOf, ParsedOf } from './operations.ts'
import { toWire, type ReportBug } from './wire.ts'

/** The hands each kind of operation gets. Which ones they are is the core's business. */
export type HandsByKind = { query: object; command: object; stream: object }

/** The handlers of a group: the deed of each operation, with the hands of its kind. */
export type Handlers<G extends Group, H extends HandsByKind> = {
  readonly [Name in keyof G]: KindOf<G[Name]> extends 'stream'
    ? (hands: H['stream'], input: ParsedOf<G[Name]>) => AsyncIterable<Piece<OutputOf<G[Name]>>>
    : (hands: H[KindOf<G[Name]> & keyof H], input: ParsedOf<G[Name]>) => Promise<OutputOf<G[Name]>>
}
type Piece<Iterator> = Iterator extends AsyncIterable<infer P> ? P : never

/** Gives a handler its hands: a transaction of the right kind round it, or the model and a signal. */
export type Scope<H extends HandsByKind> = {
  query<T>(operation: string, signal: AbortSignal, deed: (hands: H['query']) => Promise<T>): Promise<T>
  command<T>(operation: string, signal: AbortSignal, deed: (hands: H['command']) => Promise<T>): Promise<T>
  stream<T>(
    operation: string,
    signal: AbortSignal,
    deed: (hands: H['stream']) => AsyncIterable<T>,
  ): AsyncIterable<T>
}

export type Router = Readonly<Record<string, Lazy<AnyRouter>>>

/** A group whose contract and handlers are loaded when it is first asked. */
export function lazyGroup(load: () => Promise<AnyRouter>): Lazy<AnyRouter> {
  let loaded: Promise<{ default: AnyRouter }> | undefined
  return lazy(() => (loaded ??= load().then((group) => ({ default: group }))))
}

export function implementGroup<G extends Group, H extends HandsByKind>(
  name: string,
  {
    contract,
    handlers,
    scope,
    reportBug,
  }: {
    contract: G
    handlers: Handlers<G, H>
    scope: Scope<H>
    reportBug: ReportBug
  },
): AnyRouter {
  const procedures = Object.entries(contract).map(([operation, asked]) => {
    const path = `${name}.${operation}`
    // Handlers<G, H> above ties each handler to its operation; by name the tie is lost.
    const handler = handlers[operation] as unknown as (hands: object, input: unknown) => never
    return [operation, implementOne(path, asked, handler, scope, reportBug)]
  })
  return Object.fromEntries(procedures) as AnyRouter
}

function implementOne(
  path: string,
  operation: AnyOperation,
  handler: (hands: object, input: unknown) => never,
  scope: Scope<HandsByKind>,
  reportBug: ReportBug,
) {
  // Answers are held against their schemas by the tests: it takes longer than reading a page of dreams does.
  const { outputSchema: _, ...definition } = operation['~orpc']
  const { kind } = definition.meta
  const edge: AnyMiddleware = async ({ next, signal }) => {
    try {
      const result = await next()
      if (kind !== 'stream') return result
      return { ...result, output: piecewise(result.output as AsyncIterable<unknown>, signal) } // by kind
    } catch (thrown) {
      throw leaving(thrown, signal)
    }
  }
  return new Procedure({
    ...definition,
    // The edge stands before the validation, so that bad input, a failing deed and a bug all leave by one door.
    middlewares: [edge],
    inputValidationIndex: 1,
    outputValidationIndex: 1,
    handler: ({ input, signal = new AbortController().signal }: { input: unknown; signal?: AbortSignal }) =>
      scope[kind](path, signal, (hands) => handler(hands, input)),
  })

  async function* piecewise(pieces: AsyncIterable<unknown>, signal: AbortSignal | undefined) {
    try {
      yield* pieces
    } catch (thrown) {
      throw leaving(thrown, signal)
    }
  }

  function leaving(thrown: unknown, signal: AbortSignal | undefined) {
    // A connection that broke aborts with its own error: no bug of the handler's.
    const isAbort = signal?.aborted === true && thrown === signal.reason
    return toWire(isAbort ? new AppError('cancelled', 'Cancelled') : thrown, reportBug)
  }
}
