import { expect, test } from 'vitest'
import { failureOf, openTestJournal } from '../../support/journal.ts'

async function openConflict() {
  const journal = await openTestJournal()
  const { dreams, clock } = journal
  const seen = await dreams.add({ text: 'A heron', tags: ['bird'] })
  clock.pass({ minutes: 1 })
  const present = await dreams.edit({ id: seen.id, revision: 1, changes: { text: 'A grey heron' } })
  clock.pass({ minutes: 1 })
  const late = () => dreams.edit({ id: seen.id, revision: 1, changes: { text: 'A white heron', mood: 3 } })
  const error = await failureOf(late())
  return { ...journal, id: seen.id, present, error, late }
}

test('the second one gets a conflict, and both texts are kept', async () => {
  const { dreams, id, present, error } = await openConflict()

  const { items } = await dreams.history({ id })

  expect(error.toJSON()).toEqual({
    code: 'conflict',
    message: 'This dream was changed since you opened it; both versions are kept',
    hint: expect.stringContaining('settle'),
    details: { id, saw: 1, now: 2, kept: items[0]?.stamp },
  })
  expect(await dreams.get({ id })).toEqual({ ...present, conflict: true })
  expect(items.map(({ kind, text, mood }) => ({ kind, text, mood }))).toEqual([
    { kind: 'conflict', text: 'A white heron', mood: 3 },
    { kind: 'was', text: 'A heron', mood: null },
  ])
  expect((await dreams.list({ filter: { conflict: true } })).items.map((dream) => dream.id)).toEqual([id])
})

test.each([
  ['present', 'A grey heron'],
  ['other', 'A white heron'],
] as const)('settling for the %s one keeps the other in the history', async (keep, text) => {
  const { dreams, id, vault } = await openConflict()

  const settled = await dreams.settle({ id, keep })
  const { items } = await dreams.history({ id })

  expect(settled).toMatchObject({ text, conflict: false })
  expect(await dreams.get({ id })).toEqual(settled)
  expect(items.map(({ kind }) => kind)).not.toContain('conflict')
  expect(new Set([settled.text, ...items.map((version) => version.text)])).toEqual(
    new Set(['A heron', 'A grey heron', 'A white heron']),
  )
  expect((await vault.doctor({})).well).toBe(true)
  expect((await failureOf(dreams.settle({ id, keep }))).code).toBe('conflict')
})

test('an editor that saves the same once more after it was settled is in conflict again', async () => {
  const { dreams, id, late } = await openConflict()
  await dreams.settle({ id, keep: 'present' })

  const again = await failureOf(late())
  const settled = await dreams.settle({ id, keep: 'other' })

  expect(again.code).toBe('conflict')
  expect(settled).toMatchObject({ text: 'A white heron', conflict: false })
})

test('undoing the conflict keeps the present version and asks nothing any more', async () => {
  const { dreams, changes, id, present } = await openConflict()

  await changes.undo({})

  expect(await dreams.get({ id })).toEqual(present)
})

test.each(['present', 'other'] as const)(
  'undoing a settlement for the %s one opens the conflict again',
  async (keep) => {
    const { dreams, changes, id } = await openConflict()
    await dreams.settle({ id, keep })

    await changes.undo({})
    const again = await dreams.settle({ id, keep: 'other' })

    expect(again).toMatchObject({ text: 'A white heron', conflict: false })
  },
)

test('an editor that saw the newest revision is not in conflict', async () => {
  const { dreams } = await openTestJournal()
  const { id } = await dreams.add({ text: 'A heron' })
  await dreams.edit({ id, revision: 1, changes: { mood: 1 } })

  const dream = await dreams.edit({ id, revision: 2, changes: { mood: 2 } })

  expect(dream).toMatchObject({ revision: 3, mood: 2, conflict: false })
})
