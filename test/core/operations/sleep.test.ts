import { expect, test } from 'vitest'
import { failureOf, openTestJournal } from '../../support/journal.ts'

const NIGHT = { asleepAt: '2026-11-19T22:10:00.000Z', wokeAt: '2026-11-20T05:40:00.000Z' }

test('sleep that overlaps what is logged is a conflict that names it; what only touches it is not', async () => {
  const { sleep } = await openTestJournal()
  const logged = await sleep.add(NIGHT)

  const error = await failureOf(sleep.add({ ...NIGHT, asleepAt: '2026-11-20T05:00:00.000Z' }))
  const next = await sleep.add({ asleepAt: NIGHT.wokeAt, wokeAt: '2026-11-20T06:40:00.000Z' })

  expect({ code: error.code, details: error.details }).toEqual({
    code: 'conflict',
    details: { ids: [logged.id] },
  })
  expect((await sleep.list({})).items).toEqual([next, logged])
})

test.each([
  ['ends before it begins', { asleepAt: NIGHT.wokeAt, wokeAt: NIGHT.asleepAt }],
  ['takes no time', { asleepAt: NIGHT.wokeAt, wokeAt: NIGHT.wokeAt }],
  ['takes two days', { ...NIGHT, asleepAt: '2026-11-18T05:00:00.000Z' }],
  ['is yet to come', { asleepAt: '2027-11-19T22:10:00.000Z', wokeAt: '2027-11-20T05:40:00.000Z' }],
  ['is of no known zone', { ...NIGHT, zone: 'Middle/Earth' }],
  ['has a time that is none', { ...NIGHT, wokeAt: 'at dawn' }],
])('sleep that %s is bad input', async (_, asked) => {
  const { sleep } = await openTestJournal()

  expect((await failureOf(sleep.add(asked))).code).toBe('invalid_input')
})

test('sleep is listed newest first, where it touches the time that is asked', async () => {
  const { sleep } = await openTestJournal()
  const first = await sleep.add({ asleepAt: '2026-11-17T22:00:00.000Z', wokeAt: '2026-11-18T06:00:00.000Z' })
  const second = await sleep.add(NIGHT)

  expect((await sleep.list({})).items).toEqual([second, first])
  expect(
    (await sleep.list({ since: '2026-11-18T05:00:00.000Z', until: '2026-11-19T00:00:00.000Z' })).items,
  ).toEqual([first])
})

test('what is not in the log cannot be taken out of it', async () => {
  const { sleep } = await openTestJournal()

  expect((await failureOf(sleep.remove({ id: 'nothing' }))).code).toBe('not_found')
})

test('moments are taken as scripts write them, with an offset or without milliseconds', async () => {
  const { sleep } = await openTestJournal()

  const logged = await sleep.add({ asleepAt: '2026-11-19T23:10:00+01:00', wokeAt: '2026-11-20T05:40:00Z' })

  expect(logged).toMatchObject(NIGHT)
})
