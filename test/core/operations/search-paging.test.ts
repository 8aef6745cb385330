import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import type { Journal } from '../../../src/contract/journal.ts'
import { foldText } from '../../../src/core/lib/fold/fold.ts'
import type { Client } from '../../../src/rpc/client.ts'
import { failureOf, openTestJournal } from '../../support/journal.ts'
import { sharedJournal, type Asked, type Found } from './search-support.ts'

/** Every page of a search, until there is no next. */
async function allPages({ search }: Client<Journal>, asked: Asked): Promise<Found[]> {
  const pages = [await search.words(asked)]
  for (let next = pages[0]?.next; typeof next === 'string'; next = pages.at(-1)?.next)
    pages.push(await search.words({ ...asked, cursor: next }))
  return pages
}

describe('paging', () => {
  test('loses nothing and repeats nothing, also among equals', async () => {
    const journal = await openTestJournal()
    for (let i = 0; i < 53; i++) {
      const night = `2026-01-${String((i % 7) + 1).padStart(2, '0')}`
      const words = i % 3 === 0 ? 'comet comet lamp' : 'comet by a lamp'
      await journal.dreams.add({ text: words, night, tags: i % 2 === 0 ? ['even'] : [] })
    }
    for (const query of ['comet', 'comet tag:even', 'tag:even', '-raft', '"by a"', 'comet -raft'])
      for (const limit of [1, 7, 20]) {
        const whole = await journal.search.words({ query, limit: 1000 })
        const pages = await allPages(journal, { query, limit })

        expect(pages.flatMap(({ items }) => items)).toEqual(whole.items)
        expect(new Set(pages.map(({ found }) => found))).toEqual(new Set([whole.items.length]))
      }
  })

  test.each([
    ['an earlier dream', 4],
    ['the last dream of the page', 9],
  ])('goes on where it was, though dreams are written and %s is gone in between', async (_, gone) => {
    const journal = await openTestJournal()
    const ids: string[] = []
    for (let i = 0; i < 30; i++)
      ids.push((await journal.dreams.add({ text: `comet ${'and so on '.repeat(i)}` })).id)
    const first = await journal.search.words({ query: 'comet', limit: 10 })
    for (let i = 0; i < 40; i++)
      await journal.dreams.add({ text: `nothing of the kind, ${'over and over '.repeat(i)}` })
    await journal.dreams.edit({ id: first.items[gone]!.dream.id, changes: { text: 'no such thing' } })

    const rest = await journal.search.words({ query: 'comet', cursor: first.next! })

    expect([...first.items, ...rest.items].map(({ dream }) => dream.id)).toEqual(ids)
    expect(rest).toMatchObject({ found: 29, next: null })
  })

  test.each([
    '',
    'nonsense',
    'rank/abc/-1/2026-01-01/',
    'night/zz/1/2026-01-01/0193c0de-0000-7000-8000-000000000001',
  ])('a cursor that is none is said to be none: %j', async (cursor) => {
    const { search } = await openTestJournal()

    expect(await failureOf(search.words({ query: 'comet', cursor }))).toMatchObject({ code: 'invalid_input' })
  })

  test('a cursor belongs to its search', async () => {
    const { search, dreams } = await openTestJournal()
    for (const text of ['comet', 'comet']) await dreams.add({ text })
    const { next } = await search.words({ query: 'comet', limit: 1 })

    expect(await failureOf(search.words({ query: 'com', limit: 1, cursor: next! }))).toMatchObject({
      code: 'invalid_input',
      message: 'This cursor belongs to another search',
    })
    const elsewhen = { query: 'comet', since: '2026', cursor: next! }
    expect(await failureOf(search.words(elsewhen))).toMatchObject({ code: 'invalid_input' })
  })
})

