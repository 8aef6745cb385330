import { expect } from 'vitest'
import type { ErrorCode } from '../../src/contract/errors.ts'
import type { Journal } from '../../src/contract/journal.ts'
import { all, type TestJournal } from '../support/journal.ts'
import { startOllama } from '../support/ollama/fake-ollama.ts'

type Cases<G extends keyof Journal> = {
  readonly [Name in keyof Journal[G]]: (journal: TestJournal) => Promise<void>
}

/** What the operations of these two groups answer, for the conformance suite. */
export const MODELS: Cases<'models'> = {
  async list({ models, settings }) {
    await settings.set({ modelAddress: (await startOllama()).url })
    expect(await all(await models.list({}))).toEqual([A_MODEL])
  },
  async show({ models, settings }) {
    await settings.set({ modelAddress: (await startOllama()).url })
    expect(await all(await models.show({ name: 'little:1b' }))).toEqual([
      { ...A_MODEL, family: 'llama', licence: 'MIT', settings: 'temperature 0.7', loaded: null },
    ])
  },
  async pull({ models, settings }) {
    await settings.set({ modelAddress: (await startOllama()).url })
    expect(await all(await models.pull({ name: 'new:1b' }))).toEqual([
      { status: 'success', completed: 0, total: null, done: true },
    ])
  },
  async remove({ models, settings }) {
    await settings.set({ modelAddress: (await startOllama()).url })
    expect(await all(await models.remove({ name: 'little:1b' }))).toEqual([{ removed: 'little:1b' }])
  },
  async use({ models, settings }) {
    await settings.set({ modelAddress: (await startOllama()).url })
    expect(await all(await models.use({ name: 'little:1b' }))).toEqual([A_MODEL])
    expect((await settings.list({})).model).toBe('little:1b')
  },
  async doctor({ models, settings }) {
    const { url } = await startOllama({ models: [] })
    await settings.set({ modelAddress: url })
    const [examined] = await all(await models.doctor({}))
    expect(examined).toMatchObject({ well: false, address: url })
  },
  async allow({ models }) {
    expect(await models.allow({ name: 'big:120b-cloud' })).toEqual({
      id: '0193c0de-0000-7000-8000-000000000002',
      kind: 'model',
      name: 'big:120b-cloud',
      purpose: 'models',
      givenAt: '2026-11-20T07:30:00.000Z',
    })
  },
}

export const OUTGOING: Cases<'outgoing'> = {
  async list({ models, outgoing, settings }) {
    await settings.set({ modelAddress: (await startOllama()).url })
    await all(await models.pull({ name: 'new:1b' }))
    expect(await outgoing.list({})).toEqual({
      items: [
        {
          id: expect.any(String),
          at: '2026-11-20T07:30:00.000Z',
          way: 'asked',
          host: 'registry.ollama.ai',
          purpose: 'models',
          what: 'new:1b',
          bytes: 0,
        },
      ],
      next: null,
    })
  },
  async consents({ outgoing }) {
    const consent = await outgoing.allow({ host: 'gpu.lan', purpose: 'models' })
    expect(await outgoing.consents({})).toEqual({ items: [consent] })
  },
  async allow({ outgoing }) {
    expect(await outgoing.allow({ host: 'http://GPU.lan:11434', purpose: 'models' })).toEqual({
      id: '0193c0de-0000-7000-8000-000000000002',
      kind: 'host',
      name: 'gpu.lan',
      purpose: 'models',
      givenAt: '2026-11-20T07:30:00.000Z',
    })
  },
  async revoke({ outgoing }) {
    const consent = await outgoing.allow({ host: 'gpu.lan', purpose: 'models' })
    expect(await outgoing.revoke({ name: 'gpu.lan' })).toEqual({ revoked: [consent] })
    expect(await outgoing.consents({})).toEqual({ items: [] })
  },
}

const A_MODEL = {
  name: 'little:1b',
  size: 815_000_000,
  digest: 'a1b2c3d4e5f6',
  parameters: '1.0B',
  quantisation: 'Q4_K_M',
  context: 8192,
  capabilities: ['completion'],
  runsAt: null,
  allowed: true,
  chosen: true,
}

type Provoked = (journal: TestJournal) => Promise<unknown>
const GONE = { name: 'gone:1b' }
const NOBODY_THERE = 'http://127.0.0.1:1'
const NOT_ALLOWED = 'http://gpu.lan:11434'

/** What these two groups say they may answer with, provoked. */
export const MODEL_FAILURES: Readonly<Record<string, Readonly<Partial<Record<ErrorCode, Provoked>>>>> = {
  'models.list': elsewhere(({ models }) => models.list({})),
  'models.show': missing(({ models }) => models.show(GONE)),
  'models.pull': missing(({ models }) => models.pull(GONE)),
  'models.remove': missing(({ models }) => models.remove(GONE)),
  'models.use': missing(({ models }) => models.use(GONE)),
  'outgoing.revoke': { not_found: ({ outgoing }) => outgoing.revoke({ name: 'gpu.lan' }) },
}

type Asks = (journal: TestJournal) => Promise<AsyncIterable<unknown>>

function elsewhere(ask: Asks) {
  return { model_unavailable: at(NOBODY_THERE, ask), refused: at(NOT_ALLOWED, ask) }
}

function missing(ask: Asks) {
  const pulls = [
    { line: { status: 'pulling manifest' } },
    { error: 'pull model manifest: file does not exist' },
  ]
  return {
    ...elsewhere(ask),
    not_found: async (journal: TestJournal) => at((await startOllama({ pulls })).url, ask)(journal),
  }
}

function at(modelAddress: string, ask: Asks): Provoked {
  return async (journal) => {
    await journal.settings.set({ modelAddress })
    return all(await ask(journal))
  }
}
