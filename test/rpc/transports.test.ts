import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { AppError, ERROR_CODES } from '../../src/contract/errors.ts'
import { all, failureOf, take } from '../support/journal.ts'
import { createProbe, failure, SECRET, type ProbeContract } from '../support/probe.ts'
import { connect, TRANSPORTS } from '../support/transports.ts'

describe.each(TRANSPORTS)('over %s', (transport) => {
  async function openProbe() {
    const probe = createProbe()
    const client = await connect<ProbeContract>(transport, probe.router)
    return { ...probe, ask: client.probe }
  }

  test('a value comes back as the contract describes it, defaults filled in', async () => {
    const { ask } = await openProbe()

    const answers = [await ask.measure({ text: 'tide' }), await ask.measure({ text: 'tide', times: 3 })]

    expect(answers).toEqual([{ length: 4 }, { length: 12 }])
  })

  test('many questions at once get each their own answer', async () => {
    const { ask } = await openProbe()

    const answers = await Promise.all([1, 2, 3, 4, 5].map((times) => ask.measure({ text: 'ab', times })))

    expect(answers.map(({ length }) => length)).toEqual([2, 4, 6, 8, 10])
  })

  test('a stream comes piece by piece and ends', async () => {
    const { ask, happened } = await openProbe()

    const pieces = await all(await ask.count({ to: 3 }))

    expect({ pieces, happened }).toEqual({
      pieces: [{ n: 1 }, { n: 2 }, { n: 3 }],
      happened: expect.arrayContaining(['started', 'finally']),
    })
  })

  test('a stream read to its end stays ended', async () => {
    const { ask } = await openProbe()
    const pieces = await ask.count({ to: 1 })
    await all(pieces)

    const after = await pieces.next()

    expect(after).toEqual({ done: true, value: undefined })
  })

  test.each(ERROR_CODES)('%s arrives with its hint, details and status', async (code) => {
    const { ask, bugs } = await openProbe()

    const error = await failureOf(ask.fail({ code }))

    expect(error).toBeInstanceOf(AppError)
    expect({ ...error.toJSON(), status: error.httpStatus, exit: error.exitCode }).toEqual({
      ...failure(code).toJSON(),
      status: failure(code).httpStatus,
      exit: failure(code).exitCode,
    })
    expect(bugs.filter((bug) => bug.code !== 'internal')).toEqual([])
  })

  test('a stream that fails midway gives what came before, then its error', async () => {
    const { ask } = await openProbe()
    const seen: unknown[] = []

    const error = await failureOf(
      (async () => {
        for await (const piece of await ask.countAndFail({ to: 2, how: 'fail' })) seen.push(piece)
      })(),
    )

    expect({ seen, error: error.toJSON() }).toEqual({
      seen: [{ n: 1 }, { n: 2 }],
      error: failure('conflict').toJSON(),
    })
  })

  test.each(['query that breaks', 'stream that breaks'])(
    'a %s answers with an id and nothing of what happened, which is reported whole',
    async (which) => {
      const { ask, bugs } = await openProbe()
      const asked = {
        'query that breaks': () => ask.crash({}),
        'stream that breaks': async () => all(await ask.countAndFail({ to: 1, how: 'crash' })),
      }[which]

      const error = await failureOf(asked?.() ?? Promise.resolve())

      expect(error.toJSON()).toEqual({
        code: 'internal',
        message: 'Something went wrong inside DreamCanvas',
        hint: expect.stringMatching(/^Please report it with the id [0-9a-f]{12}\.$/),
        details: { id: expect.stringMatching(/^[0-9a-f]{12}$/) },
      })
      expect(JSON.stringify([error, error.cause])).not.toContain('otter')
      expect(bugs.length).toBe(1)
      expect(bugs[0]?.details).toEqual(error.details)
      expect(bugs[0]?.cause).toBeInstanceOf(Error)
      expect(String(bugs[0]?.cause)).toContain(SECRET)
    },
  )

  const BAD: readonly [string, unknown, string][] = [
    ['nothing', undefined, 'The input must be an object'],
    ['another type', { text: 4 }, 'text must be text'],
    ['what is missing', {}, 'text must be text'],
    ['a rule that is broken', { text: 'x'.repeat(30) }, 'text must be shorter than 20 characters'],
    ['a choice there is not', { text: '', unit: 'ells' }, 'unit must be one of signs, words'],
    ['a property there is not', { text: '', txet: '' }, 'There is no txet in the input'],
    ['what is wrong deep down', { text: '', words: [{ sharp: 1 }] }, 'words.0.sharp must be true or false'],
    ['a number that is not whole', { text: '', times: 1.5 }, 'times must be a whole number'],
    ['several things', { text: 4, times: 'x' }, 'text must be text; times must be a number'],
  ]
  test.each(BAD)('bad input is said in a sentence: %s', async (_, input, sentence) => {
    const { ask, bugs } = await openProbe()

    const error = await failureOf(ask.measure(input as { text: string }))

    expect({ ...error.toJSON(), bugs }).toEqual({ code: 'invalid_input', message: sentence, bugs: [] })
  })

  test('what was typed is not repeated when it is wrong', async () => {
    const { ask } = await openProbe()

    const error = await failureOf(ask.measure({ text: `${SECRET}, and then some more` }))

    expect(JSON.stringify([error, error.cause])).not.toContain('otter')
  })

  test('an operation there is not is not found', async () => {
    const { ask } = await openProbe()
    const anyName = ask as unknown as Record<string, (input: unknown) => Promise<unknown>>

    const error = await failureOf(anyName['fly']?.({}) ?? Promise.resolve())

    expect(error.toJSON()).toEqual({
      code: 'not_found',
      message: 'There is no such operation',
      hint: 'See `dreamcanvas ops`.',
    })
  })

  test('leaving a stream fires its signal and runs its finally', async () => {
    const { ask, happened, ended, bugs } = await openProbe()

    const pieces = await take(await ask.countAndWait({ to: 2 }), 1)
    await ended

    expect(pieces).toEqual([{ n: 1 }])
    expect(happened).toEqual(['started', 'signal', 'finally'])
    expect(bugs).toEqual([])
  })

  test('aborting a stream ends the loop as cancelled, fires its signal and runs its finally', async () => {
    const { ask, happened, ended, bugs } = await openProbe()
    const controller = new AbortController()
    const pieces = await ask.countAndWait({ to: 1 }, { signal: controller.signal })
    await pieces.next()

    const next = failureOf(pieces.next())
    controller.abort()
    const error = await next
    await ended

    expect(error.code).toBe('cancelled')
    expect(happened).toEqual(['started', 'signal', 'finally'])
    expect(bugs).toEqual([])
  })

  test('aborting a stream nobody is waiting on runs its finally all the same', async () => {
    const { ask, happened, ended } = await openProbe()
    const controller = new AbortController()
    const pieces = await ask.countAndWait({ to: 5 }, { signal: controller.signal })
    await pieces.next()

    controller.abort()
    await ended

    expect(happened).toEqual(['started', 'signal', 'finally'])
    expect((await failureOf(pieces.next())).code).toBe('cancelled')
  })

  test('a stream that is left before its first piece does not go on', async () => {
    const { ask, happened } = await openProbe()
    const pieces = await ask.countAndWait({ to: 1 })

    await pieces.return?.()
    await sleep(100)

    // It may not have begun; if it did, it was told and has ended.
    expect([[], ['started', 'signal', 'finally']]).toContainEqual(happened)
  })

  test('aborting a question answers at once and fires its signal', async () => {
    const { ask, happened, ended, bugs } = await openProbe()
    const controller = new AbortController()

    const asked = failureOf(ask.hold({}, { signal: controller.signal }))
    await until(() => happened.includes('started'))
    controller.abort()
    const error = await asked
    await ended

    expect({ code: error.code, happened, bugs }).toEqual({
      code: 'cancelled',
      happened: ['started', 'signal', 'finally'],
      bugs: [],
    })
  })

  test.each([
    ['a word', () => AbortSignal.abort('enough')],
    ['a time that ran out', () => AbortSignal.timeout(50)],
    ['nothing in particular', () => AbortSignal.abort()],
  ])('whatever the reason for an abort, it is a cancellation and no bug: %s', async (_, signal) => {
    const { ask, bugs } = await openProbe()

    const errors = [
      await failureOf(ask.hold({}, { signal: signal() })),
      await failureOf((async () => all(await ask.countAndWait({ to: 1 }, { signal: signal() })))()),
    ]
    await sleep(20)

    expect({ codes: errors.map(({ code }) => code), bugs }).toEqual({
      codes: ['cancelled', 'cancelled'],
      bugs: [],
    })
  })

  test('what was aborted before it was asked is not begun', async () => {
    const { ask, happened } = await openProbe()

    const error = await failureOf(ask.hold({}, { signal: AbortSignal.abort() }))

    expect({ code: error.code, happened }).toEqual({ code: 'cancelled', happened: [] })
  })

  test('a signal that outlives many calls keeps no listener of theirs', async () => {
    const { ask } = await openProbe()
    const { signal, added } = listenedTo()

    await ask.measure({ text: 'tide' }, { signal })
    await all(await ask.count({ to: 2 }, { signal }))
    await take(await ask.count({ to: 9 }, { signal }), 1)
    await failureOf(ask.crash({}, { signal }))

    expect(added()).toBe(0)
  })
})

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(5)
}

/** A signal that counts who listens to it. */
function listenedTo() {
  const controller = new AbortController()
  const { signal } = controller
  let count = 0
  const add = signal.addEventListener.bind(signal)
  const remove = signal.removeEventListener.bind(signal)
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    count++
    add(...args)
  }
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    count--
    remove(...args)
  }
  onTestFinished(() => controller.abort())
  return { signal, added: () => count }
}
