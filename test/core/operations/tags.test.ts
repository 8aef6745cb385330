import { expect, test } from 'vitest'
import { failureOf, openTestJournal } from '../../support/journal.ts'

test('tags are matched without case and accents, and kept as they were first written', async () => {
  const { dreams, tags } = await openTestJournal()
  await dreams.add({ text: 'A mother', tags: ['Mère'] })
  const other = await dreams.add({ text: 'Another', tags: ['MERE', 'sea'] })

  expect(other.tags).toEqual(['Mère', 'sea'])
  expect((await tags.list({})).items).toEqual([
    { name: 'Mère', dreams: 2 },
    { name: 'sea', dreams: 1 },
  ])
})

test('a tag nobody carries is no tag, and one in the trash is not counted', async () => {
  const { dreams, tags } = await openTestJournal()
  const one = await dreams.add({ text: 'A kite', tags: ['sky', 'wind'] })
  const two = await dreams.add({ text: 'A gull', tags: ['sky'] })

  await dreams.edit({ id: one.id, changes: { tags: ['sky'] } })
  await dreams.remove({ ids: [two.id] })

  expect((await tags.list({})).items).toEqual([{ name: 'sky', dreams: 1 }])
})

test('spelling a tag anew spells it anew everywhere', async () => {
  const { dreams, tags } = await openTestJournal()
  const { id } = await dreams.add({ text: 'A kite', tags: ['sky'] })

  const touched = await tags.rename({ from: 'SKY', to: '  Sky ' })

  expect(touched).toEqual({ name: 'Sky', dreams: 1 })
  expect((await dreams.get({ id })).tags).toEqual(['Sky'])
  expect((await dreams.history({ id })).items.map((version) => version.tags)).toEqual([['sky']])
})

test('a name that is taken is a conflict: making two one is a merge', async () => {
  const { dreams, tags } = await openTestJournal()
  await dreams.add({ text: 'A kite', tags: ['sky', 'air'] })

  const error = await failureOf(tags.rename({ from: 'sky', to: 'AIR' }))

  expect({ code: error.code, hint: error.hint }).toEqual({
    code: 'conflict',
    hint: expect.stringContaining('merge'),
  })
})

test('a merge touches only what it changes, and counts that, for a rehearsal too', async () => {
  const { dreams, tags, changes } = await openTestJournal()
  const already = await dreams.add({ text: 'A kite', tags: ['Sky'] })
  const both = await dreams.add({ text: 'A gull', tags: ['Sky', 'heaven'] })
  const before = (await changes.list({})).items.length

  const rehearsed = await tags.merge({ from: ['Sky', 'heaven'], to: 'Sky', dryRun: true })
  const between = (await changes.list({})).items.length
  const touched = await tags.merge({ from: ['Sky', 'heaven'], to: 'Sky' })

  expect([rehearsed, touched]).toEqual([
    { name: 'Sky', dreams: 1 },
    { name: 'Sky', dreams: 1 },
  ])
  expect(between).toBe(before)
  expect(await dreams.get({ id: already.id })).toEqual(already)
  expect((await dreams.get({ id: both.id })).tags).toEqual(['Sky'])
})

test('a merge leaves a conflict between two editors as it is, and so does its undo', async () => {
  const { dreams, tags, changes } = await openTestJournal()
  const { id } = await dreams.add({ text: 'A kite', tags: ['Sky'] })
  await dreams.add({ text: 'A gull', tags: ['heaven'] })
  await dreams.edit({ id, changes: { text: 'A red kite' } })
  await failureOf(dreams.edit({ id, revision: 1, changes: { text: 'A blue kite' } }))

  await tags.merge({ from: ['sky', 'heaven'], to: 'Sky' })
  await changes.undo({})

  expect((await dreams.get({ id })).conflict).toBe(true)
})

test('removing a tag takes it off every dream and says of how many', async () => {
  const { dreams, tags } = await openTestJournal()
  const { id } = await dreams.add({ text: 'A kite', tags: ['sky', 'red'] })

  const touched = await tags.remove({ name: 'SKY' })

  expect(touched).toEqual({ name: 'SKY', dreams: 1 })
  expect((await dreams.get({ id })).tags).toEqual(['red'])
})

test('a tag nobody carries cannot be renamed, merged or removed', async () => {
  const { tags } = await openTestJournal()

  const errors = [
    await failureOf(tags.rename({ from: 'sky', to: 'air' })),
    await failureOf(tags.merge({ from: ['sky'], to: 'air' })),
    await failureOf(tags.merge({ from: [], to: 'air' })),
    await failureOf(tags.remove({ name: 'sky' })),
  ]

  expect(errors.map(({ code }) => code)).toEqual(['not_found', 'not_found', 'not_found', 'not_found'])
})
