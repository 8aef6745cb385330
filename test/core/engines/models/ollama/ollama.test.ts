import { describe, expect, test } from 'vitest'
import type { Chat } from '../../../../../src/core/engines/models/port.ts'
import { failureOf } from '../../../../support/journal.ts'
import { NOT_OLLAMA } from '../../../../support/ollama/answers.ts'
import { startOllama } from '../../../../support/ollama/fake-ollama.ts'
import { heard, openModels, untilItFails } from '../../../../support/ollama/open-models.ts'

const ASKING: Chat = {
  model: 'little:1b',
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'A house with water in it.' },
  ],
  context: 4096,
}

describe('remote models', () => {
  const REMOTE = { name: 'plain:1b', remote: { host: 'https://ollama.com:443', model: 'plain:120b' } }

  test.for(['gpt-oss:120b-cloud', 'gemma:cloud', 'GEMMA:CLOUD', 'gemma:4b-Cloud', 'someone/thing-cloud'])(
    '%s is refused by its name, before anybody is asked',
    async (model) => {
      const { url, asked } = await startOllama()
      const { models } = openModels(url)

      const failures = await Promise.all([
        untilItFails(models.chat({ ...ASKING, model })).then(({ failure }) => failure),
        failureOf(models.embed({ model, texts: ['A door'] })),
        failureOf(models.warmUp(model, { context: 4096 })),
        failureOf(models.show(model)),
        failureOf(Array.fromAsync(models.pull(model))),
      ])

      expect(failures.map(({ code }) => code)).toEqual(Array(5).fill('refused'))
      expect(failures[0]?.hint).toContain(`dreamcanvas models allow ${model}`)
      expect(asked).toEqual([])
    },
  )

  test('one with an innocent name is refused by what the server says of it, before it is given anything', async () => {
    const { url, asked } = await startOllama({ models: [REMOTE] })
    const { models, departures } = openModels(url)

    const { failure } = await untilItFails(models.chat({ ...ASKING, model: 'plain:1b' }))

    expect([failure.code, failure.message, failure.details]).toEqual([
      'refused',
      'plain:1b runs at ollama.com, not on this machine',
      { model: 'plain:1b', host: 'ollama.com' },
    ])
    expect([asked.map(({ path }) => path), departures]).toEqual([['/api/show'], []])
  })

  test('one that says so only in its answer is stopped at its first word', async () => {
    const { url } = await startOllama({ models: [{ ...REMOTE, hidesRemote: true }] })
    const { models } = openModels(url)

    const { text, failure } = await untilItFails(models.chat({ ...ASKING, model: 'plain:1b' }))

    expect([text, failure.code, failure.hint]).toEqual([
      '',
      'refused',
      'What it was given has left this machine. Remove it, or turn Ollama’s cloud off.',
    ])
  })

  test('one that was allowed is asked, and it is written down that something left', async () => {
    const { url } = await startOllama({ models: [REMOTE] })
    const { models, departures } = openModels(url, { allowed: ['plain:1b'] })

    const { text } = await heard(models.chat({ ...ASKING, model: 'plain:1b' }))

    expect(text).toBe('A house with water in it.')
    expect(departures).toEqual([{ way: 'asked', host: 'ollama.com', what: 'plain:1b', bytes: 35 }])
  })

  test('the list says where each runs, and nobody else is asked for it', async () => {
    const { url, askedFor } = await startOllama({
      models: [{ oldList: true }, { ...REMOTE, oldList: true }, { name: 'big:120b-cloud', oldList: true }],
    })
    const { models } = openModels(url)

    const listed = await models.list()

    expect(listed.map(({ name, remote }) => [name, remote])).toEqual([
      ['little:1b', null],
      ['plain:1b', { host: 'ollama.com', model: 'plain:120b' }],
      ['big:120b-cloud', { host: 'ollama.com', model: null }],
    ])
    expect(askedFor('/api/show').map(({ body }) => body['model'])).toEqual(['little:1b'])
  })
})

describe('a server that is not as it should be', () => {
  test('nobody there: says how to begin', async () => {
    const gone = await startOllama()
    await gone.close()
    const { models } = openModels(gone.url)

    const failure = await failureOf(models.list())

    expect([failure.code, failure.exitCode, failure.message, failure.hint]).toEqual([
      'model_unavailable',
      6,
      `No model server answers at ${gone.url}`,
      'Start Ollama, or see what is missing: `dreamcanvas models doctor`.',
    ])
  })

  test('something else there is not taken for Ollama', async () => {
    const { url } = await startOllama({ answers: { '/api/tags': NOT_OLLAMA, '/api/version': NOT_OLLAMA } })
    const { models } = openModels(url)

    const failures = await Promise.all([failureOf(models.list()), failureOf(models.version())])

    expect(failures.map(({ message }) => message)).toEqual(
      Array(2).fill(`What answers at ${url} is not Ollama`),
    )
  })

  test('a model that is not there: says how to fetch it', async () => {
    const { url } = await startOllama()
    const { models } = openModels(url)

    const { failure } = await untilItFails(models.chat({ ...ASKING, model: 'other' }))

    expect([failure.code, failure.message, failure.hint]).toEqual([
      'not_found',
      'There is no model other here',
      'Fetch it with `dreamcanvas models pull other`; `dreamcanvas models list` shows what is here.',
    ])
  })
})

