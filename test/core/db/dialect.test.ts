import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { kyselyOver } from '../../../src/core/db/dialect.ts'
import { translateFailure } from '../../../src/core/db/failures.ts'
import { createFile, openFile } from '../../../src/core/db/open.ts'
import { testFolder } from '../../support/folder.ts'

function openFull() {
  const path = join(testFolder(), 'small.db')
  const file = createFile(path)
  onTestFinished(() => void file.close())
  file.exec('CREATE TABLE setting (seq INTEGER PRIMARY KEY, name TEXT, value TEXT)')
  return { path, file, kysely: kyselyOver(file, 'immediate') }
}

test('a full disk says so, and what comes after it works', async () => {
  const { file, kysely } = openFull()
  const fill = (value: string) =>
    kysely.transaction().execute((db) => db.insertInto('setting').values({ name: 'size', value }).execute())
  file.pragma('max_page_count = 3')

  const error = await fill('x'.repeat(100_000)).catch(translateFailure)
  file.pragma('max_page_count = 1000')
  await fill('small')

  expect(error).toMatchObject({ code: 'disk_full' })
  expect(await kysely.selectFrom('setting').select('value').execute()).toEqual([{ value: 'small' }])
})

test('a transaction that reads before it writes does not lose to one that wrote in between', async () => {
  const { path, kysely } = openFull()
  const other = openFile(path)
  onTestFinished(() => void other.close())
  other.pragma('busy_timeout = 0')

  const outcome = await kysely.transaction().execute(async (db) => {
    await db.selectFrom('setting').select('name').execute()
    const busy = attempt(() => other.exec("INSERT INTO setting (name, value) VALUES ('theirs', '1')"))
    await db.insertInto('setting').values({ name: 'mine', value: '1' }).execute()
    return busy
  })
  other.exec("INSERT INTO setting (name, value) VALUES ('theirs', '2')")

  expect(outcome).toBe('SQLITE_BUSY')
  expect(await kysely.selectFrom('setting').select(['name', 'value']).execute()).toEqual([
    { name: 'mine', value: '1' },
    { name: 'theirs', value: '2' },
  ])
})

test('transactions asked for at once follow each other', async () => {
  const { kysely } = openFull()
  const add = (name: string) =>
    kysely.transaction().execute(async (db) => {
      const { length } = await db.selectFrom('setting').select('name').execute()
      await db
        .insertInto('setting')
        .values({ name, value: String(length) })
        .execute()
    })

  await Promise.all(['a', 'b', 'c', 'd'].map(add))

  expect(await kysely.selectFrom('setting').select('value').execute()).toEqual(
    ['0', '1', '2', '3'].map((value) => ({ value })),
  )
})

function attempt(deed: () => void): string {
  try {
    deed()
    return 'done'
  } catch (error) {
    return (error as { code: string }).code
  }
}
