import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Chat } from '../../../../../src/core/engines/models/port.ts'
import { failing } from '../../../../support/ollama/answers.ts'
import { startOllama } from '../../../../support/ollama/fake-ollama.ts'
import { heard, openModels, untilItFails } from '../../../../support/ollama/open-models.ts'
import { tokens } from '../../../../support/ollama/saying.ts'

const ASKING: Chat = {
  model: 'little:1b',
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'A house with water in it.' },
  ],
  context: 4096,
}

test('an answer comes piece by piece, with what it cost at its end', async () => {
  const { url } = await startOllama({ says: [{ think: 'Hmm. ' }, { say: 'A ' }, { say: 'house.' }] })
  const { models } = openModels(url)

  const pieces = await Array.fromAsync(models.chat(ASKING))

  expect(pieces).toEqual([
    { is: 'thinking', text: 'Hmm. ' },
    { is: 'text', text: 'A ' },
    { is: 'text', text: 'house.' },
    {
      is: 'done',
      reason: 'stop',
      saw: 'all',
      context: 4096,
      promptTokens: 9,
      answerTokens: 3,
      ms: { total: 900, loading: 100, prompt: 200, answer: 600 },
    },
  ])
})

test('pieces are there as soon as they are said', async () => {
  const { url } = await startOllama({ says: [{ say: 'At once' }, { wait: 400 }, { say: ', and later' }] })
  const { models } = openModels(url)
  const pieces = models.chat(ASKING)[Symbol.asyncIterator]()
  await pieces.next()
  const begun = performance.now()

  await pieces.next()

  expect(performance.now() - begun).toBeGreaterThan(250)
  await pieces.return?.()
})

test('what is asked says how much is to be taken in, and that nothing may be cut', async () => {
  const { url, askedFor } = await startOllama()
  const { models } = openModels(url)
  const format = { type: 'object', properties: { summary: { type: 'string' } } }

  await heard(
    models.chat({ ...ASKING, format, seed: 7, temperature: 0, topP: 0.9, maxTokens: 300, stop: ['END'] }),
  )

  expect(askedFor('/api/chat').map(({ body }) => body)).toEqual([
    {
      model: 'little:1b',
      messages: ASKING.messages,
      stream: true,
      think: false,
      truncate: false,
      shift: false,
      format,
      options: { num_ctx: 4096, seed: 7, temperature: 0, top_p: 0.9, num_predict: 300, stop: ['END'] },
    },
  ])
})

test('no more is asked for than the model was made for, and it is said how much that was', async () => {
  const { url, askedFor } = await startOllama({ models: [{ context: 2048 }] })
  const { models } = openModels(url)

  const { done } = await heard(models.chat({ ...ASKING, context: 32_768 }))

  expect([done?.context, askedFor('/api/chat')[0]?.body['options']]).toEqual([2048, { num_ctx: 2048 }])
})

test('no key, no name of this program and no question of the caller’s changes goes along', async () => {
  process.env['OLLAMA_API_KEY'] = 'a-key-that-stays-here'
  onTestFinished(() => void delete process.env['OLLAMA_API_KEY'])
  const { url, asked } = await startOllama()
  const { models } = openModels(url)
  const asking = Object.freeze({ ...ASKING, messages: Object.freeze([...ASKING.messages]) })

  await heard(models.chat(asking))
  await models.embed({ model: 'little:1b', texts: ['one'] }).catch(() => {})
  await models.list()

  const headers = new Set(asked.flatMap((one) => Object.keys(one.headers)))
  expect([...headers].toSorted()).toEqual(['accept', 'connection', 'content-length', 'content-type', 'host'])
  expect(JSON.stringify(asked)).not.toContain('a-key-that-stays-here')
})

