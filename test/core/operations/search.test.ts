import Database from 'better-sqlite3'
import fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Journal } from '../../../src/contract/journal.ts'
import { openJournal, type OpenedJournal } from '../../../src/core/app.ts'
import type { Client } from '../../../src/rpc/client.ts'
import type { InputOf, OutputOf } from '../../../src/rpc/operations.ts'
import { foldText } from '../../../src/core/lib/fold/fold.ts'
import { anyText } from '../engines/search/any-text.ts'
import { createClock, createIds } from '../../support/clock.ts'
import { all, failureOf, openTestJournal, take, type TestJournal } from '../../support/journal.ts'

type Words = OutputOf<Journal['search']['words']>
type Asked = Omit<InputOf<Journal['search']['words']>, 'query'>

/** What was found, by the first words of each dream's text. */
async function find(journal: Client<Journal>, query: string, asked: Asked = {}): Promise<string[]> {
  return textsOf(await journal.search.words({ query, ...asked }))
}

function textsOf({ items }: Words): string[] {
  return items.map(({ dream }) => dream.text)
}

/** The snippet with [ ] round what is marked and … where it is cut. */
function shown({ snippet: { text, marks, cutBefore, cutAfter } }: Words['items'][number]): string {
  let line = cutBefore ? '…' : ''
  let at = 0
  for (const [from, to] of marks) {
    line += `${text.slice(at, from)}[${text.slice(from, to)}]`
    at = to
  }
  return `${line}${text.slice(at)}${cutAfter ? '…' : ''}`
}

/** Every page of a search, until there is no next. */
async function allPages(
  { search }: Client<Journal>,
  asked: InputOf<Journal['search']['words']>,
): Promise<Words[]> {
  const pages = [await search.words(asked)]
  for (let next = pages[0]?.next; typeof next === 'string'; next = pages.at(-1)?.next)
    // oxlint-disable-next-line no-await-in-loop -- a page after the other
    pages.push(await search.words({ ...asked, cursor: next }))
  return pages
}

