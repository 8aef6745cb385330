import type { Group, InputOf, OutputOf } from './operations.ts'
import { fromWire } from './wire.ts'

type CallOptions = { readonly signal?: AbortSignal | undefined }

/** The one face of a journal: the same over every transport. A stream answers with something to iterate. */
export type Client<C extends Readonly<Record<string, Group>>> = {
  readonly [G in keyof C]: {
    readonly [Name in keyof C[G]]: (input: InputOf<C[G][Name]>, options?: CallOptions) => Promise<OutputOf<C[G][Name]>>
  }
}

/** How a transport is asked. */
export type Call = (path: readonly string[], input: unknown, signal: AbortSignal) => Promise<unknown>

export function clientOver<C extends Readonly<Record<string, Group>>>(call: Call): Client<C> {
  const groups = new Map<string, unknown>()
  const group = (name: string) =>
    new Proxy({}, {
      get: (_, operation) =>
        typeof operation === 'string'
          ? (input: unknown, options?: CallOptions) => ask(call, [name, operation], input, options?.signal)
          : undefined,
    })
  const client = new Proxy({}, {
    get(_, name) {
      // A client that looked like a promise would be awaited by accident.
      if (typeof name !== 'string' || name === 'then') return undefined
      if (!groups.has(name)) groups.set(name, group(name))
      return groups.get(name)
    },
  })
  return client as Client<C> // the proxy answers to any name; the contract says which there are
}

async function ask(call: Call, path: readonly string[], input: unknown, signal: AbortSignal | undefined): Promise<unknown> {
  const controller = new AbortController()
  const stop = () => controller.abort(signal?.reason)
  if (signal?.aborted) stop()
  signal?.addEventListener('abort', stop, { once: true })
  const done = () => signal?.removeEventListener('abort', stop)
  try {
    controller.signal.throwIfAborted()
    const output = await call(path, input, controller.signal)
    if (isIterator(output)) return iterate(output, controller, done)
    done()
    return output
  } catch (thrown) {
    done()
    throw controller.signal.aborted ? cancelled() : fromWire(thrown)
  }
}

/**
 * Leaving the loop early aborts the handler and waits for its `finally`; an abort ends the loop at once. oRPC does
 * neither in process.
 */
async function* iterate(pieces: AsyncIterator<unknown>, controller: AbortController, done: () => void) {
  const { signal } = controller
  const aborted = Promise.withResolvers<never>()
  aborted.promise.catch(() => {}) // nobody may be waiting when it happens
  const onAbort = () => aborted.reject(cancelled())
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()
  let finished = false
  try {
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- pieces come one after the other
      const { value, done: last } = await Promise.race([pieces.next(), aborted.promise])
      if (last) {
        finished = true
        return
      }
      yield value
    }
  } catch (thrown) {
    if (signal.aborted) throw cancelled()
    finished = true
    throw fromWire(thrown)
  } finally {
    signal.removeEventListener('abort', onAbort)
    done()
    if (!finished) {
      if (!signal.aborted) controller.abort()
      // The handler is told by its signal; what it still throws on its way out is the cancellation itself.
      await pieces.return?.().catch(() => {})
    }
  }
}

function cancelled() {
  const abort = new Error('Cancelled')
  abort.name = 'AbortError'
  return fromWire(abort)
}

function isIterator(value: unknown): value is AsyncIterator<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value && 'next' in value
}
