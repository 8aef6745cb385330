import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { newestVersion } from '../../../src/core/db/migrate.ts'
import { MIGRATIONS } from '../../../src/core/db/migrations/all.ts'
import { isAskedToClose, whileJournalIsClosed } from '../../../src/core/vault/journal-lock.ts'
import { journalFiles } from '../../../src/core/vault/places.ts'
import { rewriteJournal } from '../../../src/core/vault/replace.ts'
import { testFolder } from '../../support/folder.ts'
import { failureOf, openTestJournal } from '../../support/journal.ts'
import { LATER } from '../../support/migrations.ts'
import { startProgram } from '../../support/programs.ts'

test('what two programs were told is kept is there, however often the file is replaced meanwhile', async () => {
  const { folder, vault, dreams } = await openTestJournal()
  const writers = await Promise.all([startProgram(folder), startProgram(folder)])

  const writing = writers.map((writer, index) => writer.write(`Program ${index}, dream`))
  for (let times = 1; times <= 4; times++) {
    await until(() => writers.every(({ printed }) => printed.length >= times * 5))
    await vault.mend({})
  }
  for (const writer of writers) writer.stop()
  const acknowledged = (await Promise.all(writing)).flat()

  const kept = new Set(await idsOf(dreams))
  expect(acknowledged.length).toBeGreaterThanOrEqual(40)
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([])
})

test('a program that waits for the replacer goes on with the new file', async () => {
  const { folder, dreams } = await openTestJournal()
  const other = await startProgram(folder)

  await rewriteJournal(folder, (copy) => copy.exec("UPDATE dream SET text = ''"))
  const dream = await other.ask<{ id: string }>('dreams.add', { text: 'Written into the new file' })

  expect(await idsOf(dreams)).toEqual([dream.id])
})

test('the folder holds nothing but the journal after its file was replaced', async () => {
  const { folder, vault } = await openTestJournal()

  await vault.mend({})

  const { closing, db } = journalFiles(folder)
  expect([closing, `${db}.new`, `${db}.new-wal`].filter((path) => existsSync(path))).toEqual([])
})

test('a replacement that fails leaves the journal as it was, and no copy of it', async () => {
  const { folder, dreams, opened } = await openTestJournal()
  const dream = await dreams.add({ text: 'As it was' })

  const error = await failureOf(
    rewriteJournal(folder, () => {
      throw new Error('The rework went wrong')
    }),
  )

  expect(error.message).toBe('The rework went wrong')
  expect(readdirSync(folder).filter((name) => name.includes('.new'))).toEqual([])
  expect(await dreams.get({ id: dream.id })).toEqual(dream)
  expect(opened.state).toBe('open')
})

test('a request to close that a dead program left behind is ignored', async () => {
  const { folder, dreams } = await openTestJournal()
  const { closing } = journalFiles(folder)
  writeFileSync(closing, '999999')
  const before = [isAskedToClose(folder)]
  const longAgo = new Date(Date.now() - 120_000)
  utimesSync(closing, longAgo, longAgo)

  const after = isAskedToClose(folder)
  const dream = await dreams.add({ text: 'Nobody is waiting' })

  expect([...before, after]).toEqual([true, false])
  expect(await idsOf(dreams)).toEqual([dream.id])
})

test('a replacer waits so long and then says that another program keeps the journal open', async () => {
  const { folder } = await openTestJournal()
  const stubborn = new Database(journalFiles(folder).lock)
  onTestFinished(() => void stubborn.close())
  stubborn.exec('BEGIN; SELECT 1 FROM sqlite_schema')

  const error = await failureOf(whileJournalIsClosed(folder, () => 'replaced', { waitMs: 400 }))

  expect(error.toJSON()).toEqual({
    code: 'busy',
    message: 'Another program keeps the journal open',
    hint: expect.stringContaining('Close the other'),
  })
  expect(existsSync(journalFiles(folder).closing)).toBe(false)
})

test('a program that reads the file past the lock keeps it from being replaced', async () => {
  const { folder, vault, dreams } = await openTestJournal()
  const dream = await dreams.add({ text: 'Being read by something else' })
  const reader = new Database(journalFiles(folder).db)
  onTestFinished(() => void reader.close())
  reader.exec('BEGIN')
  reader.prepare('SELECT count(*) FROM dream').get()
  await dreams.edit({ id: dream.id, changes: { mood: 1 } })

  const error = await failureOf(vault.mend({}))
  reader.exec('COMMIT')

  expect(error.code).toBe('busy')
  expect((await dreams.get({ id: dream.id })).mood).toBe(1)
})

test('two programs that replace the file at once both do, one after the other', async () => {
  const { folder, vault, dreams } = await openTestJournal()
  const other = await startProgram(folder)
  const dream = await dreams.add({ text: 'Copied twice' })

  const done = await Promise.all([vault.mend({}), other.ask('vault.mend')])

  expect(done[0]).toEqual(done[1])
  expect(await dreams.get({ id: dream.id })).toEqual(dream)
})

test('a program whose journal was migrated under it stops with `newer`, in the midst of writing', async () => {
  const { folder, opened } = await openTestJournal()
  await opened.close()
  const old = await startProgram(folder)
  const writing = failureOf(old.write('Written by the old program'))
  await until(() => old.printed.length >= 3)

  const { dreams } = await openTestJournal({ folder, migrations: LATER })
  const error = await writing
  const states = [await old.ask('vault.state'), await failureOf(old.ask('dreams.list'))]

  expect(error).toMatchObject({ code: 'newer', details: { newest: newestVersion(MIGRATIONS), current: 990 } })
  expect(states).toEqual([
    { state: 'newer', version: 990, folder },
    expect.objectContaining({ code: 'newer', hint: expect.stringContaining('Update') }),
  ])
  const kept = new Set(await idsOf(dreams))
  expect(old.printed.filter((id) => !kept.has(id))).toEqual([])
})

test('opening the journal twice in one program keeps both locks when one is closed', async () => {
  const first = await openTestJournal()
  const second = await openTestJournal({ folder: first.folder })
  await second.opened.close()
  const other = new Database(journalFiles(first.folder).lock, { timeout: 0 })
  onTestFinished(() => void other.close())

  expect(() => other.exec('BEGIN EXCLUSIVE')).toThrow(/locked/)
})

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
}

async function idsOf(dreams: Awaited<ReturnType<typeof openTestJournal>>['dreams']): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const { items, next } = await dreams.list({ limit: 1000, cursor })
    ids.push(...items.map(({ id }) => id))
    cursor = next ?? undefined
  } while (cursor !== undefined)
  return ids
}

test.skipIf(process.platform === 'win32')(
  'only what is the journal’s is made the dreamer’s alone',
  async () => {
    const { folder, vault } = await openTestJournal()
    const { backups, db, drafts } = journalFiles(folder)
    const [beside, elsewhere, draft] = [
      join(folder, 'mine.sh'),
      join(testFolder(), 'tool'),
      join(drafts, 'x.md'),
    ]
    for (const path of [backups, drafts]) mkdirSync(path, { mode: 0o755 })
    for (const path of [beside, elsewhere, draft]) writeFileSync(path, '', { mode: 0o755 })
    symlinkSync(elsewhere, join(folder, 'link'))
    symlinkSync(elsewhere, join(backups, 'link'))
    chmodSync(db, 0o644)

    await vault.mend({})

    const modes = [folder, db, backups, draft, beside, elsewhere].map((path) => statSync(path).mode & 0o777)
    expect(modes).toEqual([0o700, 0o600, 0o700, 0o600, 0o755, 0o755])
  },
)
