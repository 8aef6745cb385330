import { describe, expect, test } from 'vitest'
import { failureOf } from '../../support/journal.ts'
import { exported, imported, openTraveller, type Traveller } from './transfer-support.ts'

const NOTHING = {
  added: 0,
  updated: 0,
  unchanged: 0,
  conflicts: 0,
  leftOut: 0,
  removed: 0,
  besides: 0,
  bad: 0,
}

describe('two journals', () => {
  test('a newer version is taken over, and what was stays in the history', async () => {
    const { a, b } = await twoWithOneDream()
    await a.dreams.edit({ id: a.id, changes: { text: 'The lift went sideways.' } })

    expect(await imported(b, await exported(a))).toMatchObject({ ...NOTHING, updated: 1, done: true })

    expect(await b.dreams.get({ id: a.id })).toMatchObject({
      text: 'The lift went sideways.',
      revision: 2,
      conflict: false,
    })
    expect((await b.dreams.history({ id: a.id })).items.map(({ text }) => text)).toEqual([
      'A lift without a floor.',
    ])
    expect((await b.search.words({ query: 'sideways' })).items).toHaveLength(1)
  })

  test('an older version changes nothing', async () => {
    const { a, b } = await twoWithOneDream()
    const old = await exported(a)
    await b.dreams.edit({ id: a.id, changes: { text: 'The lift went sideways.' } })

    expect(await imported(b, old)).toMatchObject({ ...NOTHING, unchanged: 1, importId: null })
  })

  test('changed in both: the later one is shown on both, the other waits beside it', async () => {
    const { a, b } = await twoWithOneDream()
    await a.dreams.edit({ id: a.id, changes: { text: 'Written on a.' } })
    b.clock.pass({ minutes: 5 })
    await b.dreams.edit({ id: a.id, changes: { text: 'Written on b, later.' } })
    const [fileA, fileB] = [await exported(a), await exported(b)]

    expect(await imported(b, fileA)).toMatchObject({ ...NOTHING, conflicts: 1 })
    expect(await imported(a, fileB)).toMatchObject({ ...NOTHING, conflicts: 1 })

    for (const journal of [a, b]) {
      expect(await journal.dreams.get({ id: a.id })).toMatchObject({
        text: 'Written on b, later.',
        conflict: true,
        revision: 3,
      })
      expect(
        (await journal.dreams.history({ id: a.id })).items.map(({ kind, text }) => [kind, text]),
      ).toEqual([
        ['conflict', 'Written on a.'],
        ['was', 'A lift without a floor.'],
      ])
    }
  })

  test('a conflict settled in one is settled in the other', async () => {
    const { a, b } = await twoWithOneDream()
    await a.dreams.edit({ id: a.id, changes: { text: 'Written on a.' } })
    await b.dreams.edit({ id: a.id, changes: { text: 'Written on b.' } })
    await imported(b, await exported(a))
    await b.dreams.settle({ id: a.id, keep: 'present' })

    await imported(a, await exported(b))

    expect(await a.dreams.get({ id: a.id })).toMatchObject({ conflict: false })
    expect(await exported(a)).toBe(await exported(b))
  })

  test('a dream taken out for good goes from the other, which forgets its words', async () => {
    const { a, b } = await twoWithOneDream()
    await a.dreams.remove({ ids: [a.id] })
    await a.dreams.remove({ ids: [a.id], forever: true })

    expect(await imported(b, await exported(a))).toMatchObject({ ...NOTHING, removed: 1 })

    expect(await exported(b)).toBe(await exported(a))
    expect((await b.search.words({ query: 'lift' })).items).toEqual([])
  })

  test('an edit that whoever took it out had not seen keeps the dream, and both sides to choose from', async () => {
    const { a, b } = await twoWithOneDream()
    await a.dreams.remove({ ids: [a.id], forever: true })
    await b.dreams.edit({ id: a.id, changes: { text: 'The floor came later.' } })
    const [fileA, fileB] = [await exported(a), await exported(b)]

    expect(await imported(b, fileA)).toMatchObject({ ...NOTHING, conflicts: 1 })
    expect(await imported(a, fileB)).toMatchObject({ ...NOTHING, conflicts: 1 })

    expect(await a.dreams.get({ id: a.id })).toMatchObject({
      text: 'The floor came later.',
      conflict: true,
      deletedAt: null,
    })
    expect(await exported(a)).toBe(await exported(b))
    await a.dreams.settle({ id: a.id, keep: 'other' })
    expect((await a.dreams.list({ trash: true })).items).toHaveLength(1)
    expect(await imported(b, fileA)).toMatchObject({ ...NOTHING, unchanged: 1 })
  })

  test('an old copy of a dream that is gone does not come back', async () => {
    const { a, b } = await twoWithOneDream()
    await a.dreams.remove({ ids: [a.id], forever: true })

    expect(await imported(a, await exported(b))).toMatchObject({ ...NOTHING, leftOut: 1 })
    expect((await a.dreams.list({})).items).toEqual([])
  })

  test('a dream written later elsewhere takes back “no recall”', async () => {
    const [a, b] = [await openTraveller('a'), await openTraveller('b')]
    await a.nights.noRecall({ when: '2026-11-19' })
    b.clock.pass({ hours: 1 })
    await b.dreams.add({ text: 'After all, a bridge.', night: '2026-11-19' })
    const fileA = await exported(a)

    await imported(a, await exported(b))
    await imported(b, fileA)

    for (const journal of [a, b])
      expect((await journal.nights.list({})).items).toMatchObject([{ id: '2026-11-19', noRecall: false }])
    expect(await exported(a)).toBe(await exported(b))
  })

  test('a setting is taken over only where nobody set it', async () => {
    const [a, b, c] = [await openTraveller('a'), await openTraveller('b'), await openTraveller('c')]
    await a.settings.set({ trashDays: 10 })
    await b.settings.set({ trashDays: 20 })
    const file = await exported(a)

    expect(await imported(b, file)).toMatchObject({ ...NOTHING, importId: null })
    expect(await imported(c, file)).toMatchObject({ ...NOTHING, besides: 1 })
    expect((await b.settings.list({})).trashDays).toBe(20)
    expect((await c.settings.list({})).trashDays).toBe(10)
  })
})

