import { describe, expect, test } from 'vitest'
import type { Machine } from '../../../src/core/operations/hands.ts'
import { all, failureOf, openTestJournal } from '../../support/journal.ts'
import { watchLeaving } from '../../support/leaving.ts'
import { startOllama } from '../../support/ollama/fake-ollama.ts'

const CLOUD = { name: 'huge:120b-cloud', remote: { host: 'https://ollama.com:443', model: 'huge:120b' } }

function machine(env: Machine['env'] = {}): Machine {
  return {
    env,
    platform: 'linux',
    memory: () => ({ free: 8e9, total: 16e9 }),
    hasProgram: () => false,
    listensToOthers: () => undefined,
  }
}

/** A journal on a machine where Ollama answers where the environment says. */
async function openWith(options: Parameters<typeof startOllama>[0] = {}) {
  const ollama = await startOllama(options)
  const journal = await openTestJournal({ machine: machine({ OLLAMA_HOST: ollama.host }) })
  return { ollama, ...journal }
}

test('the list says which model reads, where each runs, and which are refused', async () => {
  const { models } = await openWith({ models: [{}, { name: 'other:3b' }, CLOUD] })
  await all(await models.use({ name: 'other:3b' }))

  const listed = await all(await models.list({}))

  expect(listed.map(({ name, runsAt, allowed, chosen }) => ({ name, runsAt, allowed, chosen }))).toEqual([
    { name: 'little:1b', runsAt: null, allowed: true, chosen: false },
    { name: 'other:3b', runsAt: null, allowed: true, chosen: true },
    { name: 'huge:120b-cloud', runsAt: 'ollama.com', allowed: false, chosen: false },
  ])
})

describe('choosing the model that reads', () => {
  test('is kept as a setting, and undo takes it back', async () => {
    const { models, settings, changes } = await openWith({ models: [{}, { name: 'other:latest' }] })
    await all(await models.use({ name: 'little:1b' }))
    await all(await models.use({ name: 'other' }))
    const chosen = (await settings.list({})).model

    await changes.undo({})

    expect([chosen, (await settings.list({})).model]).toEqual(['other:latest', 'little:1b'])
  })

  test('takes only one that is there, runs here or was allowed, and can write', async () => {
    const { models, settings } = await openWith({
      models: [
        { name: 'vectors:latest', capabilities: ['embedding'] },
        { ...CLOUD, name: 'plain:1b' },
      ],
    })

    const failures = await Promise.all(
      ['gone:1b', 'plain:1b', 'huge:1b-cloud', 'vectors'].map(async (name) =>
        failureOf(all(await models.use({ name }))),
      ),
    )

    expect(failures.map(({ code }) => code)).toEqual(['not_found', 'refused', 'refused', 'invalid_input'])
    expect((await settings.list({})).model).toBe(null)
  })
})

describe('a remote model', () => {
  test('may be used once it was allowed by its exact name, and no longer when that is taken back', async () => {
    const { models, outgoing } = await openWith({ models: [CLOUD] })
    await models.allow({ name: CLOUD.name })

    const [chosen] = await all(await models.use({ name: CLOUD.name }))
    const { revoked } = await outgoing.revoke({ name: CLOUD.name })
    const failure = await failureOf(all(await models.use({ name: CLOUD.name })))

    expect([chosen?.allowed, revoked.length, failure.code, failure.exitCode]).toEqual([true, 1, 'refused', 8])
  })

  test('is not allowed by another’s name', async () => {
    const { models } = await openWith({ models: [CLOUD, { ...CLOUD, name: 'huge:20b-cloud' }] })
    await models.allow({ name: 'huge:20b-cloud' })

    const failure = await failureOf(all(await models.pull({ name: CLOUD.name })))

    expect(failure.code).toBe('refused')
  })
})