/** A journal that several tests only read. Filled once, with a clock that stands still. */
function sharedJournal(fill: (journal: Client<Journal>, folder: string) => Promise<void>): Client<Journal> {
  const folder = mkdtempSync(join(tmpdir(), 'dreamcanvas-test-'))
  let opened: OpenedJournal | undefined
  beforeAll(async () => {
    opened = openJournal({
      folder: join(folder, 'journal'),
      now: createClock().now,
      newId: createIds(),
      zone: 'Europe/Berlin',
    })
    await opened.client.vault.init({})
    await fill(opened.client, join(folder, 'journal'))
  }, 60_000)
  afterAll(async () => {
    await opened?.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  // What is opened before the tests run is asked for by name while they do.
  return new Proxy(
    {},
    { get: (_, group) => Reflect.get(opened!.client, group) as unknown },
  ) as Client<Journal>
}

describe('dreams in many languages', () => {
  const DREAMS = [
    ['The glass orchard', 'I couldn’t climb the ladder; my mother’s café floated past.'],
    [null, 'Die Straße führte über weiße Dünen ans Meer.'],
    ['حلم البحر', 'كُنْتُ أمشي في المدرسةِ القديمة ثمّ رأيتُ رئيسَ القبيلة.'],
    ['海の夢', '東京タワーの上から鯨が歌っていた。'],
    [null, '바닷가에서 작은 고래를 보았다.'],
    ['L’île', 'J’ai trouvé l’œil du phare sous l’eau.'],
    [null, 'ฉันฝันเห็นช้างบินในทะเล'],
    ['Сон', 'Ещё раз я летел над чёрным морем.'],
    [null, 'מָצָאתִי שָׁעוֹן בתוך הים'],
    [null, 'Καθόμουν στη θάλασσα με τη γιαγιά μου.'],
  ] as const
  const journal = sharedJournal(async ({ dreams }) => {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, so that ids count
    for (const [title, text] of DREAMS) await dreams.add({ title, text })
  })

  test.each([
    ['cafe', 0],
    ['CAFÉ', 0],
    ["couldn't", 0],
    ['mother', 0],
    ['orch', 0],
    ['title:glass', 0],
    ['strasse', 1],
    ['weisse dunen', 1],
    ['المدرسه ', 2],
    ['القديم*', 2],
    ['رييس', 2],
    ['東京', 3],
    ['鯨', 3],
    ['ﾀﾜｰ', 3],
    ['고래', 4],
    ["l'ile", 5],
    ['oeil eau', 5],
    ['ช้าง', 6],
    ['еще черным', 7],
    ['שעון', 8],
    ['γιαγια', 9],
  ])('are found by %j', async (query, dream) => {
    expect(await find(journal, query)).toEqual([DREAMS[dream]?.[1]])
  })

  test.each([
    ['cafe', 'I couldn’t climb the ladder; my mother’s [café] floated past.'],
    ['المدرسه ', 'كُنْتُ أمشي في [المدرسةِ] القديمة ثمّ رأيتُ رئيسَ القبيلة.'],
    ['東京タ', '[東京タ]ワーの上から鯨が歌っていた。'],
    ['weisse ans', 'Die Straße führte über [weiße] Dünen [ans] Meer.'],
    ['orchard', 'The glass [orchard]'],
    ['glass ladder', 'I couldn’t climb the [ladder]; my mother’s café floated past.'],
  ])('are shown with what was found marked as it was written: %j', async (query, expected) => {
    const { items } = await journal.search.words({ query })

    expect(items.map(shown)).toEqual([expected])
  })

  test('a title is marked beside whatever part is shown', async () => {
    const { items } = await journal.search.words({ query: 'glass ladder' })

    expect(items).toMatchObject([{ snippet: { field: 'text' }, titleMarks: [[4, 9]] }])
  })

  test('no query is too strange to answer', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, fc.option(anyText, { nil: '' }), async (typed, more) => {
        const { items, found } = await journal.search.words({ query: `${typed} ${more}` })
        expect(found).toBe(items.length)
      }),
      { numRuns: 400 },
    )
  })
})

