import { describe, expect, test } from 'vitest'
import { failureOf, openTestJournal } from '../../support/journal.ts'

describe('writing', () => {
  test('a dream needs words', async () => {
    const { dreams, changes } = await openTestJournal()

    const errors = [
      await failureOf(dreams.add({ text: '' })),
      await failureOf(dreams.add({ text: ' \n\t ' })),
    ]

    expect(errors.map(({ code }) => code)).toEqual(['invalid_input', 'invalid_input'])
    expect((await changes.list({})).items).toEqual([])
  })

  test('what is written is kept to the letter', async () => {
    const { dreams } = await openTestJournal()
    const text = '  \tIndented, “quoted”, nul-free\r\nنجم 星 ✨ e\u0301\n\n'

    const { id } = await dreams.add({ text, reflection: ' ', title: '' })

    expect(await dreams.get({ id })).toMatchObject({ text, reflection: ' ', title: '' })
  })

  test('two dreams of a morning belong to the same night, and the later written one is listed first', async () => {
    const { dreams, clock } = await openTestJournal()
    const first = await dreams.add({ text: 'The first' })
    clock.pass({ minutes: 10 })
    const second = await dreams.add({ text: 'The second' })

    const { items } = await dreams.list({})

    expect(items).toEqual([second, first])
    expect(second.nightId).toBe(first.nightId)
  })

  test('more is put below what is there, a blank line between', async () => {
    const { dreams } = await openTestJournal()
    const { id } = await dreams.add({ text: 'A fragment at three.\n' })

    const whole = await dreams.more({ id, text: 'And the rest at seven.' })

    expect(whole.text).toBe('A fragment at three.\n\nAnd the rest at seven.')
    expect((await failureOf(dreams.more({ id, text: ' ' }))).code).toBe('invalid_input')
  })
})

describe('finding by what a person calls it', () => {
  test('`last` is what was written last, not the newest night', async () => {
    const { dreams } = await openTestJournal()
    const before = await dreams.add({ text: 'Of yesterday', when: '2026-11-19' })
    const last = await dreams.add({ text: 'Of long ago', when: '2014-03' })

    const found = await Promise.all(['last', 'LAST~1'].map((reference) => dreams.find({ reference })))

    expect(found).toEqual([last, before])
  })

  test('a night finds its dream, and several dreams are named', async () => {
    const { dreams } = await openTestJournal()
    const only = await dreams.add({ text: 'Alone', when: '2026-11-17' })
    const two = [
      await dreams.add({ text: 'One', when: '2026-11-18' }),
      await dreams.add({ text: 'Two', when: '2026-11-18' }),
    ]

    const found = await dreams.find({ reference: '2026-11-17' })
    const error = await failureOf(dreams.find({ reference: '2026-11-18' }))

    expect(found).toEqual(only)
    expect(error.toJSON()).toEqual({
      code: 'invalid_input',
      message: 'Several dreams answer to 2026-11-18',
      hint: expect.stringContaining(two[0]?.id.slice(-4) ?? ''),
      details: { candidates: two.map(({ id }) => id) },
    })
  })

  test('a tail that several dreams share is told apart by a longer one', async () => {
    const ids = ['aa11-000000abcdef', 'aa12-000001abcdef', 'deed', 'deed'].map(
      (end) => `0193c0de-0000-7000-${end}`,
    )
    const given = [ids[2], ids[0], ids[3], ids[1]].map((id) => id ?? '')
    const { dreams } = await openTestJournal({ newId: () => given.shift() ?? '' })
    const one = await dreams.add({ text: 'One' })
    const other = await dreams.add({ text: 'Other' })

    const { items } = await dreams.names({ ids: [one.id, other.id] })
    const error = await failureOf(dreams.find({ reference: 'abcdef' }))
    const found = await Promise.all(items.map(({ tail }) => dreams.find({ reference: tail })))

    expect(items.map(({ tail }) => tail)).toEqual(['0abcdef', '1abcdef'])
    expect(error.details).toEqual({ candidates: expect.arrayContaining([one.id, other.id]) as string[] })
    expect(found).toEqual([one, other])
  })

  test('what there is not is not found, whatever it looks like', async () => {
    const { dreams } = await openTestJournal()
    const references = [
      'last',
      'ffff',
      '2026-11-18',
      '2026-11-18.2',
      'yesterday',
      '0193c0de-0000-7000-8000-00000000ffff',
      '%',
    ]

    const errors = await Promise.all(references.map((reference) => failureOf(dreams.find({ reference }))))

    expect(errors.map(({ code }) => code)).toEqual(references.map(() => 'not_found'))
  })
})