describe('where models are asked', () => {
  test('beyond this machine only where the host was allowed, and then it is written down', async () => {
    const { outgoing, models } = await openTestJournal({ machine: machine({ OLLAMA_HOST: 'gpu.lan' }) })
    const leaving = watchLeaving()

    const failure = await failureOf(all(await models.list({})))

    expect(failure.toJSON()).toMatchObject({
      code: 'refused',
      hint: 'If you trust it with your dreams: `dreamcanvas outgoing allow gpu.lan --for models`.',
    })
    expect([leaving.lookups, leaving.connections, await outgoing.list({})]).toEqual([
      0,
      [],
      { items: [], next: null },
    ])
  })

  // 0.0.0.0 is not this machine by its letters, and leads to it: nothing has to leave for the test.
  test.skipIf(process.platform === 'win32')(
    'an allowed host is asked, and said to be where models run',
    async () => {
      const { port } = await startOllama()
      const { models, outgoing, settings } = await openTestJournal({ machine: machine() })
      await settings.set({ modelAddress: `http://0.0.0.0:${port}` })
      await outgoing.allow({ host: '0.0.0.0', purpose: 'models' })

      const [listed] = await all(await models.list({}))

      const { items } = await outgoing.list({})
      expect(listed?.runsAt).toBe('0.0.0.0')
      expect(items).toEqual([
        {
          id: expect.any(String),
          at: '2026-11-20T07:30:00.000Z',
          way: 'sent',
          host: '0.0.0.0',
          purpose: 'models',
          what: null,
          bytes: 0,
        },
      ])
    },
  )

  test('a setting goes before OLLAMA_HOST', async () => {
    const { url } = await startOllama()
    const { models, settings } = await openTestJournal({ machine: machine({ OLLAMA_HOST: 'gpu.lan' }) })

    await settings.set({ modelAddress: url })

    expect((await all(await models.list({}))).map(({ name }) => name)).toEqual(['little:1b'])
  })

  test.for(['gpu.lan', 'ftp://gpu.lan', 'http://me:secret@127.0.0.1', 'http://127.0.0.1:11434/?key=1'])(
    '%s is not taken for an address',
    async (modelAddress) => {
      const { settings } = await openTestJournal()

      const failure = await failureOf(settings.set({ modelAddress }))

      expect(failure.message).toBe('modelAddress must be an address like http://127.0.0.1:11434')
    },
  )

  test('neither it nor the chosen model travels to another computer', async () => {
    const { settings, transfer } = await openTestJournal()
    await settings.set({ modelAddress: 'http://127.0.0.1:11500', model: 'little:1b', trashDays: 7 })

    const lines = (await all(await transfer.export({}))).flatMap((piece) => piece.lines)

    expect(
      lines.filter((line) => line.includes('"setting"')).map((line) => JSON.parse(line) as unknown),
    ).toEqual([{ type: 'setting', name: 'trashDays', value: 7 }])
  })

  test('neither is taken from a file', async () => {
    const line = (name: string, value: unknown) => JSON.stringify({ type: 'setting', name, value })
    const text = [
      '{"dreamcanvas":"journal","format":1}',
      line('modelAddress', 'http://gpu.lan:11434'),
      line('model', 'huge:120b-cloud'),
      line('trashDays', 9),
    ].join('\n')
    const bytes = new TextEncoder().encode(`${text}\n`)
    const files = {
      open: async () => ({
        size: bytes.length,
        bytes: (async function* () {
          yield bytes
        })(),
      }),
    }
    const { settings, transfer } = await openTestJournal({ files })

    await all(await transfer.import({ source: 'other.jsonl' }))

    expect(await settings.list({})).toMatchObject({ trashDays: 9, model: null, modelAddress: null })
  })
})

test('who has no journal yet can look at models, but not have one fetched unseen', async () => {
  const ollama = await startOllama()
  const { models } = await openTestJournal({ make: false, machine: machine({ OLLAMA_HOST: ollama.host }) })

  const listed = await all(await models.list({}))
  const [examined] = await all(await models.doctor({}))
  const failure = await failureOf(all(await models.pull({ name: 'new:1b' })))

  expect([listed.length, examined?.well, failure.code]).toEqual([1, true, 'absent'])
  expect(ollama.askedFor('/api/pull')).toEqual([])
})

describe('the doctor', () => {
  test('finds nothing wrong where there is nothing', async () => {
    const { models } = await openWith({ cloud: 'off' })

    const [examined] = await all(await models.doctor({}))

    expect([examined?.well, examined?.findings.map(({ check }) => check)]).toEqual([
      true,
      ['server', 'chosen', 'memory', 'cloud'],
    ])
  })

  test('explains an OLLAMA_HOST that is no address, or not this machine', async () => {
    const wrong = await openTestJournal({ machine: machine({ OLLAMA_HOST: 'http://' }) })
    const lan = await openTestJournal({ machine: machine({ OLLAMA_HOST: 'gpu.lan' }) })

    const [first] = await all(await wrong.models.doctor({}))
    const [second] = await all(await lan.models.doctor({}))

    expect([first?.findings[0]?.says, second?.findings[0]?.says]).toEqual([
      'OLLAMA_HOST is not an address.',
      'Nothing is sent to gpu.lan: it is not this machine, and nobody allowed it.',
    ])
  })
})

test('a whole session leaves nothing but what was allowed', async () => {
  const leaving = watchLeaving()
  const { dreams, models, search, transfer } = await openWith({ models: [{}, CLOUD], cloud: 'on' })

  await dreams.add({ text: 'A copper otter read my post' })
  await search.words({ query: 'otter' })
  await all(await transfer.export({}))
  await all(await models.list({}))
  await all(await models.doctor({}))
  await failureOf(all(await models.use({ name: CLOUD.name })))

  expect([leaving.lookups, leaving.beyond]).toEqual([0, []])
})
