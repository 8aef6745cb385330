import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { failureOf, openTestJournal } from '../../support/journal.ts'
import { exported, imported, openTraveller } from './transfer-support.ts'

test('what is in the trash is listed there alone, last in first, and comes back as it was', async () => {
  const { dreams, clock } = await openTestJournal()
  const one = await dreams.add({ text: 'A comb' })
  const two = await dreams.add({ text: 'A ladder' })
  await dreams.remove({ ids: [two.id] })
  clock.pass({ hours: 1 })
  await dreams.remove({ ids: [one.id] })

  const first = await dreams.list({ trash: true, limit: 1 })
  const second = await dreams.list({ trash: true, limit: 1, cursor: first.next ?? '' })
  const listed = await dreams.list({})
  const { items } = await dreams.restore({ ids: [two.id] })

  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual([one.id, two.id])
  expect(listed.items).toEqual([])
  expect(items).toEqual([
    { ...two, revision: 3, stamp: expect.any(String), changedAt: '2026-11-20T08:30:00.000Z' },
  ])
})

test('taking out a dream twice, or one that is not there, harms nothing', async () => {
  const { dreams } = await openTestJournal()
  const { id } = await dreams.add({ text: 'A comb' })
  const absent = '0193c0de-0000-7000-8000-00000000ffff'

  await dreams.remove({ ids: [id, id] })
  await dreams.remove({ ids: [id] })
  const errors = [
    await failureOf(dreams.remove({ ids: [absent] })),
    await failureOf(dreams.restore({ ids: [absent] })),
  ]

  expect((await dreams.get({ id })).revision).toBe(2)
  expect(errors.map(({ code }) => code)).toEqual(['not_found', 'not_found'])
})

test('a dream that is not in the trash is not restored', async () => {
  const { dreams } = await openTestJournal()
  const { id } = await dreams.add({ text: 'A comb' })

  expect((await failureOf(dreams.restore({ ids: [id] }))).code).toBe('not_found')
})

test('what has lain in the trash longer than the dreamer set goes for good with the next dream', async () => {
  const { dreams, settings, clock } = await openTestJournal()
  await settings.set({ trashDays: 7 })
  const old = await dreams.add({ text: 'A comb' })
  await dreams.remove({ ids: [old.id] })
  clock.pass({ days: 6 })
  const young = await dreams.add({ text: 'A ladder' })
  await dreams.remove({ ids: [young.id] })
  const before = (await dreams.list({ trash: true })).items.map(({ id }) => id)
  clock.pass({ days: 2 })

  await dreams.add({ text: 'A lantern' })

  expect(before).toEqual([young.id, old.id])
  expect((await dreams.list({ trash: true })).items.map(({ id }) => id)).toEqual([young.id])
  expect((await failureOf(dreams.get({ id: old.id }))).code).toBe('not_found')
})

test('a dream that swept the trash on its way in can be taken back', async () => {
  const { dreams, changes, clock } = await openTestJournal()
  const old = await dreams.add({ text: 'A comb' })
  await dreams.remove({ ids: [old.id] })
  clock.pass({ days: 31 })
  const { id } = await dreams.add({ text: 'A lantern' })

  await changes.undo({})

  expect((await failureOf(dreams.get({ id }))).code).toBe('not_found')
  expect((await failureOf(dreams.get({ id: old.id }))).code).toBe('not_found')
})

test.each(['--forever', 'the emptied trash', 'the sweep', 'another version beside it'])(
  'the words of what was taken out for good are in no table: %s',
  async (how) => {
    const { dreams, changes, clock, folder } = await openTestJournal()
    const word = 'quincunx'
    const { id } = await dreams.add({ text: `The ${word} grew`, reflection: word, title: word, tags: [word] })
    await dreams.edit({ id, changes: { text: `The ${word} grew and grew` } })
    await changes.undo({})
    await dreams.edit({ id, revision: 3, changes: { text: `One ${word}` } })
    if (how === 'another version beside it')
      await failureOf(dreams.edit({ id, revision: 1, changes: { text: `Another ${word}` } }))

    if (how === '--forever' || how === 'another version beside it')
      await dreams.remove({ ids: [id], forever: true })
    else await dreams.remove({ ids: [id] })
    if (how === 'the emptied trash') await dreams.emptyTrash({})
    if (how === 'the sweep') {
      clock.pass({ days: 31 })
      await dreams.add({ text: 'A lantern' })
    }

    const file = new Database(join(folder, 'journal.db'), { readonly: true })
    onTestFinished(() => void file.close())
    const tables = file
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .pluck()
      .all() as string[]
    const found = tables.filter((table) =>
      file
        .prepare(`SELECT * FROM "${table}"`)
        .all()
        .some((row) => JSON.stringify(row).includes(word)),
    )
    expect(found).toEqual([])
  },
)

test('what was taken out for good does not come back by undo, and does not stand in the way of older changes', async () => {
  const { dreams, tags, changes } = await openTestJournal()
  const gone = await dreams.add({ text: 'A comb', tags: ['hair'] })
  const kept = await dreams.add({ text: 'A ribbon', tags: ['hair'] })
  await tags.rename({ from: 'hair', to: 'locks' })
  const [rename] = (await changes.list({})).items
  await dreams.remove({ ids: [gone.id], forever: true })

  const error = await failureOf(changes.undo({}))
  await changes.undo({ id: rename?.id })

  expect(error.toJSON()).toEqual({
    code: 'refused',
    message: 'What was taken out for good does not come back',
    hint: expect.stringContaining('undo --list'),
    details: { id: expect.any(String) },
  })
  expect((await dreams.get({ id: kept.id })).tags).toEqual(['hair'])
})

test('several hundred expired dreams go a part at a time, and all in the end', async () => {
  const { dreams, clock } = await openTestJournal()
  const ids: string[] = []
  for (let n = 0; n < 450; n++) ids.push((await dreams.add({ text: `Comb ${n}` })).id)
  await dreams.remove({ ids })
  clock.pass({ days: 31 })

  const left: number[] = []
  for (let n = 0; n < 3; n++) {
    await dreams.add({ text: `Lantern ${n}` })
    left.push((await dreams.list({ trash: true, limit: 1000 })).items.length)
  }

  expect(left).toEqual([250, 50, 0])
})

test('what was taken back here and out for good elsewhere leaves no words here', async () => {
  const [here, there] = [await openTraveller('a'), await openTraveller('b')]
  const { id } = await here.dreams.add({ text: 'A velvet staircase' })
  await imported(there, await exported(here))
  await here.changes.undo({})
  await there.dreams.remove({ ids: [id], forever: true })

  await imported(here, await exported(there))

  const file = new Database(join(here.folder, 'journal.db'), { readonly: true })
  onTestFinished(() => void file.close())
  const kept = file.prepare('SELECT before FROM change WHERE kind = ? ORDER BY seq').pluck().all('dream')
  expect(kept).toEqual(['gone', 'gone', 'never'])
})
