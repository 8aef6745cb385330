import * as z from 'zod/mini'
import { AppError, ERROR_CODES, type ErrorCode } from '../../src/contract/errors.ts'
import { command, query, stream } from '../../src/contract/operation.ts'
import { implementGroup, lazyGroup, type Handlers, type Router, type Scope } from '../../src/rpc/router.ts'

/** A group of its own that does what no dream operation does on purpose: wait, fail in every way, break. */
export const probeContract = {
  probe: {
    measure: query({
      summary: 'How long a text is',
      input: z.strictObject({
        text: z.string().check(z.maxLength(20, 'must be shorter than 20 characters')),
        times: z._default(z.int(), 1),
        unit: z.optional(z.enum(['signs', 'words'])),
        words: z.optional(z.array(z.object({ sharp: z.boolean() }))),
      }),
      output: z.object({ length: z.int() }),
    }),
    fail: command({
      summary: 'Fail with a code',
      input: z.strictObject({ code: z.enum(ERROR_CODES) }),
      output: z.object({}),
      errors: [...ERROR_CODES],
    }),
    crash: query({
      summary: 'Break',
      input: z.strictObject({}),
      output: z.object({}),
    }),
    hold: query({
      summary: 'Wait until cancelled',
      input: z.strictObject({}),
      output: z.object({}),
    }),
    count: stream({
      summary: 'Count',
      input: z.strictObject({ to: z.int() }),
      output: z.object({ n: z.int() }),
    }),
    countAndWait: stream({
      summary: 'Count, then wait until cancelled',
      input: z.strictObject({ to: z.int() }),
      output: z.object({ n: z.int() }),
    }),
    countAndFail: stream({
      summary: 'Count, then fail or break',
      input: z.strictObject({ to: z.int(), how: z.enum(['fail', 'crash']) }),
      output: z.object({ n: z.int() }),
    }),
  },
}
export type ProbeContract = typeof probeContract

export const SECRET = 'the copper otter’s true name'

type Hands = { signal: AbortSignal }

/** Serves the probe and tells what happened inside it. */
export function createProbe() {
  const bugs: AppError[] = []
  const happened: string[] = []
  const ended = Promise.withResolvers<void>()

  /** Runs a deed whose beginning and end, and its signal's firing, are seen from outside. */
  async function* watched<T>({ signal }: Hands, deed: () => AsyncIterable<T>): AsyncGenerator<T> {
    happened.push('started')
    signal.addEventListener('abort', () => happened.push('signal'))
    try {
      yield* deed()
    } finally {
      happened.push('finally')
      ended.resolve()
    }
  }

  const handlers: Handlers<ProbeContract['probe'], { query: Hands; command: Hands; stream: Hands }> = {
    measure: async (_, { text, times }) => ({ length: text.length * times }),
    async fail(_, { code }) {
      throw failure(code)
    },
    async crash() {
      throw new TypeError(`Cannot read ${SECRET}`)
    },
    async hold(hands) {
      // oxlint-disable-next-line no-unused-vars -- it waits for nothing but the signal
      for await (const _ of watched(hands, () => waiting(hands.signal)));
      return {}
    },
    count: (hands, { to }) => watched(hands, () => counting(to)),
    countAndWait: (hands, { to }) =>
      watched(hands, async function* () {
        yield* counting(to)
        yield* waiting(hands.signal)
      }),
    countAndFail: (hands, { to, how }) =>
      watched(hands, async function* () {
        yield* counting(to)
        if (how === 'fail') throw failure('conflict')
        throw new TypeError(`Cannot read ${SECRET}`)
      }),
  }
  const scope: Scope<{ query: Hands; command: Hands; stream: Hands }> = {
    query: (_, signal, deed) => deed({ signal }),
    command: (_, signal, deed) => deed({ signal }),
    stream: (_, signal, deed) => deed({ signal }),
  }
  const router: Router = {
    probe: lazyGroup(async () =>
      implementGroup('probe', {
        contract: probeContract.probe,
        handlers,
        scope,
        reportBug: (bug) => bugs.push(bug),
      }),
    ),
  }
  return { router, bugs, happened, ended: ended.promise }
}

export function failure(code: ErrorCode): AppError {
  return new AppError(code, `It was ${code}`, { hint: `Do not be ${code}.`, details: { code, at: [1, 2] } })
}

async function* counting(to: number) {
  for (let n = 1; n <= to; n++) yield { n }
}

/** Yields nothing, ever; the signal ends it. */
// oxlint-disable-next-line require-yield -- that is what it is for
async function* waiting(signal: AbortSignal): AsyncGenerator<never> {
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
  signal.throwIfAborted()
}
