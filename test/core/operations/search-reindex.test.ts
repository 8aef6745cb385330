import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { all, openTestJournal, take, type TestJournal } from '../../support/journal.ts'
import { find } from './search-support.ts'

describe('writing the index anew', () => {
  /** The words of every dream but the newest are lost, and somebody else's are there instead. */
  function spoil({ folder }: TestJournal, version = 0): void {
    const db = new Database(join(folder, 'journal.db'))
    db.prepare('UPDATE search_fold SET version = ?').run(version)
    db.exec(`INSERT INTO dream_search (dream_search) VALUES ('delete-all')`)
    db.prepare(
      `INSERT INTO dream_search (rowid, title, body, reflection) VALUES (?, '', 'stale words', '')`,
    ).run(1)
    db.prepare(
      `INSERT INTO dream_search (rowid, title, body, reflection) VALUES (?, '', 'stale words', '')`,
    ).run(9999)
    db.close()
  }

  async function journalOf(count: number): Promise<TestJournal> {
    const journal = await openTestJournal()
    for (let i = 0; i < count; i++)
      await journal.dreams.add({
        title: `Number ${i}`,
        text: `A kite ${'higher and higher '.repeat(9)}`,
        reflection: 'Wind',
      })
    return journal
  }

  test('after a new fold every dream is found again, and those in the trash are not', async () => {
    const journal = await journalOf(12)
    const { items } = await journal.dreams.list({ limit: 1 })
    await journal.dreams.remove({ ids: [items[0]!.id] })
    spoil(journal)
    expect((await journal.vault.doctor({})).findings.find(({ check }) => check === 'search')).toMatchObject({
      ok: false,
    })

    const pieces = await all(await journal.search.reindex({}))

    expect(pieces.at(-1)).toEqual({ done: 11, of: 11 })
    expect(await journal.search.words({ query: 'kite wind number' })).toMatchObject({ found: 11 })
    expect(await find(journal, 'stale')).toEqual([])
    expect((await journal.vault.doctor({})).well).toBe(true)
  })

  test('an empty journal is done at once', async () => {
    const { search } = await openTestJournal()

    expect(await all(await search.reindex({}))).toEqual([{ done: 0, of: 0 }])
  })

  test('goes on where it was stopped, and others may write in between', async () => {
    const journal = await journalOf(3)
    // Each of these is a batch of its own.
    const long = 'a very long kite string '.repeat(25_000)
    for (let i = 0; i < 3; i++) await journal.dreams.add({ text: `${long}${i}` })
    spoil(journal)

    const [first] = await take(await journal.search.reindex({}), 1)
    expect(first).toEqual({ done: 4, of: 6 })
    expect((await journal.vault.doctor({})).well).toBe(false)

    const { id } = await journal.dreams.add({ text: 'A kite without a string' })
    const rest = await all(await journal.search.reindex({}))

    expect(rest.map(({ done }) => done)).toEqual([5, 6, 7, 7])
    expect(await journal.search.words({ query: 'kite' })).toMatchObject({ found: 7 })
    expect((await journal.search.words({ query: 'without' })).items.map(({ dream }) => dream.id)).toEqual([
      id,
    ])
    expect((await journal.vault.doctor({})).well).toBe(true)
  })

  test('is no change that could be undone', async () => {
    const journal = await journalOf(1)
    await all(await journal.search.reindex({}))

    expect((await journal.changes.list({})).items).toHaveLength(1)
  })
})