describe('undo', () => {
  test('takes an import back whole: what it added, updated, put beside and learnt', async () => {
    const { a, b } = await twoWithOneDream()
    const both = await a.dreams.add({ text: 'In both, then changed in both.' })
    const gone = await a.dreams.add({ text: 'Gone before anybody saw it.' })
    await a.dreams.remove({ ids: [gone.id], forever: true })
    await imported(b, (await exported(a)).replace(/.*"type":"gone".*\n/, ''))
    const before = await exported(b)
    await b.dreams.edit({ id: both.id, changes: { text: 'Changed on b.' } })
    const atB = await b.dreams.get({ id: both.id })
    await a.dreams.edit({ id: both.id, changes: { text: 'Changed on a.' } })
    await a.dreams.edit({ id: a.id, changes: { text: 'Newer.', tags: ['New'] } })
    await a.dreams.add({ text: 'Only on a.' })
    await a.nights.noRecall({ when: '2026-11-01' })
    await imported(b, await exported(a))

    await b.changes.undo({})

    expect(await b.dreams.get({ id: a.id })).toMatchObject({ text: 'A lift without a floor.', tags: [] })
    expect(await b.dreams.get({ id: both.id })).toMatchObject({ text: atB.text, conflict: false })
    expect((await b.dreams.list({})).items).toHaveLength(2)
    expect((await b.nights.list({})).items).toEqual([])
    expect(await exported(b)).not.toContain('"gone"')
    expect(before).not.toContain('Only on a.')
  })

  test('what was taken back can be imported again', async () => {
    const { a, b } = await twoWithOneDream()
    const file = await exported(a)
    await b.changes.undo({})
    expect((await b.dreams.list({})).items).toEqual([])

    expect(await imported(b, file)).toMatchObject({ ...NOTHING, added: 1, continued: false })
  })

  test('what was taken back does not come back by undo, and nothing is said to have', async () => {
    const { b } = await twoWithOneDream()
    await b.changes.undo({})
    const [undoing] = (await b.changes.list({})).items

    const failure = await failureOf(b.changes.undo({ id: undoing?.id }))

    expect(failure.toJSON()).toMatchObject({ code: 'refused', hint: expect.stringContaining('Import') })
    expect((await b.changes.list({})).items[0]).toEqual(undoing)
  })
})

