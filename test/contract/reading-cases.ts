import { expect } from 'vitest'
import type { ErrorCode } from '../../src/contract/errors.ts'
import type { Journal } from '../../src/contract/journal.ts'
import { all, type TestJournal } from '../support/journal.ts'
import { readyToRead } from '../support/readings.ts'

type Cases = { readonly [Name in keyof Journal['readings']]: (journal: TestJournal) => Promise<void> }

const id = '0193c0de-0000-7000-8000-00000000ffff'

/** What the operations of the readings answer, for the conformance suite. */
export const READINGS: Cases = {
  async read(journal) {
    const { dream } = await readyToRead(journal)
    const pieces = await all(await journal.readings.read({ dream: dream.id }))
    expect(pieces.filter(({ is }) => is !== 'count').map(({ is }) => is)).toEqual([
      'began',
      ...Array.from({ length: 8 }, () => 'claim'),
      'done',
    ])
  },
  async list(journal) {
    const one = await makeOne(journal)
    expect(await journal.readings.list({})).toEqual({ items: [one], next: null })
  },
  async get(journal) {
    const one = await makeOne(journal)
    const { reading, raw } = await journal.readings.get({ id: one.id, raw: true })
    expect([reading, raw]).toEqual([one, expect.stringContaining('"readings":[')])
  },
  async find(journal) {
    const one = await makeOne(journal)
    expect(await journal.readings.find({ reference: 'last' })).toEqual(one)
  },
  async names(journal) {
    const one = await makeOne(journal)
    expect(await journal.readings.names({ ids: [one.id] })).toEqual({
      items: [{ id: one.id, tail: one.id.slice(-4) }],
    })
  },
  async answer(journal) {
    const one = await makeOne(journal)
    const answer = { verdict: 'not-mine', words: 'Too neat', at: '2026-11-20T07:30:00.000Z' }
    expect(
      (await journal.readings.answer({ id: one.id, verdict: 'not-mine', words: 'Too neat' })).answer,
    ).toEqual(answer)
  },
  async remove(journal) {
    const one = await makeOne(journal)
    expect(await journal.readings.remove({ id: one.id })).toEqual({ removed: one.id })
    expect((await journal.readings.list({})).items).toEqual([])
  },
  async replay(journal) {
    const one = await makeOne(journal)
    const pieces = await all(await journal.readings.replay({ id: one.id }))
    expect(pieces.at(-1)).toEqual({ is: 'replayed', identical: true, changed: [], differences: [] })
  },
}

async function makeOne(journal: TestJournal) {
  const { dream } = await readyToRead(journal)
  const end = (await all(await journal.readings.read({ dream: dream.id }))).at(-1)
  if (!end?.reading) throw new Error('No reading came of it')
  return end.reading
}

type Provoked = (journal: TestJournal) => Promise<unknown>

/** What they say they may answer with, provoked. */
export const READING_FAILURES: Readonly<Record<string, Readonly<Partial<Record<ErrorCode, Provoked>>>>> = {
  'readings.read': {
    not_found: async ({ readings }) => all(await readings.read({ dream: id })),
    async refused(journal) {
      const { dream } = await readyToRead(journal)
      return all(await journal.readings.read({ dream: dream.id, withReflection: true }))
    },
    async model_unavailable(journal) {
      const { dream, ollama } = await readyToRead(journal)
      await ollama.close()
      return all(await journal.readings.read({ dream: dream.id, model: 'little:1b' }))
    },
  },
  'readings.get': { not_found: ({ readings }) => readings.get({ id }) },
  'readings.find': { not_found: ({ readings }) => readings.find({ reference: 'last' }) },
  'readings.answer': { not_found: ({ readings }) => readings.answer({ id, verdict: 'mine' }) },
  'readings.remove': { not_found: ({ readings }) => readings.remove({ id }) },
  'readings.replay': {
    not_found: async ({ readings }) => all(await readings.replay({ id })),
    async refused(journal) {
      const one = await makeOne(journal)
      await journal.settings.set({ modelAddress: 'http://gpu.lan:11434' })
      return all(await journal.readings.replay({ id: one.id }))
    },
    async model_unavailable(journal) {
      const one = await makeOne(journal)
      await journal.settings.set({ modelAddress: 'http://127.0.0.1:9' })
      return all(await journal.readings.replay({ id: one.id }))
    },
  },
}
