import type { Journal } from '../../src/contract/journal.ts'
import type { InputOf } from '../../src/rpc/operations.ts'

const id = '0193c0de-0000-7000-8000-000000000001'
type Samples = {
  readonly [G in keyof Journal]: { readonly [Name in keyof Journal[G]]: InputOf<Journal[G][Name]> }
}

/** For each operation an input that its schema takes. */
export const SAMPLES: Samples = {
  vault: { state: {}, init: {}, doctor: {}, mend: {} },
  dreams: {
    add: { text: 'A bridge of glass' },
    get: { id },
    list: {},
    find: { reference: 'last' },
    edit: { id, changes: { title: 'Bridge' } },
    more: { id, text: 'and a river' },
    remove: { ids: [id] },
    restore: { ids: [id] },
    emptyTrash: {},
    history: { id },
    revert: { id, stamp: '0123456789abcdef' },
    settle: { id, keep: 'other' },
    names: { ids: [id] },
  },
  nights: { understand: { when: 'last night' }, noRecall: {}, list: {} },
  sleep: {
    add: { asleepAt: '2026-11-19T22:10:00.000Z', wokeAt: '2026-11-20T05:40:00.000Z' },
    list: {},
    remove: { id },
  },
  tags: {
    list: {},
    rename: { from: 'sky', to: 'air' },
    merge: { from: ['sky'], to: 'air' },
    remove: { name: 'sky' },
  },
  search: { words: { query: 'bridge' }, reindex: {} },
  changes: { list: {}, undo: {}, follow: {} },
  transfer: { import: { source: 'dreams.jsonl' }, export: {} },
  lenses: {
    list: {},
    get: { id: 'mirror' },
    add: { id: 'my-own', from: 'mirror' },
    check: {},
    prompt: { lens: 'mirror', dream: id },
  },
  models: {
    list: {},
    show: { name: 'little:1b' },
    pull: { name: 'little:1b' },
    remove: { name: 'little:1b' },
    use: { name: 'little:1b' },
    doctor: {},
    allow: { name: 'big:120b-cloud' },
  },
  outgoing: {
    list: {},
    consents: {},
    allow: { host: 'gpu.lan', purpose: 'models' },
    revoke: { name: 'gpu.lan' },
  },
  coding: {
    suggest: {},
    get: { id },
    list: {},
    decide: { id, decisions: [{ number: 1, verdict: 'keep' }] },
    blind: {
      id,
      codes: [{ category: 'setting', code: 'OQ', quote: 'a bridge of glass' }],
    },
    accuracy: {},
    indicators: {},
  },
  readings: {
    read: { dream: id },
    list: {},
    get: { id },
    find: { reference: 'last' },
    names: { ids: [id] },
    answer: { id, verdict: 'not-mine' },
    remove: { id },
    replay: { id },
  },
  settings: { list: {}, set: { trashDays: 7 } },
}
