import { expect, test } from 'vitest'
import { createClock } from '../../support/clock.ts'
import { failureOf, openTestJournal } from '../../support/journal.ts'
import { exported, imported, openTraveller } from './transfer-support.ts'

test.each([
  ['written at 23:40', '2026-11-19T22:40:00.000Z', '2026-11-20'],
  ['written at 01:30', '2026-11-20T00:30:00.000Z', '2026-11-20'],
  ['written at 11:00', '2026-11-20T10:00:00.000Z', '2026-11-20'],
  ['written at 19:00', '2026-11-20T18:00:00.000Z', '2026-11-20'],
])('a dream %s belongs to the night that ends when it should', async (_, at, night) => {
  const { dreams } = await openTestJournal({ clock: createClock(at) })

  const dream = await dreams.add({ text: 'A lamp' })

  expect({ night: dream.night, nightId: dream.nightId, nap: dream.nap, dreamtAt: dream.dreamtAt }).toEqual({
    night,
    nightId: night,
    nap: false,
    dreamtAt: null,
  })
})

test('the turn of night is the dreamer’s to set', async () => {
  const { dreams, settings } = await openTestJournal({ clock: createClock('2026-11-20T18:00:00.000Z') })
  await settings.set({ turnOfNight: '18:00' })

  expect((await dreams.add({ text: 'A lamp' })).night).toBe('2026-11-21')
})

test('who sleeps by day has the night of that day', async () => {
  const { dreams, sleep } = await openTestJournal({ clock: createClock('2026-11-20T21:30:00.000Z') })
  await sleep.add({ asleepAt: '2026-11-20T08:00:00.000Z', wokeAt: '2026-11-20T15:00:00.000Z' })

  expect(await dreams.add({ text: 'A lamp' })).toMatchObject({ night: '2026-11-20', nap: false })
})

test('a dream of a logged nap is of that day but not of its night', async () => {
  const { dreams, sleep, nights } = await openTestJournal({ clock: createClock('2026-11-20T14:00:00.000Z') })
  await sleep.add({ asleepAt: '2026-11-19T22:00:00.000Z', wokeAt: '2026-11-20T06:00:00.000Z' })
  await sleep.add({ asleepAt: '2026-11-20T12:30:00.000Z', wokeAt: '2026-11-20T13:10:00.000Z', nap: true })

  const dream = await dreams.add({ text: 'A lamp' })
  const night = await nights.noRecall({ when: '2026-11-20' })

  expect(dream).toMatchObject({ night: '2026-11-20', nap: true })
  expect(night).toMatchObject({ id: '2026-11-20', noRecall: true })
})

test('flying east over the date line makes two nights of one date', async () => {
  const clock = createClock('2026-11-19T18:00:00.000Z')
  const { dreams, nights } = await openTestJournal({ clock })
  const tokyo = await dreams.add({
    text: 'Before the flight',
    dreamtAt: '2026-11-19T18:00:00.000Z',
    zone: 'Asia/Tokyo',
  })
  clock.set('2026-11-20T15:00:00.000Z')
  const honolulu = await dreams.add({
    text: 'After it',
    dreamtAt: '2026-11-20T14:00:00.000Z',
    zone: 'Pacific/Honolulu',
  })
  const again = await dreams.add({
    text: 'And more',
    dreamtAt: '2026-11-20T14:30:00.000Z',
    zone: 'Pacific/Honolulu',
  })

  const error = await failureOf(nights.noRecall({ when: '2026-11-20', zone: 'Pacific/Honolulu' }))

  expect([tokyo, honolulu, again].map(({ night, nightId }) => [night, nightId])).toEqual([
    ['2026-11-20', '2026-11-20'],
    ['2026-11-20', '2026-11-20.2'],
    ['2026-11-20', '2026-11-20.2'],
  ])
  expect(error).toMatchObject({ code: 'conflict', details: { nightId: '2026-11-20.2' } })
  expect(
    (await dreams.find({ reference: '2026-11-20' }).catch((failed: unknown) => failed)) as object,
  ).toMatchObject({
    code: 'invalid_input',
  })
})

test('what is not known to the day has no night of its own', async () => {
  const { dreams, nights } = await openTestJournal()

  const written = [
    await dreams.add({ text: 'A lamp', when: '2014-03' }),
    await dreams.add({ text: 'A lamp', when: '2014' }),
    await dreams.add({ text: 'A lamp', when: 'unknown' }),
    await dreams.add({ text: 'A lamp', night: null }),
  ]
  const error = await failureOf(nights.noRecall({ when: '2014-03' }))

  expect(written.map(({ night, nightId }) => [night, nightId])).toEqual([
    ['2014-03', null],
    ['2014', null],
    [null, null],
    [null, null],
  ])
  expect(error.code).toBe('invalid_input')
})