describe('a file', () => {
  test('bad rows stand beside good ones, with their places', async () => {
    const a = await openTraveller()
    const rows = [
      '{"text":"A good one.","date":"2026-11-02"}',
      'not json',
      '{"text":"   "}',
      '{"type":"hologram","id":"x"}',
      '{"text":"No such day.","date":"2026-02-30"}',
      '{"text":"Not yet.","date":"2031-01-01"}',
      '[1,2]',
      '{"text":"Another good one.","mood":2,"tags":["sea"]}',
    ]

    const done = await imported(a, rows.join('\r\n'))

    expect(done).toMatchObject({ ...NOTHING, added: 2, bad: 6, done: true })
    expect(done.badRows.map(({ where }) => where).toSorted()).toEqual([
      'line 2',
      'line 3',
      'line 4',
      'line 5',
      'line 6',
      'line 7',
    ])
    expect(done.badRows.find(({ where }) => where === 'line 6')?.reason).toContain('has not come yet')
  })

  test('of a newer program is refused before anything is written', async () => {
    const a = await openTraveller()

    const failure = await failureOf(imported(a, '{"dreamcanvas":"journal","format":2}\n{"text":"later"}\n'))

    expect(failure).toMatchObject({ code: 'newer', hint: 'Update this program and import it again.' })
    expect((await a.dreams.list({})).items).toEqual([])
  })

  test.each([
    ['a picture', '\u0089PNG\r\n'],
    ['a table without text', 'date,title\n2026-11-01,x\n'],
    ['UTF-16', '\uFFFE'],
  ])('that is %s is refused', async (_, content) => {
    const a = await openTraveller()
    const bytes = content === '\uFFFE' ? Buffer.from([0xff, 0xfe, 0x7b, 0]) : Buffer.from(content)

    const failure = await failureOf(imported(a, one(bytes)))

    expect(failure).toMatchObject({ code: 'invalid_input' })
    expect(failure.hint).toBeDefined()
  })

  test('that is empty brings nothing', async () => {
    const a = await openTraveller()

    expect(await imported(a, '')).toMatchObject({ ...NOTHING, done: true, importId: null })
  })

  test('what `list` prints comes in as new dreams with their ids', async () => {
    const { a } = await twoWithOneDream()
    const c = await openTraveller('c')
    const listed = JSON.stringify((await a.dreams.list({})).items[0])

    await imported(c, listed)

    expect(await c.dreams.get({ id: a.id })).toMatchObject({
      text: 'A lift without a floor.',
      night: '2026-11-20',
      revision: 1,
    })
  })

  test('a dry run counts the same and writes nothing', async () => {
    const { a, b } = await twoWithOneDream()
    await a.dreams.edit({ id: a.id, changes: { text: 'Newer.' } })
    const gone = await a.dreams.add({ text: 'Soon gone.' })
    await imported(b, await exported(a))
    await a.dreams.remove({ ids: [gone.id], forever: true })
    await b.dreams.edit({ id: a.id, changes: { text: 'On b.' } })
    await a.dreams.edit({ id: a.id, changes: { text: 'On a.' } })
    await a.dreams.add({ text: 'New.' })
    const twice = `${await exported(a)}${await exported(a)}{"text":"plain"}\n{"text":"plain"}\nbad\n`
    const before = [await exported(b), await b.changes.list({ limit: 1000 })]

    const dry = await imported(b, twice, { dryRun: true })
    expect([await exported(b), await b.changes.list({ limit: 1000 })]).toEqual(before)
    const wet = await imported(b, twice)

    expect({ ...dry, importId: wet.importId }).toEqual(wet)
    expect(dry.importId).toBeNull()
  })

  test('is one change, and news of it goes out', async () => {
    const { b } = await twoWithOneDream()

    expect((await b.changes.list({})).items).toMatchObject([
      { operation: 'transfer.import', touched: { dream: 1, import: 1 }, partial: false, undone: false },
    ])
  })
})

describe('a table', () => {
  const TABLE =
    'date,title,text,tags\n2026-11-01,Stairs,The stairs were wet.,"house, water"\n2026-11-02,,A dog that spoke.,\n'

  test('brings nothing new the second time, also after a dream was edited, binned or taken out', async () => {
    const a = await openTraveller()
    await imported(a, TABLE)
    const [dog, stairs] = (await a.dreams.list({})).items
    await a.dreams.edit({ id: stairs!.id, changes: { text: 'The stairs were very wet.' } })
    await a.dreams.remove({ ids: [dog!.id], forever: true })

    expect(await imported(a, TABLE)).toMatchObject({ ...NOTHING, unchanged: 1, leftOut: 1, importId: null })
  })

  test('that says more of a dream now updates it where nobody edited it, else keeps both', async () => {
    const a = await openTraveller()
    await imported(a, TABLE)
    const [dog] = (await a.dreams.list({})).items
    await a.dreams.edit({ id: dog!.id, changes: { mood: 3 } })
    const more =
      'date,title,text,tags,mood\n2026-11-01,Stairs,The stairs were wet.,,1\n2026-11-02,,A dog that spoke.,,-2\n'

    expect(await imported(a, more)).toMatchObject({ ...NOTHING, updated: 1, conflicts: 1 })
    expect(await imported(a, more)).toMatchObject({ ...NOTHING, unchanged: 2 })

    const [dogNow, stairsNow] = (await a.dreams.list({})).items
    expect(stairsNow).toMatchObject({ mood: 1, tags: ['house', 'water'], revision: 2 })
    expect(dogNow).toMatchObject({ mood: 3, conflict: true })
  })

  test('the same row twice is two dreams', async () => {
    const a = await openTraveller()
    const rows = 'date,text\n2014,Flying again.\n2014,Flying again.\n'

    expect(await imported(a, rows)).toMatchObject({ added: 2 })
    expect(await imported(a, rows)).toMatchObject({ added: 0, unchanged: 2 })
  })

  test('an imported dream is not the last one written', async () => {
    const a = await openTraveller()
    const written = await a.dreams.add({ text: 'Written by hand.' })
    await imported(a, 'date,text\n2014-05-01,Long ago.\n2015-05,Later.\n')

    expect(await a.dreams.find({ reference: 'last' })).toMatchObject({ id: written.id })
  })
})

async function twoWithOneDream(): Promise<{ a: Traveller & { id: string }; b: Traveller }> {
  const [a, b] = [await openTraveller('a'), await openTraveller('b')]
  const { id } = await a.dreams.add({ text: 'A lift without a floor.' })
  await imported(b, await exported(a))
  return { a: Object.assign(a, { id }), b }
}

async function* one(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}
