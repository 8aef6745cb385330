import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../src/contract/model/settings.ts'
import { failureOf, openTestJournal } from '../../support/journal.ts'

test('setting what is set already changes nothing', async () => {
  const { settings, changes } = await openTestJournal()
  await settings.set({ trashDays: 7 })

  await settings.set({ trashDays: 7 })

  expect((await changes.list({})).items.length).toBe(1)
})

test.each([
  [{ trashDays: 0 }, 'trashDays must be at least 1 day'],
  [{ trashDays: 1.5 }, 'trashDays must be a whole number'],
  [{ turnOfNight: '25:00' }, 'turnOfNight must be a time of day like 20:00'],
  [{ colour: 'blue' }, 'There is no colour in the input'],
])('%j is refused with a sentence', async (asked, sentence) => {
  const { settings } = await openTestJournal()

  const error = await failureOf(settings.set(asked as { trashDays: number }))

  expect([error.code, error.message]).toEqual(['invalid_input', sentence])
})

test('what a later program set is left alone', async () => {
  const { settings, folder, opened } = await openTestJournal()
  await settings.set({ trashDays: 7 })
  await opened.close()
  const file = new Database(join(folder, 'journal.db'))
  file.exec("INSERT INTO setting (name, value) VALUES ('moonPhase', '\"full\"')")
  file.close()
  const again = await openTestJournal({ folder })

  expect(await again.settings.list({})).toEqual({ ...DEFAULT_SETTINGS, trashDays: 7 })
})