test('what is not understood, or has not come yet, is bad input with a hint', async () => {
  const { dreams, nights } = await openTestJournal()

  const errors = [
    await failureOf(dreams.add({ text: 'A lamp', when: 'when the cows come home' })),
    await failureOf(dreams.add({ text: 'A lamp', when: '2031-01-01' })),
    await failureOf(nights.understand({ when: 'colourless green' })),
  ]

  expect(errors.map(({ code, hint }) => [code, typeof hint])).toEqual(
    errors.map(() => ['invalid_input', 'string']),
  )
  expect((await dreams.list({})).items).toEqual([])
})

test('a dream written later takes "no recall" back, and undo of it brings that again', async () => {
  const { dreams, nights, changes } = await openTestJournal()
  const silent = await nights.noRecall({ when: '2026-11-18' })
  await dreams.add({ text: 'It came back to me', when: '2026-11-18' })
  const after = await nights.list({})

  await changes.undo({})

  expect(after.items).toEqual([{ ...silent, noRecall: false }])
  expect((await nights.list({})).items).toEqual([silent])
})

test('a nap, a dream in the trash and a dream of the month leave "no recall" as it is', async () => {
  const { dreams, nights } = await openTestJournal()
  const silent = await nights.noRecall({ when: '2026-11-18' })

  await dreams.add({ text: 'A nap', night: '2026-11-18', nap: true })
  await dreams.add({ text: 'Of that month', when: '2026-11' })

  expect((await nights.list({})).items).toEqual([silent])
})

test.each(['restored', 'undone', 'moved there', 'no nap any more'])(
  'a dream that comes to a night without recall takes it back: %s',
  async (how) => {
    const { dreams, nights, changes } = await openTestJournal()
    const elsewhere = how === 'moved there' ? '2026-11-10' : '2026-11-18'
    const { id } = await dreams.add({ text: 'A lamp', night: elsewhere, nap: how === 'no nap any more' })
    if (how === 'restored' || how === 'undone') await dreams.remove({ ids: [id] })
    const [last] = (await changes.list({})).items
    await nights.noRecall({ when: '2026-11-18' })

    if (how === 'restored') await dreams.restore({ ids: [id] })
    if (how === 'undone') await changes.undo({ id: last?.id })
    if (how === 'moved there') await dreams.edit({ id, changes: { when: '2026-11-18' } })
    if (how === 'no nap any more') await dreams.edit({ id, changes: { nap: false } })

    expect((await nights.list({})).items.map(({ noRecall }) => noRecall)).toEqual([false])
  },
)

test('saying "no recall" of a night that has a dream is a conflict; saying it twice changes nothing', async () => {
  const { dreams, nights, changes, clock } = await openTestJournal()
  await dreams.add({ text: 'A lamp', when: '2026-11-18' })

  const error = await failureOf(nights.noRecall({ when: '2026-11-18' }))
  const first = await nights.noRecall({ when: '2026-11-17' })
  clock.pass({ hours: 1 })
  const second = await nights.noRecall({ when: '2026-11-17' })

  expect(error.code).toBe('conflict')
  expect(second).toEqual(first)
  expect((await changes.list({})).items.length).toBe(2)
})

test('nights are listed newest first, from and to the night that is asked, both included', async () => {
  const { nights } = await openTestJournal()
  for (const when of ['2026-11-15', '2026-11-17', '2026-11-16']) await nights.noRecall({ when })
  const listed = async (range: object) => (await nights.list(range)).items.map(({ id }) => id)

  expect(await listed({})).toEqual(['2026-11-17', '2026-11-16', '2026-11-15'])
  expect(await listed({ since: '2026-11-16', until: '2026-11-16' })).toEqual(['2026-11-16'])
  expect(await listed({ until: '2026-11' })).toEqual(['2026-11-17', '2026-11-16', '2026-11-15'])
})

test('a dream of a zone that is not known here stands in nobody’s way', async () => {
  const [there, here] = [await openTraveller('a'), await openTraveller('b')]
  const { id } = await there.dreams.add({ text: 'From afar', night: '2026-11-20' })
  await imported(here, (await exported(there)).replaceAll('Europe/Berlin', 'Mars/Olympus'))

  const beside = await here.dreams.add({ text: 'Of the same date', night: '2026-11-20' })
  const moved = await here.dreams.edit({ id, changes: { when: '2026-11-19' } })

  expect([beside.nightId, moved.night, moved.zone]).toEqual(['2026-11-20', '2026-11-19', 'Mars/Olympus'])
})
