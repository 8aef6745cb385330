import { expect, test } from 'vitest'
import type { ErrorCode } from '../../src/contract/errors.ts'
import { failureOf, openTestJournal, type TestJournal } from '../support/journal.ts'
import { OPERATIONS } from '../support/operations.ts'
import { MODEL_FAILURES } from './model-cases.ts'
import { READING_FAILURES } from './reading-cases.ts'

type Provoked = (journal: TestJournal) => Promise<unknown>
const id = '0193c0de-0000-7000-8000-00000000ffff'
const stamp = '0123456789abcdef'

/** What each operation says it may answer with, provoked. */
const FAILURES: Readonly<Record<string, Readonly<Partial<Record<ErrorCode, Provoked>>>>> = {
  'vault.init': { conflict: ({ vault }) => vault.init({}) },
  'dreams.get': { not_found: ({ dreams }) => dreams.get({ id }) },
  'dreams.find': { not_found: ({ dreams }) => dreams.find({ reference: 'last' }) },
  'dreams.edit': {
    not_found: ({ dreams }) => dreams.edit({ id, changes: {} }),
    async conflict({ dreams }) {
      const dream = await dreams.add({ text: 'A swing' })
      await dreams.edit({ id: dream.id, revision: 1, changes: { mood: 1 } })
      return dreams.edit({ id: dream.id, revision: 1, changes: { mood: 2 } })
    },
    async refused({ dreams }) {
      const dream = await dreams.add({ text: 'A swing' })
      return dreams.edit({ id: dream.id, changes: { text: '' } })
    },
  },
  'dreams.more': { not_found: ({ dreams }) => dreams.more({ id, text: 'And more' }) },
  'dreams.remove': { not_found: ({ dreams }) => dreams.remove({ ids: [id] }) },
  'dreams.restore': { not_found: ({ dreams }) => dreams.restore({ ids: [id] }) },
  'dreams.history': { not_found: ({ dreams }) => dreams.history({ id }) },
  'dreams.revert': { not_found: ({ dreams }) => dreams.revert({ id, stamp }) },
  'dreams.settle': {
    not_found: ({ dreams }) => dreams.settle({ id, keep: 'other' }),
    conflict: async ({ dreams }) =>
      dreams.settle({ id: (await dreams.add({ text: 'A swing' })).id, keep: 'other' }),
  },
  'nights.noRecall': {
    async conflict({ dreams, nights }) {
      await dreams.add({ text: 'A swing' })
      return nights.noRecall({})
    },
  },
  'sleep.add': {
    async conflict({ sleep }) {
      const asked = { asleepAt: '2026-11-19T22:10:00.000Z', wokeAt: '2026-11-20T05:40:00.000Z' }
      await sleep.add(asked)
      return sleep.add(asked)
    },
  },
  'sleep.remove': { not_found: ({ sleep }) => sleep.remove({ id }) },
  'tags.rename': {
    not_found: ({ tags }) => tags.rename({ from: 'sky', to: 'air' }),
    async conflict({ dreams, tags }) {
      await dreams.add({ text: 'A swing', tags: ['sky', 'air'] })
      return tags.rename({ from: 'sky', to: 'air' })
    },
  },
  'tags.merge': { not_found: ({ tags }) => tags.merge({ from: ['sky'], to: 'air' }) },
  'tags.remove': { not_found: ({ tags }) => tags.remove({ name: 'sky' }) },
  'coding.suggest': { not_found: async ({ coding }) => Array.fromAsync(await coding.suggest({ ids: [id] })) },
  'coding.get': { not_found: ({ coding }) => coding.get({ id }) },
  'coding.decide': {
    not_found: ({ coding }) => coding.decide({ id, decisions: [] }),
    conflict: async ({ dreams, coding }) =>
      coding.decide({ id: (await dreams.add({ text: 'A swing' })).id, decisions: [] }),
  },
  'coding.blind': {
    not_found: ({ coding }) => coding.blind({ id, codes: [] }),
    async conflict({ dreams, coding }) {
      const dream = await dreams.add({ text: 'A swing' })
      await coding.blind({ id: dream.id, codes: [] })
      return coding.blind({ id: dream.id, codes: [] })
    },
  },
  'changes.undo': {
    not_found: ({ changes }) => changes.undo({}),
    async conflict({ dreams, changes }) {
      const dream = await dreams.add({ text: 'A swing' })
      await dreams.edit({ id: dream.id, changes: { mood: 1 } })
      return changes.undo({ id: (await changes.list({})).items[1]?.id })
    },
    async refused({ dreams, changes }) {
      const dream = await dreams.add({ text: 'A swing' })
      await dreams.remove({ ids: [dream.id], forever: true })
      return changes.undo({})
    },
  },
  ...MODEL_FAILURES,
  ...READING_FAILURES,
}

const CASES = Object.entries(FAILURES).flatMap(([path, codes]) =>
  Object.entries(codes).map(([code, provoke]) => ({ path, code, provoke })),
)
test.each(CASES)('$path answers $code', async ({ code, provoke }) => {
  const journal = await openTestJournal()

  const error = await failureOf(provoke(journal))

  expect([error.code, journal.bugs]).toEqual([code, []])
})

test('nothing else is declared, and nothing less', () => {
  const groups = new Set(Object.keys(FAILURES).map((path) => path.split('.')[0]))
  const declared = OPERATIONS.filter(({ path }) => groups.has(path.split('.')[0] ?? '')).flatMap(
    ({ path, definition }) => definition.meta.errors.map((code) => `${path} ${code}`),
  )

  expect(CASES.map(({ path, code }) => `${path} ${code}`).toSorted()).toEqual(declared.toSorted())
})