describe('in a large journal', () => {
  const MANY = 10_600
  let rows: Row[] = []
  const journal = sharedJournal(async (_, folder) => {
    writeMany(folder, MANY)
    rows = readMany(folder)
  })

  test.each(['river', 'riv', 'river the', 'river OR stone', 'th', 'riv* th', '"the river"', 'river -comet'])(
    'what nearly every dream has comes newest night first: %j',
    async (query) => {
      const { items, found, order } = await journal.search.words({ query, limit: 5 })
      const { items: newest } = await journal.dreams.list({ limit: 40 })
      const withIt = newest.filter(
        ({ text }) => /river/.test(text) && !/comet/.test(query.includes('-') ? text : ''),
      )

      expect({ found, order }).toEqual({ found: null, order: 'night' })
      expect(items.map(({ dream }) => dream.id)).toEqual(withIt.slice(0, 5).map(({ id }) => id))
    },
  )

  test.each([
    ['comet', 'rank', 106],
    ['comet river', 'rank', 106],
    ['comet riv', 'rank', 106],
    ['"the comet"', 'rank', 106],
    ['com', 'rank', 106],
    ['zz', 'rank', 0],
    ['comet th', 'rank', 106],
    ['river comet is:nightmare', 'rank', 61],
    ['-river', 'night', 0],
    ['-com -stone7', 'night', null],
    ['is:nightmare', 'night', null],
    ['river is:nightmare', 'night', null],
    ['river stone77 ', 'rank', 11],
    ['river night:2001-01', 'night', 31],
    ['night:2001-01 th', 'night', 31],
  ] as const)('%j comes by %s', async (query, order, found) => {
    const answer = await journal.search.words({ query, limit: 1000 })

    expect(answer.order).toBe(order)
    if (found !== null) expect(answer).toMatchObject({ found, next: null })
    expect(answer.items).toHaveLength(found ?? 1000)
  })

  test.each([
    { query: 'river', limit: 1000 },
    { query: 'th', limit: 997 },
    { query: 'comet th', limit: 7 },
    { query: 'comet', limit: 9 },
    { query: 'stone1*', limit: 50 },
    { query: 'river -st', limit: 1000 },
    { query: 'is:nightmare', limit: 1000 },
    { query: 'com', limit: 10 },
  ])('paging loses nothing and repeats nothing: %j', async (asked) => {
    const pages = await allPages(journal, asked)
    const ids = pages.flatMap(({ items }) => items.map(({ dream }) => dream.id))
    const expected = rows.filter(HOLDS[asked.query]!)

    expect(ids.toSorted()).toEqual(expected.map(({ id }) => id).toSorted())
    expect(new Set(pages.map(({ order }) => order)).size).toBe(1)
    if (pages[0]!.order === 'night')
      expect(ids).toEqual(
        expected.toSorted((a, b) => (a.night + a.id < b.night + b.id ? 1 : -1)).map(({ id }) => id),
      )
  })
})

type Row = { id: string; night: string; text: string; nightmare: number }
const HOLDS: Readonly<Record<string, (row: Row) => boolean>> = {
  river: ({ text }) => /\briver\b/.test(text),
  th: ({ text }) => /\bth/.test(text),
  'comet th': ({ text }) => /\bcomet\b/.test(text) && /\bth/.test(text),
  comet: ({ text }) => /\bcomet/.test(text),
  com: ({ text }) => /\bcom/.test(text),
  'stone1*': ({ text }) => /\bstone1/.test(text),
  'river -st': ({ text }) => /\briver\b/.test(text) && !/\bst\b/.test(text),
  'is:nightmare': ({ nightmare }) => nightmare === 1,
}

/** Straight into the tables: what is tested is how they are asked. */
function writeMany(folder: string, count: number): void {
  const db = new Database(join(folder, 'journal.db'))
  const insertDream = db.prepare(
    `INSERT INTO dream (id, tail, revision, stamp, written_at, changed_at, text, night, night_id, nap, zone, nightmare,
      recurring, fragment, conflict)
    VALUES (@id, @tail, 1, '0123456789abcdef', @at, @at, @text, @night, @night, 0, 'UTC', @nightmare, 0, 0, 0)`,
  )
  const index = db.prepare(`INSERT INTO dream_search (rowid, title, body, reflection) VALUES (?, '', ?, '')`)
  db.transaction(() => {
    for (let i = 0; i < count; i++) {
      const end = String(i).padStart(12, '0')
      // Nights in no order of writing, about thirty dreams a month at first.
      const night = new Date(Date.UTC(2001, 0, 1) + ((i * 7919) % count) * 86_400_000)
        .toISOString()
        .slice(0, 10)
      const text = `There was the ${i % 100 === 0 ? 'comet by the river' : 'river'} and stone${i % 1000} ${'on '.repeat(i % 5)}`
      const row = { id: `0193c0de-0000-7000-8000-${end}`, tail: [...end].toReversed().join(''), text, night }
      insertDream.run({
        ...row,
        at: '2026-11-20T07:30:00.000Z',
        nightmare: Number(i % 200 === 0 || i % 7 === 0),
      })
      index.run(i + 1, foldText(text))
    }
  })()
  db.close()
}

function readMany(folder: string): Row[] {
  const db = new Database(join(folder, 'journal.db'), { readonly: true })
  const rows = db.prepare('SELECT id, night, text, nightmare FROM dream').all() as Row[] // the columns named here
  db.close()
  return rows
}