describe('what is asked besides words', () => {
  const journal = sharedJournal(async ({ dreams }) => {
    const add = (text: string, rest: Omit<InputOf<Journal['dreams']['add']>, 'text'> = {}) =>
      dreams.add({ text, ...rest })
    await add('boat one', {
      night: '2026-11-19',
      tags: ['Sea', 'night swim'],
      lucidity: 4,
      mood: 2,
      nightmare: false,
    })
    await add('boat two', { night: '2026-11-10', tags: ['lake'], lucidity: 0, mood: -2, nightmare: true })
    await add('boat three', { night: '2026-10', tags: ['Sea'], vividness: 5, recurring: true })
    await add('boat four', { night: '2014', fragment: true })
    await add('boat five', { night: null, mood: 0 })
    await add('raft six', { night: '2026-11-19', nap: true, tags: ['sea'], lucidity: 2 })
  })

  test.each([
    ['boat tag:sea', ['boat one', 'boat three']],
    ['boat tag:SÉA', ['boat one', 'boat three']],
    ['tag:"night swim"', ['boat one']],
    ['tag:sea OR tag:lake', ['raft six', 'boat one', 'boat two', 'boat three']],
    ['boat -tag:sea', ['boat two', 'boat four', 'boat five']],
    ['tag:nothing', []],
    ['lucid:3..', ['boat one']],
    ['lucid:..0', ['boat two']],
    ['-lucid:3.. boat', ['boat two', 'boat three', 'boat four', 'boat five']],
    ['mood:..-1', ['boat two']],
    ['mood:-2..0 boat', ['boat two', 'boat five']],
    ['vivid:5', ['boat three']],
    ['is:nightmare', ['boat two']],
    ['is:recurring', ['boat three']],
    ['is:fragment', ['boat four']],
    ['is:nap', ['raft six']],
    ['is:lucid', ['raft six', 'boat one']],
    ['boat is:lucid', ['boat one']],
    ['boat since:2026-11-10', ['boat one', 'boat two']],
    ['since:2026-11-10 until:2026-11-10', ['boat two']],
    ['boat until:2026-10', ['boat three', 'boat four']],
    ['boat until:2014', ['boat four']],
    ['since:yesterday boat', ['boat one']],
    ['since:"two weeks ago" boat', ['boat one', 'boat two']],
    ['since:2040 boat', []],
    ['until:2040 boat', ['boat one', 'boat two', 'boat three', 'boat four']],
    ['-until:2040', ['boat five']],
    ['night:2026-11', ['raft six', 'boat one', 'boat two']],
    ['night:2026', ['raft six', 'boat one', 'boat two', 'boat three']],
    ['night:2026-11-10', ['boat two']],
    ['-boat', ['raft six']],
    ['-boat -raft', []],
    ['sea -tag:sea', []],
    ['boat -two -three', ['boat one', 'boat four', 'boat five']],
    ['(two OR five) boat', ['boat two', 'boat five']],
    ['-boat tag:sea', ['raft six']],
    ['boat since:whenever', []],
    ['', []],
    ['!? "', []],
  ])('%j', async (query, expected) => {
    const found = await journal.search.words({ query })

    expect(textsOf(found)).toEqual(expected)
    expect(found).toMatchObject({ found: expected.length, next: null })
  })

  test.each([
    [{ since: '2026-11-19' }, ['boat one']],
    [{ since: '2026-11', until: '2026-11-18' }, ['boat two']],
    [{ since: 'yesterday' }, ['boat one']],
    [{ until: '2026-10' }, ['boat three', 'boat four']],
    [{ until: 'last year' }, ['boat four']],
  ])('nights can be given apart from the query: %j', async (nights, expected) => {
    expect(await find(journal, 'boat', nights)).toEqual(expected)
  })

  test('nights alone are a search', async () => {
    expect(await find(journal, '', { since: '2026-11-19' })).toEqual(['raft six', 'boat one'])
  })

  test('a night that is no night is said to be none', async () => {
    const failure = await failureOf(journal.search.words({ query: 'boat', since: 'whenever' }))

    expect(failure).toMatchObject({ code: 'invalid_input', hint: expect.stringContaining('2026-11-20') })
  })

  test('a dream found by its filters alone is shown from its beginning', async () => {
    const { items } = await journal.search.words({ query: 'is:fragment' })

    expect(items.map(({ snippet }) => snippet)).toEqual([
      { field: 'text', text: 'boat four', marks: [], cutBefore: false, cutAfter: false },
    ])
  })
})

describe('order', () => {
  test('the best come first: words in the title before words in the dream, those before the waking words', async () => {
    const journal = await openTestJournal()
    await journal.dreams.add({
      title: 'Stairs',
      text: 'There was a lantern.',
      reflection: 'I saw a comet on Tuesday.',
    })
    await journal.dreams.add({ title: 'Stairs', text: 'There was a comet.' })
    await journal.dreams.add({ title: 'Comet', text: 'There was a lantern.' })

    const { items, order } = await journal.search.words({ query: 'comet' })

    expect(items.map(({ snippet }) => snippet.field)).toEqual(['title', 'text', 'reflection'])
    expect(items.map(shown)).toEqual(['[Comet]', 'There was a [comet].', 'I saw a [comet] on Tuesday.'])
    expect(order).toBe('rank')
  })

  test('of equals the newest night comes first, and unknown nights last', async () => {
    const journal = await openTestJournal()
    for (const night of ['2020-05-05', null, '2026-01-01', '2014', '2026-01-01'])
      // oxlint-disable-next-line no-await-in-loop -- one after the other, so that ids count
      await journal.dreams.add({ text: 'A lift going sideways', night })

    const { items } = await journal.search.words({ query: 'lift' })

    expect(items.map(({ dream }) => dream.night)).toEqual([
      '2026-01-01',
      '2026-01-01',
      '2020-05-05',
      '2014',
      null,
    ])
    expect(items[0]!.dream.id > items[1]!.dream.id).toBe(true)
  })
})