describe('listing', () => {
  test('paging loses no dream and repeats none, of the same night, of a month, of no known night', async () => {
    const { dreams } = await openTestJournal()
    const nights = [
      '2026-11-18',
      'unknown',
      '2026-11-18',
      '2014-03',
      '2026-11-19',
      'unknown',
      '2014',
      '2026-11-18',
    ]
    for (const when of nights) await dreams.add({ text: 'A page', when })

    const listed: (string | null)[] = []
    const ids = new Set<string>()
    let cursor: string | undefined
    do {
      const page = await dreams.list({ limit: 2, cursor })
      for (const { id, night } of page.items) {
        listed.push(night)
        ids.add(id)
      }
      cursor = page.next ?? undefined
    } while (cursor !== undefined)

    expect(listed).toEqual([
      '2026-11-19',
      '2026-11-18',
      '2026-11-18',
      '2026-11-18',
      '2014-03',
      '2014',
      null,
      null,
    ])
    expect(ids.size).toBe(8)
  })

  test('since and until take both nights in, and a month or a year whole', async () => {
    const { dreams } = await openTestJournal()
    const nights = ['2026-11-18', 'unknown', '2014-03', '2026-11-19', '2014-03-31', '2014-04-01', '2014']
    for (const when of nights) await dreams.add({ text: 'A page', when })
    const listed = async (filter: object) => (await dreams.list({ filter })).items.map(({ night }) => night)

    expect(await listed({ since: '2026-11-18' })).toEqual(['2026-11-19', '2026-11-18'])
    expect(await listed({ until: '2014-03' })).toEqual(['2014-03-31', '2014-03', '2014'])
    expect(await listed({ since: '2014-03', until: '2014-03' })).toEqual(['2014-03-31', '2014-03'])
    expect(await listed({ until: '2026' })).toEqual(
      nights
        .toSorted()
        .toReversed()
        .filter((night) => night !== 'unknown'),
    )
  })

  test('every condition of a filter must hold, and what is not known matches none', async () => {
    const { dreams } = await openTestJournal()
    const calm = await dreams.add({ text: 'Calm', mood: 2, lucidity: 3, tags: ['Café'], nightmare: false })
    const wild = await dreams.add({
      text: 'Wild',
      mood: -2,
      lucidity: 5,
      tags: ['cafe', 'storm'],
      nightmare: true,
    })
    await dreams.add({ text: 'Unsaid' })
    const listed = async (filter: object) => (await dreams.list({ filter })).items.map(({ id }) => id)

    expect(await listed({ lucidity: { from: 3 } })).toEqual([wild.id, calm.id])
    expect(await listed({ lucidity: { from: 3, to: 4 }, mood: { from: 0 } })).toEqual([calm.id])
    expect(await listed({ tags: ['CAFÉ'], nightmare: true })).toEqual([wild.id])
    expect(await listed({ tags: ['cafe', 'storm'] })).toEqual([wild.id])
    expect(await listed({ tags: ['sun'] })).toEqual([])
  })

  test('a cursor that no list gave is refused', async () => {
    const { dreams } = await openTestJournal()

    expect((await failureOf(dreams.list({ cursor: 'onwards' }))).code).toBe('invalid_input')
  })
})

