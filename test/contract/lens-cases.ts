import { join } from 'node:path'
import { expect } from 'vitest'
import type { Journal } from '../../src/contract/journal.ts'
import type { TestJournal } from '../support/journal.ts'

type Cases = { readonly [Name in keyof Journal['lenses']]: (journal: TestJournal) => Promise<void> }

/** What the operations of the lenses answer, for the conformance suite. */
export const LENSES: Cases = {
  async list({ lenses }) {
    const { items } = await lenses.list({})
    expect(items[0]).toMatchObject({
      id: 'mirror',
      names: { en: 'Mirror' },
      origin: 'built-in',
      usable: true,
    })
  },
  async get({ lenses }) {
    const lens = await lenses.get({ id: 'tabir' })
    expect(lens).toMatchObject({
      id: 'tabir',
      origin: 'built-in',
      file: null,
      withholds: expect.arrayContaining(['sacred']),
    })
  },
  async add({ lenses, configFolder }) {
    expect(await lenses.add({ id: 'my-own' })).toEqual({
      id: 'my-own',
      file: join(configFolder, 'lenses', 'my-own.md'),
      from: null,
      origin: 'yours',
    })
  },
  async check({ lenses }) {
    const { well, items } = await lenses.check({ text: 'Not a lens.', name: 'mine.md' })
    expect({ well, items }).toEqual({
      well: false,
      items: [
        expect.objectContaining({
          name: 'mine',
          origin: null,
          problems: [expect.objectContaining({ line: 1 })],
        }),
      ],
    })
  },
  async prompt({ dreams, lenses }) {
    const { id } = await dreams.add({ text: 'A ferry crossed the kitchen.', mood: -1 })
    const prompt = await lenses.prompt({ lens: 'mirror', dream: id })
    expect(prompt).toMatchObject({
      given: [{ what: 'text', characters: 28, replaced: 0 }, { what: 'feeling' }],
      lens: { id: 'mirror', version: 1 },
    })
  },
}
