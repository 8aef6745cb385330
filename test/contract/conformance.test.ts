import { describe, expect, test } from 'vitest'
import type { Journal } from '../../src/contract/journal.ts'
import { DEFAULT_SETTINGS } from '../../src/contract/model/settings.ts'
import { newestVersion } from '../../src/core/db/migrate.ts'
import { MIGRATIONS } from '../../src/core/db/migrations/all.ts'
import { all, failureOf, openTestJournal, take, TRANSPORTS, type TestJournal } from '../support/journal.ts'
import { OPERATIONS } from '../support/operations.ts'
import { LENSES } from './lens-cases.ts'
import { MODELS, OUTGOING } from './model-cases.ts'
import { READINGS } from './reading-cases.ts'

/**
 * What each operation answers, asked over every transport. An operation without a case does not compile, and neither
 * does a new group.
 */
type Case = (journal: TestJournal) => Promise<void>
const CASES: { readonly [G in keyof Journal]: { readonly [Name in keyof Journal[G]]: Case } } = {
  vault: {
    async state({ vault, folder }) {
      expect(await vault.state({})).toEqual({ state: 'open', folder, version: newestVersion(MIGRATIONS) })
    },
    async init({ vault, folder }) {
      const error = await failureOf(vault.init({}))
      expect(error.toJSON()).toEqual({
        code: 'conflict',
        message: 'There is a journal here already',
        hint: 'Nothing was changed.',
        details: { folder },
      })
    },
    async doctor({ vault, dreams }) {
      await dreams.add({ text: 'The stairs counted themselves' })
      const { well, findings } = await vault.doctor({})
      expect({ well, checks: findings.map(({ check }) => check) }).toEqual({
        well: true,
        checks: ['privacy', 'file', 'links', 'search', 'conflicts'],
      })
    },
    async mend({ vault, dreams }) {
      const dream = await dreams.add({ text: 'The stairs counted themselves' })
      const { done } = await vault.mend({})
      expect({ done: done.length, dream: await dreams.get({ id: dream.id }) }).toEqual({ done: 2, dream })
    },
  },

  dreams: {
    async add({ dreams }) {
      const dream = await dreams.add({
        title: 'Ferry',
        text: 'A ferry crossed the kitchen.',
        reflection: 'I am moving house.',
        when: '2026-11-18',
        mood: -1,
        vividness: 4,
        lucidity: 2,
        technique: 'MILD',
        trigger: 'the tiles were wet',
        nightmare: true,
        recurring: true,
        fragment: true,
        tags: ['water', 'House'],
      })
      expect(dream).toEqual({
        id: '0193c0de-0000-7000-8000-000000000002',
        revision: 1,
        stamp: expect.stringMatching(/^[0-9a-f]{16}$/),
        writtenAt: '2026-11-20T07:30:00.000Z',
        changedAt: '2026-11-20T07:30:00.000Z',
        title: 'Ferry',
        text: 'A ferry crossed the kitchen.',
        reflection: 'I am moving house.',
        night: '2026-11-18',
        nightId: '2026-11-18',
        nap: false,
        dreamtAt: null,
        zone: 'Europe/Berlin',
        mood: -1,
        vividness: 4,
        lucidity: 2,
        technique: 'MILD',
        trigger: 'the tiles were wet',
        nightmare: true,
        recurring: true,
        fragment: true,
        tags: ['House', 'water'],
        deletedAt: null,
        conflict: false,
      })
    },
    async get({ dreams }) {
      const dream = await dreams.add({ text: 'Snow fell upwards — ❄ 雪 ثلج' })
      expect(await dreams.get({ id: dream.id })).toEqual(dream)
    },
    async list({ dreams }) {
      const older = await dreams.add({ text: 'The older one', when: '2026-11-17' })
      const newer = await dreams.add({ text: 'The newer one', when: '2026-11-18' })
      const first = await dreams.list({ limit: 1 })
      const second = await dreams.list({ limit: 1, cursor: first.next ?? '' })
      expect([first.items, second]).toEqual([[newer], { items: [older], next: null }])
    },
    async find({ dreams }) {
      const dream = await dreams.add({ text: 'A clock of moths' })
      const found = await Promise.all(
        ['last', dream.id, dream.id.slice(-4)].map((reference) => dreams.find({ reference })),
      )
      expect(found).toEqual([dream, dream, dream])
    },
    async edit({ dreams }) {
      const { id, revision } = await dreams.add({ text: 'A clock of moths' })
      const edited = await dreams.edit({ id, revision, changes: { title: 'Moths', mood: 2 } })
      expect(edited).toMatchObject({ revision: 2, title: 'Moths', mood: 2, text: 'A clock of moths' })
    },
    async more({ dreams }) {
      const { id } = await dreams.add({ text: 'A door.' })
      expect((await dreams.more({ id, text: 'Behind it, another.' })).text).toBe(
        'A door.\n\nBehind it, another.',
      )
    },
    async remove({ dreams }) {
      const { id } = await dreams.add({ text: 'A door.' })
      expect(await dreams.remove({ ids: [id] })).toEqual({ removed: [id] })
      expect((await dreams.list({ trash: true })).items.map((dream) => dream.id)).toEqual([id])
    },
    async restore({ dreams }) {
      const { id } = await dreams.add({ text: 'A door.' })
      await dreams.remove({ ids: [id] })
      const { items } = await dreams.restore({ ids: [id] })
      expect(items).toEqual([expect.objectContaining({ id, deletedAt: null })])
    },
    async emptyTrash({ dreams }) {
      const { id } = await dreams.add({ text: 'A door.' })
      await dreams.remove({ ids: [id] })
      expect(await dreams.emptyTrash({})).toEqual({ removed: [id] })
    },
    async history({ dreams }) {
      const { id, stamp, text } = await dreams.add({ text: 'A door.' })
      await dreams.edit({ id, changes: { text: 'A window.' } })
      expect((await dreams.history({ id })).items).toEqual([
        expect.objectContaining({ kind: 'was', stamp, text }),
      ])
    },
    async revert({ dreams }) {
      const { id, stamp } = await dreams.add({ text: 'A door.' })
      await dreams.edit({ id, changes: { text: 'A window.' } })
      expect(await dreams.revert({ id, stamp })).toMatchObject({ text: 'A door.', revision: 3 })
    },
    async settle({ dreams }) {
      const { id, revision } = await dreams.add({ text: 'A door.' })
      await dreams.edit({ id, revision, changes: { text: 'A window.' } })
      await failureOf(dreams.edit({ id, revision, changes: { text: 'A hatch.' } }))
      expect(await dreams.settle({ id, keep: 'other' })).toMatchObject({ text: 'A hatch.', conflict: false })
    },
    async names({ dreams }) {
      const { id } = await dreams.add({ text: 'A door.' })
      expect(await dreams.names({ ids: [id] })).toEqual({ items: [{ id, tail: '0002' }] })
    },
  },

  nights: {
    async understand({ nights }) {
      expect(await nights.understand({ when: '2026-11-18' })).toEqual({
        night: '2026-11-18',
        nightId: '2026-11-18',
        at: null,
        nap: false,
        said: expect.stringContaining('18 Nov 2026'),
      })
    },
    async noRecall({ nights }) {
      expect(await nights.noRecall({ when: '2026-11-18' })).toEqual({
        id: '2026-11-18',
        endsOn: '2026-11-18',
        zone: 'Europe/Berlin',
        noRecall: true,
        changedAt: '2026-11-20T07:30:00.000Z',
      })
    },
    async list({ nights }) {
      const night = await nights.noRecall({ when: '2026-11-18' })
      expect(await nights.list({ since: '2026-11-18' })).toEqual({ items: [night] })
    },
  },

  sleep: {
    async add({ sleep }) {
      expect(await sleep.add(A_NIGHT)).toEqual({
        id: '0193c0de-0000-7000-8000-000000000002',
        ...A_NIGHT,
        zone: 'Europe/Berlin',
        nap: false,
        changedAt: '2026-11-20T07:30:00.000Z',
      })
    },
    async list({ sleep }) {
      const logged = await sleep.add(A_NIGHT)
      expect(await sleep.list({})).toEqual({ items: [logged] })
    },
    async remove({ sleep }) {
      const { id } = await sleep.add(A_NIGHT)
      expect(await sleep.remove({ id })).toEqual({ removed: id })
    },
  },

  tags: {
    async list({ dreams, tags }) {
      await dreams.add({ text: 'A kite', tags: ['Sky'] })
      expect(await tags.list({})).toEqual({ items: [{ name: 'Sky', dreams: 1 }] })
    },
    async rename({ dreams, tags }) {
      await dreams.add({ text: 'A kite', tags: ['Sky'] })
      expect(await tags.rename({ from: 'sky', to: 'Air' })).toEqual({ name: 'Air', dreams: 1 })
    },
    async merge({ dreams, tags }) {
      await dreams.add({ text: 'A kite', tags: ['Sky'] })
      await dreams.add({ text: 'A cloud', tags: ['heaven'] })
      expect(await tags.merge({ from: ['Sky', 'heaven'], to: 'air' })).toEqual({ name: 'air', dreams: 2 })
    },
    async remove({ dreams, tags }) {
      await dreams.add({ text: 'A kite', tags: ['Sky'] })
      expect(await tags.remove({ name: 'Sky' })).toEqual({ name: 'Sky', dreams: 1 })
    },
  },

  search: {
    async words({ dreams, search }) {
      const dream = await dreams.add({ text: 'A kite over the café' })
      const found = await search.words({ query: 'CAFE' })
      expect(found).toMatchObject({ items: [{ dream, snippet: { field: 'text' } }], next: null, found: 1 })
    },
    async reindex({ dreams, search }) {
      await dreams.add({ text: 'A kite' })
      const pieces = await all(await search.reindex({}))
      expect(pieces.at(-1)).toEqual({ done: 1, of: 1 })
    },
  },

  changes: {
    async list({ dreams, changes }) {
      const { id: dream } = await dreams.add({ text: 'A kite' })
      expect(await changes.list({})).toEqual({
        items: [
          {
            id: '0193c0de-0000-7000-8000-000000000001',
            operation: 'dreams.add',
            program: 'a test',
            at: '2026-11-20T07:30:00.000Z',
            touched: { dream: 1 },
            dream,
            partial: false,
            undone: false,
          },
        ],
      })
    },
    async undo({ dreams, changes }) {
      const { id } = await dreams.add({ text: 'A kite' })
      expect((await changes.undo({})).undone).toMatchObject({ operation: 'dreams.add', undone: true })
      expect((await failureOf(dreams.get({ id }))).code).toBe('not_found')
    },
    async follow({ dreams, changes }) {
      const pieces = await changes.follow({ since: 0 })
      const { id } = await dreams.add({ text: 'A kite' })
      expect(await take(pieces, 1)).toEqual([{ seq: 1, kind: 'dream', ids: [id] }])
    },
  },

  transfer: {
    async import({ dreams, transfer }) {
      const pieces = await all(await transfer.import({ source: 'kites.csv', format: 'csv' }))
      expect(pieces.at(-1)).toMatchObject({ added: 1, bad: 0, done: true })
      expect((await dreams.list({})).items).toEqual([
        expect.objectContaining({ text: 'A kite', night: '2026-11-18' }),
      ])
    },
    async export({ dreams, transfer }) {
      const { id } = await dreams.add({ text: 'A kite' })
      const pieces = await all(await transfer.export({}))
      expect(pieces.flatMap(({ lines }) => lines).filter((line) => line.includes(id)).length).toBe(1)
    },
  },

  models: MODELS,
  outgoing: OUTGOING,

  lenses: LENSES,
  readings: READINGS,

  coding: {
    async suggest({ dreams, coding }) {
      const { id } = await dreams.add({ text: 'I was scared of the dog.' })
      expect(await all(await coding.suggest({ open: true }))).toEqual([
        { done: 1, of: 1, dream: id, state: 'suggested', fits: true, waiting: 2 },
      ])
    },
    async get({ dreams, coding }) {
      const { id } = await dreams.add({ text: 'I was scared of the dog.' })
      await all(await coding.suggest({ ids: [id], open: true }))
      expect((await coding.get({ id })).suggested?.items[1]).toEqual({
        number: 2,
        category: 'emotion',
        code: 'AP',
        from: 'D',
        to: null,
        quote: { start: 6, end: 12, text: 'scared' },
        verdict: null,
        instead: null,
        decidedAt: null,
      })
    },
    async list({ dreams, coding }) {
      const { id } = await dreams.add({ text: 'I was scared of the dog.' })
      await all(await coding.suggest({ ids: [id] }))
      expect(await coding.list({})).toEqual({ items: [await coding.get({ id })], next: null })
    },
    async decide({ dreams, coding }) {
      const { id } = await dreams.add({ text: 'I was scared of the dog.' })
      await all(await coding.suggest({ ids: [id], open: true }))
      const decisions = [1, 2].map((number) => ({ number, verdict: 'keep' as const }))
      const { state, codes } = await coding.decide({ id, decisions })
      expect([state, codes.map(({ code }) => code)]).toEqual(['confirmed', ['AP', '1ANI']])
    },
    async blind({ dreams, coding }) {
      const { id } = await dreams.add({ text: 'I was scared of the dog.' })
      const codes = [{ category: 'emotion' as const, code: 'AP', from: 'D', quote: 'scared' }]
      const { state, blind, suggested } = await coding.blind({ id, codes })
      expect([state, blind?.items.length, suggested?.items.length]).toEqual(['blind', 1, 2])
    },
    async accuracy({ coding }) {
      expect(await coding.accuracy({})).toMatchObject({ blind: 0, leastBlind: 10, kept: [] })
    },
    async indicators({ coding }) {
      expect(await coding.indicators({})).toMatchObject({ dreams: 0, others: 0, pastDreams: null })
    },
  },

  settings: {
    async list({ settings }) {
      expect(await settings.list({})).toEqual(DEFAULT_SETTINGS)
    },
    async set({ settings }) {
      expect(await settings.set({ trashDays: 7 })).toEqual({ ...DEFAULT_SETTINGS, trashDays: 7 })
    },
  },
}

const A_NIGHT = { asleepAt: '2026-11-19T22:10:00.000Z', wokeAt: '2026-11-20T05:40:00.000Z' }
const KITES = new TextEncoder().encode('date,title,text,tags\n2026-11-18,,A kite,\n')
const FILES = {
  async open(source: string) {
    const size = source === 'kites.csv' ? KITES.length : 0
    return {
      size,
      bytes: (async function* () {
        yield KITES.subarray(0, size)
      })(),
    }
  },
}

describe.each(TRANSPORTS)('over %s', (over) => {
  test.each(OPERATIONS)('$path answers', async ({ path }) => {
    const [group = '', name = ''] = path.split('.')
    const cases = CASES as Readonly<Record<string, Readonly<Record<string, Case>>>>
    const answers = cases[group]?.[name]
    if (!answers) throw new Error(`${path} has no case in the conformance suite`)

    await answers(await openTestJournal({ over, files: FILES }))
  })
})
