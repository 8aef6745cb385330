import type { Group, InputOf, OutputOf } from './operations.ts'
import { fromWire } from './wire.ts'

type CallOptions = { readonly signal?: AbortSignal | undefined }

/** The one face of a journal: the same over every transport. A stream answers with something to iterate. */
export type Client<C extends Readonly<Record<string, Group>>> = {
  readonly [G in keyof C]: {
    readonly [Name in keyof C[G]]: (
      input: InputOf<C[G][Name]>,
      options?: CallOptions,
    ) => Promise<OutputOf<C[G][Name]>>
  }
}

/** How a transport is asked. */
export type Call = (path: readonly string[], input: unknown, signal: AbortSignal) => Promise<unknown>

export function clientOver<C extends Readonly<Record<string, Group>>>(call: Call): Client<C> {
  const groups = new Map<string, unknown>()
  const group = (name: string) =>
    new Proxy(
      {},
      {
        get: (_, operation) =>
          typeof operation === 'string'
            ? (input: unknown, options?: CallOptions) => ask(call, [name, operation], input, options?.signal)
            : undefined,
      },
    )
  const client = new Proxy(
    {},
    {
      get(_, name) {
        // A client that looked like a promise would be awaited by accident.
        if (typeof name !== 'string' || name === 'then') return undefined
        if (!groups.has(name)) groups.set(name, group(name))
        return groups.get(name)
      },
    },
  )
  return client as Client<C> // the proxy answers to any name; the contract says which there are
}

/** An abort answers at once; the handler is told by its signal, whatever the caller's reason was. */
async function ask(
  call: Call,
  path: readonly string[],
  input: unknown,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  if (signal?.aborted) throw cancelled()
  const controller = new AbortController()
  const aborted = abortOf(controller.signal)
  const stop = () => controller.abort()
  signal?.addEventListener('abort', stop, { once: true })
  const done = () => signal?.removeEventListener('abort', stop)
  const answer = call(path, input, controller.signal)
  try {
    const output = await Promise.race([answer, aborted])
    if (isIterator(output)) return iterate(output, { controller, aborted, done })
    done()
    return output
  } catch (thrown) {
    done()
    if (!controller.signal.aborted) throw fromWire(thrown)
    // Nobody will read it if it still comes.
    answer.then((late) => (isIterator(late) ? late.return?.() : undefined)).catch(() => {})
    throw cancelled()
  }
}

type Asked = { readonly controller: AbortController; readonly aborted: Promise<never>; done(): void }

/**
 * Leaving the loop early aborts the handler and waits for its `finally`; an abort ends the loop. oRPC does neither in
 * process, and a generator here would do neither before its first piece is asked for or while nobody asks.
 */
function iterate(
  pieces: AsyncIterator<unknown>,
  { controller, aborted, done }: Asked,
): AsyncIterableIterator<unknown> {
  const { signal } = controller
  let ended = false
  let left: Promise<unknown> | undefined
  const leave = () => {
    if (!signal.aborted) controller.abort()
    // The handler is told by its signal; what it still throws on its way out is the cancellation itself.
    return (left ??= pieces.return?.().catch(() => {}))
  }
  const onAbort = () => void leave()
  const end = () => {
    ended = true
    signal.removeEventListener('abort', onAbort)
    done()
  }
  signal.addEventListener('abort', onAbort)
  return {
    async next() {
      if (ended) return { done: true, value: undefined }
      try {
        const piece = await Promise.race([pieces.next(), aborted])
        if (piece.done) end()
        return piece
      } catch (thrown) {
        if (signal.aborted) await leave()
        end()
        throw signal.aborted ? cancelled() : fromWire(thrown)
      }
    },
    async return() {
      if (!ended) await leave()
      end()
      return { done: true, value: undefined }
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
function cancelled() {
  const abort = new Error('Cancelled')
  abort.name = 'AbortError'
  return fromWire(abort)
}

/** Fails when the signal fires. */
function abortOf(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>()
  promise.catch(() => {}) // nobody may be waiting when it happens
  signal.addEventListener('abort', () => reject(cancelled()), { once: true })
  return promise
}

function isIterator(value: unknown): value is AsyncIterator<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value && 'next' in value
}
