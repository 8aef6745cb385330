import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Journal } from '../../../src/contract/journal.ts'
import type { InputOf } from '../../../src/rpc/operations.ts'
import { failureOf, openTestJournal } from '../../support/journal.ts'
import { anyText } from '../engines/search/any-text.ts'
import { find, sharedJournal, textsOf, type Found } from './search-support.ts'

/** The snippet with [ ] round what is marked and … where it is cut. */
function shown({ snippet: { text, marks, cutBefore, cutAfter } }: Found['items'][number]): string {
  let line = cutBefore ? '…' : ''
  let at = 0
  for (const [from, to] of marks) {
    line += `${text.slice(at, from)}[${text.slice(from, to)}]`
    at = to
  }
  return `${line}${text.slice(at)}${cutAfter ? '…' : ''}`
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