test('a model is fetched part by part, counted together, and written down', async () => {
  const { url } = await startOllama({
    pulls: [
      { line: { status: 'pulling manifest' } },
      { line: { status: 'pulling aaa', digest: 'sha256:aaa', total: 1000 } },
      { line: { status: 'pulling aaa', digest: 'sha256:aaa', total: 1000, completed: 1000 } },
      { line: { status: 'pulling bbb', digest: 'sha256:bbb', total: 50, completed: 20 } },
      { line: { status: 'verifying sha256 digest' } },
      { line: { status: 'success' } },
    ],
  })
  const { models, departures } = openModels(url)

  const pieces = await Array.fromAsync(models.pull('hf.co/someone/tiny:q4'))

  expect(pieces.map(({ completed, total, done }) => [completed, total, done])).toEqual([
    [0, null, false],
    [0, 1000, false],
    [1000, 1000, false],
    [1020, 1050, false],
    [1020, 1050, false],
    [1050, 1050, true],
  ])
  expect(departures).toEqual([{ way: 'asked', host: 'hf.co', what: 'hf.co/someone/tiny:q4', bytes: 1050 }])
})

test('a model nobody has is said not to be there, after the 200', async () => {
  const { url } = await startOllama({
    pulls: [{ line: { status: 'pulling manifest' } }, { error: 'pull model manifest: file does not exist' }],
  })
  const { models } = openModels(url)

  const failure = await failureOf(Array.fromAsync(models.pull('misspelt')))

  expect([failure.code, failure.message]).toEqual(['not_found', 'There is no model misspelt in the registry'])
})

test('a fetch that fails or is stopped says what came', async () => {
  const { url, whenHungUp } = await startOllama({
    pulls: [
      { line: { status: 'pulling aaa', digest: 'sha256:aaa', total: 1000, completed: 400 } },
      { wait: 5000 },
    ],
  })
  const { models, departures } = openModels(url)

  for await (const piece of models.pull('tiny')) if (piece.completed > 0) break
  await whenHungUp('/api/pull')

  expect(departures).toEqual([{ way: 'asked', host: 'registry.ollama.ai', what: 'tiny', bytes: 400 }])
})

test('texts become vectors in their order, and one too long is refused', async () => {
  const { url } = await startOllama({
    models: [{ name: 'vectors', capabilities: ['embedding'], context: 256 }].map((model) => ({
      ...model,
      name: 'vectors:latest',
    })),
  })
  const { models } = openModels(url)

  const vectors = await models.embed({ model: 'vectors', texts: ['a tree', 'sea'] })
  const failure = await failureOf(models.embed({ model: 'vectors', texts: ['sea '.repeat(400)] }))

  expect(vectors).toEqual([
    [6, 2, 1],
    [3, 1, 1],
  ])
  expect(failure).toMatchObject({ code: 'invalid_input', details: { reason: 'context' } })
})

test('a model is brought into memory without a word', async () => {
  const { url, askedFor } = await startOllama()
  const { models } = openModels(url)

  await models.warmUp('little:1b', { context: 4096 })

  expect(askedFor('/api/chat').map(({ body }) => body)).toEqual([
    { model: 'little:1b', messages: [], stream: true, options: { num_ctx: 4096 } },
  ])
})

test('what is in memory, which version it is and whether its cloud is on are told', async () => {
  const { url } = await startOllama({ models: [{ loaded: true }], version: '0.32.1', cloud: 'on' })
  const older = await startOllama()
  const { models } = openModels(url)

  expect(await models.running()).toEqual([
    { name: 'little:1b', size: 815_000_100, onGraphicsCard: 815_000_000, context: 4096 },
  ])
  expect([await models.version(), await models.cloud()]).toEqual(['0.32.1', 'on'])
  expect(await openModels(older.url).models.cloud()).toBeUndefined()
})

test('where nobody is there to fetch a model, nothing is written down', async () => {
  const gone = await startOllama()
  await gone.close()
  const { models, departures } = openModels(gone.url)

  const failure = await failureOf(Array.fromAsync(models.pull('tiny')))

  expect([failure.code, departures]).toEqual(['model_unavailable', []])
})
