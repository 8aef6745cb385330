import { expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../src/contract/model/settings.ts'
import { failureOf, openTestJournal } from '../../support/journal.ts'
import { startProgram } from '../../support/programs.ts'
import { imported, openTraveller } from './transfer-support.ts'

test('each undo takes back one change more', async () => {
  const { dreams, changes } = await openTestJournal()
  const first = await dreams.add({ text: 'A key' })
  await dreams.edit({ id: first.id, changes: { text: 'A lock' } })
  await dreams.edit({ id: first.id, changes: { mood: 2 } })

  const texts: unknown[] = []
  for (let times = 0; times < 2; times++) {
    await changes.undo({})
    const { text, mood } = await dreams.get({ id: first.id })
    texts.push([text, mood])
  }
  await changes.undo({})

  expect(texts).toEqual([
    ['A lock', null],
    ['A key', null],
  ])
  expect((await failureOf(dreams.get({ id: first.id }))).code).toBe('not_found')
  expect((await failureOf(changes.undo({}))).code).toBe('not_found')
})

test('another program takes back what this one did, and sees who did it', async () => {
  const { dreams, changes, folder } = await openTestJournal()
  const { id } = await dreams.add({ text: 'A key' })
  const other = await startProgram(folder)

  const { undone } = await other.ask<{ undone: { program: string } }>('changes.undo')

  expect(undone.program).toBe('a test')
  expect((await failureOf(dreams.get({ id }))).code).toBe('not_found')
  expect(
    (await changes.list({})).items.map(({ operation, program, undone: taken }) => [
      operation,
      program,
      taken,
    ]),
  ).toEqual([
    ['changes.undo', 'another program', false],
    ['dreams.add', 'a test', true],
  ])
})

test('what changed since is a conflict that names the later change', async () => {
  const { dreams, changes } = await openTestJournal()
  const { id } = await dreams.add({ text: 'A key' })
  await dreams.edit({ id, changes: { text: 'A lock' } })
  const [later, first] = (await changes.list({})).items

  const error = await failureOf(changes.undo({ id: first?.id }))

  expect(error.toJSON()).toEqual({
    code: 'conflict',
    message: 'What this touched was changed again since',
    hint: expect.stringContaining('later change'),
    details: { id: first?.id, later: [later?.id] },
  })
  expect((await dreams.get({ id })).text).toBe('A lock')
})

test('what was changed and taken back does not stand in the way', async () => {
  const { dreams, changes } = await openTestJournal()
  const { id } = await dreams.add({ text: 'A key' })
  const [first] = (await changes.list({})).items
  await dreams.edit({ id, changes: { text: 'A lock' } })
  await changes.undo({})

  await changes.undo({ id: first?.id })

  expect((await failureOf(dreams.get({ id }))).code).toBe('not_found')
})

test('the same change is not taken back twice', async () => {
  const { dreams, changes } = await openTestJournal()
  await dreams.add({ text: 'A key' })
  const [{ id } = { id: '' }] = (await changes.list({})).items
  await changes.undo({ id })

  expect((await failureOf(changes.undo({ id }))).code).toBe('conflict')
  expect((await failureOf(changes.undo({ id: 'no such change' }))).code).toBe('not_found')
})

test('an undo can itself be undone, and that too, with nothing lost on the way', async () => {
  const { dreams, changes } = await openTestJournal()
  const { id } = await dreams.add({ text: 'A key', tags: ['metal'] })
  const before = await dreams.edit({ id, changes: { reflection: 'My grandfather’s', mood: -1 } })
  const history = await dreams.history({ id })
  await changes.undo({})
  await changes.undo({})
  const undos = (await changes.list({})).items.filter(({ operation }) => operation === 'changes.undo')

  for (const undo of undos) await changes.undo({ id: undo.id })

  const { revision, stamp, changedAt, ...content } = await dreams.get({ id })
  const { revision: _, stamp: __, changedAt: ___, ...expected } = before
  expect(content).toEqual(expected)
  expect((await dreams.history({ id })).items).toEqual(expect.arrayContaining(history.items))
  expect({ revision, stamp, changedAt }).toEqual({
    revision: 4,
    stamp: expect.any(String),
    changedAt: expect.any(String),
  })
  expect((await changes.list({})).items.map(({ operation, undone }) => [operation, undone])).toEqual([
    ['changes.undo', false],
    ['changes.undo', false],
    ['changes.undo', true],
    ['changes.undo', true],
    ['dreams.edit', false],
    ['dreams.add', false],
  ])
})

test('one bulk edit is one undo, spelling and all', async () => {
  const { dreams, tags, changes } = await openTestJournal()
  const written = [
    await dreams.add({ text: 'A kite', tags: ['Sky', 'play'] }),
    await dreams.add({ text: 'A cloud', tags: ['heaven'] }),
    await dreams.add({ text: 'A stone', tags: ['ground'] }),
  ]
  await tags.merge({ from: ['sky', 'heaven', 'ground'], to: 'SKY' })
  const merged = (await tags.list({})).items

  await changes.undo({})

  expect(merged).toEqual([
    { name: 'SKY', dreams: 3 },
    { name: 'play', dreams: 1 },
  ])
  const kept = await Promise.all(written.map(({ id }) => dreams.get({ id })))
  expect(kept.map((dream) => dream.tags)).toEqual(written.map((dream) => dream.tags))
})

test('undo of the trash brings a dream back, and of bringing back puts it there again', async () => {
  const { dreams, changes } = await openTestJournal()
  const dream = await dreams.add({ text: 'A key' })
  await dreams.remove({ ids: [dream.id] })

  await changes.undo({})
  const back = await dreams.get({ id: dream.id })
  const [undo] = (await changes.list({})).items
  await changes.undo({ id: undo?.id })

  expect(back.deletedAt).toBe(null)
  expect((await dreams.get({ id: dream.id })).deletedAt).toBe('2026-11-20T07:30:00.000Z')
})

test('settings, sleep and nights go back as dreams do', async () => {
  const { settings, sleep, nights, changes } = await openTestJournal()
  const logged = await sleep.add({ asleepAt: '2026-11-19T22:10:00.000Z', wokeAt: '2026-11-20T05:40:00.000Z' })
  await settings.set({ trashDays: 7 })
  await settings.set({ trashDays: 14, turnOfNight: '18:00' })
  await nights.noRecall({ when: '2026-11-18' })
  await sleep.remove({ id: logged.id })

  await changes.undo({})
  const backInLog = await sleep.list({})
  await changes.undo({})
  const noNights = await nights.list({})
  await changes.undo({})
  const sevenDays = await settings.list({})
  await changes.undo({})
  await changes.undo({})

  expect([backInLog, noNights, sevenDays, await settings.list({}), await sleep.list({})]).toEqual([
    { items: [logged] },
    { items: [] },
    { ...DEFAULT_SETTINGS, trashDays: 7 },
    DEFAULT_SETTINGS,
    { items: [] },
  ])
})

test('what is older than a month cannot be taken back any more', async () => {
  const { dreams, changes, clock } = await openTestJournal()
  const { id } = await dreams.add({ text: 'A key' })
  const [first] = (await changes.list({})).items
  clock.pass({ days: 31 })
  await dreams.add({ text: 'A lock' })

  expect((await changes.list({})).items.map(({ operation }) => operation)).toEqual(['dreams.add'])
  expect((await failureOf(changes.undo({ id: first?.id }))).code).toBe('not_found')
  expect((await dreams.get({ id })).text).toBe('A key')
})

test('a command that fails leaves no change behind', async () => {
  const { dreams, changes } = await openTestJournal()
  const { id } = await dreams.add({ text: 'A key' })

  await failureOf(dreams.remove({ ids: [id, '0193c0de-0000-7000-8000-00000000ffff'] }))

  expect((await dreams.get({ id })).deletedAt).toBe(null)
  expect((await changes.list({})).items.map(({ operation }) => operation)).toEqual(['dreams.add'])
})

test('undo of an import that put another side beside a conflict leaves the conflict open', async () => {
  const journal = await openTraveller()
  const { dreams, changes } = journal
  const { id } = await dreams.add({ text: 'A key' })
  await dreams.edit({ id, changes: { text: 'A lock' } })
  await failureOf(dreams.edit({ id, changes: { text: 'A door' }, revision: 1 }))
  await imported(journal, `${JSON.stringify({ id, text: 'A gate' })}\n`)

  await changes.undo({})

  const { items } = await dreams.history({ id })
  expect((await dreams.get({ id })).conflict).toBe(true)
  expect(items.filter(({ kind }) => kind === 'conflict').map(({ text }) => text)).toEqual(['A door'])
})

test('what was done more than a month ago is forgotten, however much it was', async () => {
  const { dreams, changes, clock } = await openTestJournal()
  const { id } = await dreams.add({ text: 'A key' })
  for (let times = 1; times <= 12; times++) {
    await dreams.edit({ id, changes: { text: `A key turned ${times} times` } })
  }

  clock.pass({ days: 31 })
  await dreams.add({ text: 'A lock' })

  expect((await changes.list({})).items.map(({ operation }) => operation)).toEqual(['dreams.add'])
})