describe('changing', () => {
  test('each change keeps what was, newest first, and any of it can be brought back', async () => {
    const { dreams, clock } = await openTestJournal()
    const first = await dreams.add({ text: 'A heron', tags: ['bird'], mood: 1 })
    clock.pass({ hours: 1 })
    const second = await dreams.edit({ id: first.id, changes: { text: 'A crane', tags: [] } })
    clock.pass({ hours: 1 })
    await dreams.edit({ id: first.id, changes: { mood: null } })
    clock.pass({ hours: 1 })

    const reverted = await dreams.revert({ id: first.id, stamp: first.stamp })
    const { items } = await dreams.history({ id: first.id })

    expect(reverted).toEqual({
      ...first,
      revision: 4,
      stamp: expect.not.stringMatching(first.stamp),
      changedAt: '2026-11-20T10:30:00.000Z',
    })
    expect(items.map(({ kind, stamp, text, mood }) => ({ kind, stamp, text, mood }))).toEqual([
      { kind: 'was', stamp: expect.any(String), text: 'A crane', mood: null },
      { kind: 'was', stamp: second.stamp, text: 'A crane', mood: 1 },
      { kind: 'was', stamp: first.stamp, text: 'A heron', mood: 1 },
    ])
  })

  test('bringing back keeps the night, the time and the nap as they were', async () => {
    const { dreams } = await openTestJournal()
    const first = await dreams.add({
      text: 'An owl',
      dreamtAt: '2026-11-18T13:00:00.000Z',
      nap: true,
      zone: 'Asia/Kathmandu',
    })
    await dreams.edit({ id: first.id, changes: { when: '2026-11-10', nap: false, zone: 'Europe/Berlin' } })

    const { night, nightId, nap, dreamtAt, zone } = await dreams.revert({ id: first.id, stamp: first.stamp })

    expect({ night, nightId, nap, dreamtAt, zone }).toEqual({
      night: first.night,
      nightId: first.nightId,
      nap: true,
      dreamtAt: '2026-11-18T13:00:00.000Z',
      zone: 'Asia/Kathmandu',
    })
  })

  test('what changes nothing writes nothing', async () => {
    const { dreams, changes } = await openTestJournal()
    const dream = await dreams.add({ text: 'A heron', tags: ['Bird'] })

    const same = await dreams.edit({ id: dream.id, changes: { text: 'A heron', tags: ['bird'] } })

    expect(same).toEqual(dream)
    expect((await changes.list({})).items.map(({ operation }) => operation)).toEqual(['dreams.add'])
  })

  test.each([
    ['stars and letters of other planes', ['\u{1F30A}', '\u{20000}', 'ꙮ', 'ﷺ', 'zebra', '\uFFFD']],
    ['one tag in several spellings', ['Mère', 'mere', 'MERE']],
    ['blank edges', ['  sky ', 'sky', 'a   b']],
  ])('tags read back as they were given back: %s', async (_, tags) => {
    const { dreams } = await openTestJournal()

    const dream = await dreams.add({ text: 'A list', tags })

    expect(await dreams.get({ id: dream.id })).toEqual(dream)
  })

  test('the text is not emptied unless somebody says so', async () => {
    const { dreams } = await openTestJournal()
    const { id } = await dreams.add({ text: 'Not to be lost' })

    const error = await failureOf(dreams.edit({ id, changes: { text: ' \n' } }))
    const kept = await dreams.get({ id })
    const emptied = await dreams.edit({ id, changes: { text: '' }, allowBlank: true })

    expect({ code: error.code, hint: error.hint }).toEqual({
      code: 'refused',
      hint: expect.stringContaining('--yes'),
    })
    expect([kept.text, kept.revision, emptied.text]).toEqual(['Not to be lost', 1, ''])
    expect((await dreams.history({ id })).items.map(({ text }) => text)).toEqual(['Not to be lost'])
  })

  test('the reflection may go, and keeps out of the text', async () => {
    const { dreams } = await openTestJournal()
    const { id } = await dreams.add({ text: 'A heron', reflection: 'The pond of my aunt' })

    const dream = await dreams.edit({ id, changes: { reflection: null } })

    expect(dream).toMatchObject({ text: 'A heron', reflection: null, revision: 2 })
  })

  test('a time within a logged nap makes it a nap, and words about a nap do', async () => {
    const { dreams, sleep } = await openTestJournal()
    await sleep.add({ asleepAt: '2026-11-19T12:00:00.000Z', wokeAt: '2026-11-19T13:00:00.000Z', nap: true })
    const { id } = await dreams.add({ text: 'A heron', when: '2026-11-18' })

    const byTime = await dreams.edit({ id, changes: { dreamtAt: '2026-11-19T12:30:00.000Z' } })

    expect(byTime).toMatchObject({ night: '2026-11-19', nap: true })
  })

  test('saying the same night again does not lose the time it was dreamt at', async () => {
    const { dreams } = await openTestJournal()
    const { id } = await dreams.add({ text: 'A heron', dreamtAt: '2026-11-18T03:00:00.000Z' })

    const same = await dreams.edit({ id, changes: { night: '2026-11-18', mood: 1 } })

    expect(same.dreamtAt).toBe('2026-11-18T03:00:00.000Z')
  })
})

test('nothing is appended that would make a dream longer than one can be', async () => {
  const { dreams } = await openTestJournal()
  const { id } = await dreams.add({ text: 'x'.repeat(3_999_990) })

  const error = await failureOf(dreams.more({ id, text: 'And so it went on.' }))

  expect(error.code).toBe('invalid_input')
  expect((await dreams.get({ id })).revision).toBe(1)
})