describe('the index keeps up with', () => {
  test('changed words', async () => {
    const journal = await openTestJournal()
    const { id } = await journal.dreams.add({ title: 'Tower', text: 'A tower of bread' })

    await journal.dreams.edit({ id, changes: { text: 'A bridge of salt', reflection: 'Long walk' } })

    expect(await find(journal, 'bread')).toEqual([])
    expect(await find(journal, 'salt walk tower')).toEqual(['A bridge of salt'])
  })

  test('dreams that go to the trash, come back, and go for good', async () => {
    const journal = await openTestJournal()
    const { id } = await journal.dreams.add({ text: 'A tower of bread' })

    await journal.dreams.remove({ ids: [id] })
    expect(await journal.search.words({ query: 'bread' })).toMatchObject({ items: [], found: 0 })
    expect(await find(journal, '-salt')).toEqual([])

    await journal.dreams.edit({ id, changes: { text: 'A tower of cake' } })
    expect(await find(journal, 'cake')).toEqual([])

    await journal.dreams.restore({ ids: [id] })
    expect(await find(journal, 'cake')).toEqual(['A tower of cake'])
    expect(await find(journal, 'bread')).toEqual([])

    await journal.dreams.remove({ ids: [id], forever: true })
    expect(await find(journal, 'cake')).toEqual([])
    expect((await journal.vault.doctor({})).well).toBe(true)
  })

  test('what is undone', async () => {
    const journal = await openTestJournal()
    const { id } = await journal.dreams.add({ text: 'A tower of bread' })
    await journal.dreams.edit({ id, changes: { text: 'A tower of salt' } })
    await journal.changes.undo({})
    expect(await find(journal, 'bread')).toEqual(['A tower of bread'])

    await journal.dreams.remove({ ids: [id] })
    await journal.changes.undo({})
    expect(await find(journal, 'bread')).toEqual(['A tower of bread'])

    await journal.changes.undo({})
    expect(await find(journal, 'tower')).toEqual([])
    expect((await journal.vault.doctor({})).well).toBe(true)
  })
})

describe('paging', () => {
  test('loses nothing and repeats nothing, also among equals', async () => {
    const journal = await openTestJournal()
    for (let i = 0; i < 53; i++) {
      const night = `2026-01-${String((i % 7) + 1).padStart(2, '0')}`
      const words = i % 3 === 0 ? 'comet comet lamp' : 'comet by a lamp'
      // oxlint-disable-next-line no-await-in-loop -- one after the other, so that ids count
      await journal.dreams.add({ text: words, night, tags: i % 2 === 0 ? ['even'] : [] })
    }
    for (const query of ['comet', 'comet tag:even', 'tag:even', '-raft', '"by a"', 'comet -raft'])
      for (const limit of [1, 7, 20]) {
        // oxlint-disable-next-line no-await-in-loop -- as above
        const whole = await journal.search.words({ query, limit: 1000 })
        // oxlint-disable-next-line no-await-in-loop -- as above
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
      // oxlint-disable-next-line no-await-in-loop -- one after the other, so that ids count
      ids.push((await journal.dreams.add({ text: `comet ${'and so on '.repeat(i)}` })).id)
    const first = await journal.search.words({ query: 'comet', limit: 10 })
    for (let i = 0; i < 40; i++)
      // oxlint-disable-next-line no-await-in-loop -- as above
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
    for (const text of ['comet', 'comet']) await dreams.add({ text }) // oxlint-disable-line no-await-in-loop
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
      // oxlint-disable-next-line no-await-in-loop -- one after the other, so that ids count
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
    for (let i = 0; i < 3; i++) await journal.dreams.add({ text: `${long}${i}` }) // oxlint-disable-line no-await-in-loop
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