describe('an answer that goes wrong', () => {
  const printed = () => {
    const lines: unknown[] = []
    const methods = ['log', 'warn', 'error', 'info', 'debug'] as const
    const before = methods.map((method) => console[method])
    for (const method of methods) console[method] = (...words: unknown[]) => void lines.push(words)
    onTestFinished(() => {
      for (const [index, method] of methods.entries()) console[method] = before[index]!
    })
    return lines
  }

  test.for([
    ['an error after a 200', [{ say: 'A ' }, { error: 'something gave way' }], 'Ollama could not do it'],
    [
      'a line that is not JSON',
      [{ say: 'A ' }, { raw: '{"message":{"content":"the copper otter\n' }, { say: 'b' }],
      'The model’s server sent something that is not JSON',
    ],
    [
      'a connection that is cut',
      [{ say: 'A ' }, { wait: 20 }, { cut: true as const }],
      'The connection to the model broke off',
    ],
    [
      'an answer cut in the midst of a line',
      [{ say: 'A ' }, { raw: '{"message":{"content":"the copper' }, { wait: 20 }, { cut: true as const }],
      'The connection to the model broke off',
    ],
  ] as const)('%s keeps what came, and says so', async ([, says, message]) => {
    const lines = printed()
    const { url } = await startOllama({ says })
    const { models } = openModels(url)

    const { text, failure } = await untilItFails(models.chat(ASKING))

    expect({ text, code: failure.code, message: failure.message }).toEqual({
      text: 'A ',
      code: 'model_unavailable',
      message,
    })
    expect(JSON.stringify(failure)).not.toContain('otter')
    expect(lines).toEqual([])
  })

  test('an answer that ends before it is done broke off', async () => {
    const { url } = await startOllama({
      answers: {
        '/api/chat': (response) =>
          void response.writeHead(200).end('{"message":{"content":"A"},"done":false}\n'),
      },
    })
    const { models } = openModels(url)

    const { text, failure } = await untilItFails(models.chat(ASKING))

    expect([text, failure.message]).toEqual(['A', 'The connection to the model broke off'])
  })

  test('what the server says of it is not shown where it may hold words of the dream', async () => {
    const { url } = await startOllama({ says: [{ error: "error parsing: raw='the copper otter'" }] })
    const { models } = openModels(url)

    const { failure } = await untilItFails(models.chat(ASKING))

    expect(JSON.stringify([failure, failure.message])).not.toContain('otter')
  })

  test('one that is too big for the memory is told as that', async () => {
    const { url } = await startOllama({
      answers: {
        '/api/chat': failing(500, 'model requires more system memory (18.2 GiB) than is available (7.1 GiB)'),
      },
    })
    const { models } = openModels(url)

    const { failure } = await untilItFails(models.chat(ASKING))

    expect([failure.code, failure.hint]).toEqual([
      'model_unavailable',
      '`dreamcanvas models doctor` compares them; a smaller model needs less.',
    ])
  })
})

describe('structured answers', () => {
  const format = { type: 'object', required: ['summary'] }

  test.for([
    ['right', '{"summary":"A house with water."}'],
    ['broken', '{"summary":"A house with'],
    ['not even tried', 'A house with water.'],
  ])('that are %s come as they were said', async ([, said = '']) => {
    const { url } = await startOllama({ says: tokens(said) })
    const { models } = openModels(url)

    const { text, done } = await heard(models.chat({ ...ASKING, format }))

    expect([text, done?.reason]).toEqual([said, 'stop'])
  })
})

describe('a text that does not fit', () => {
  const LONG: Chat = {
    ...ASKING,
    context: 1024,
    messages: [{ role: 'user', content: 'a door and a stair '.repeat(400) }],
  }

  test('is refused by the server and not cut', async () => {
    const { url } = await startOllama()
    const { models } = openModels(url)

    const { failure } = await untilItFails(models.chat(LONG))

    expect(failure).toMatchObject({
      code: 'invalid_input',
      message: 'This is longer than little:1b can take in at once',
      details: { reason: 'context', context: 1024 },
    })
  })

  test('is noticed where the server cut it in silence', async () => {
    const { url } = await startOllama({ models: [{ readsOnlyWhatFits: true }] })
    const { models } = openModels(url)

    const { done } = await heard(models.chat(LONG))

    expect([done?.saw, done?.promptTokens]).toEqual(['part', 1024])
  })

  test('is noticed where a message was dropped', async () => {
    const { url } = await startOllama({ says: [{ say: 'Yes.' }, { end: { promptTokens: 40 } }] })
    const { models } = openModels(url)

    const { done } = await heard(models.chat({ ...LONG, context: 8192 }))

    expect(done?.saw).toBe('part')
  })
})

describe('stopping', () => {
  const SLOW = tokens('one word after the other and so on for a long time', { perSecond: 20 })

  test.for([
    ['while it speaks', SLOW, 120],
    ['before its first word', [{ wait: 5000 }, ...SLOW], 60],
  ] as const)('%s closes the connection within 300 ms', async ([, says, after]) => {
    const { url, whenHungUp } = await startOllama({ says })
    const { models } = openModels(url)
    const stop = new AbortController()
    const answer = untilItFails(models.chat({ ...ASKING, signal: stop.signal }))
    await sleep(after)
    const begun = performance.now()

    stop.abort()
    const { failure } = await answer
    await whenHungUp('/api/chat')

    expect(performance.now() - begun).toBeLessThan(300)
    expect(failure.name).toBe('AbortError')
  })

  test('leaving the loop does too', async () => {
    const { url, whenHungUp } = await startOllama({ says: SLOW })
    const { models } = openModels(url)
    let begun = Infinity

    for await (const piece of models.chat(ASKING)) {
      if (piece.is !== 'text') continue
      begun = performance.now()
      break
    }
    await whenHungUp('/api/chat')

    expect(performance.now() - begun).toBeLessThan(300)
  })

  test('one answer leaves another alone', async () => {
    const { url } = await startOllama({ says: SLOW.slice(0, 10) })
    const { models } = openModels(url)
    const stop = new AbortController()
    const stopped = untilItFails(models.chat({ ...ASKING, signal: stop.signal }))
    const other = heard(models.chat(ASKING))
    await sleep(100)

    stop.abort()
    await stopped

    expect((await other).text).toBe('one word after the other')
  })

  test('a model that was not asked yet is not asked', async () => {
    const { url, asked } = await startOllama()
    const { models } = openModels(url)

    await untilItFails(models.chat({ ...ASKING, signal: AbortSignal.abort() }))

    expect(asked).toEqual([])
  })
})
