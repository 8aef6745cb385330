import {
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { migrate, newestVersion, versionOf } from '../../../src/core/db/migrate.ts'
import { MIGRATIONS } from '../../../src/core/db/migrations/all.ts'
import { createFile } from '../../../src/core/db/open.ts'
import { journalFiles } from '../../../src/core/vault/places.ts'
import { testFolder } from '../../support/folder.ts'
import { failureOf, openTestJournal, type TestJournal } from '../../support/journal.ts'
import { LATER } from '../../support/migrations.ts'
import { readThrough, readyToRead } from '../../support/readings.ts'
import { dumpSchema } from '../../support/schema.ts'

const KEPT = join(import.meta.dirname, '../../fixtures/journals')
const NEWEST = newestVersion(MIGRATIONS)
const VERSIONS = MIGRATIONS.map(({ version }) => version).filter((version) => version >= 30) // the first that was released

/** A journal of each version is kept, and opened by every build. `npm run schema` writes that of the newest. */
describe.each(VERSIONS)('a journal of version %i', (version) => {
  test('opens, with all that was in it', async () => {
    const kept = join(KEPT, `version-${version}.db`)
    if (version === NEWEST && process.env['UPDATE_SCHEMA'] === '1') await writeKept(kept)
    const folder = join(testFolder(), 'journal')
    mkdirSync(folder, { mode: 0o700 })
    copyFileSync(kept, journalFiles(folder).db)

    const journal = await openTestJournal({ folder })

    expect(journal.opened.state).toBe('open')
    // Later versions may say more of it.
    expect(await allOf(journal)).toMatchObject(JSON.parse(readFileSync(kept.replace('.db', '.json'), 'utf8')))
  })

  test('has the tables of a new one after it was opened', async () => {
    const folder = join(testFolder(), 'journal')
    mkdirSync(folder, { mode: 0o700 })
    copyFileSync(join(KEPT, `version-${version}.db`), journalFiles(folder).db)
    const { opened } = await openTestJournal({ folder })
    await opened.close()
    const fresh = createFile(join(testFolder(), 'fresh.db'))
    const old = new Database(journalFiles(folder).db)
    onTestFinished(() => void [fresh.close(), old.close()])
    migrate(fresh, MIGRATIONS)

    expect(dumpSchema(old)).toBe(dumpSchema(fresh))
  })
})

test('every journal that is kept is opened by these tests', () => {
  expect(
    globSync('*.db', { cwd: KEPT })
      .map((name) => basename(name))
      .toSorted(),
  ).toEqual(VERSIONS.map((version) => `version-${version}.db`))
})

test('a copy of the file as it was is kept before it is migrated', async () => {
  const { folder, dreams, opened } = await openTestJournal()
  const dream = await dreams.add({ text: 'Written before the move' })
  await opened.close()

  const later = await openTestJournal({ folder, migrations: LATER })
  const { backups } = journalFiles(folder)
  const [name = '', ...others] = readdirSync(backups)
  const copy = new Database(join(backups, name), { readonly: true })
  onTestFinished(() => void copy.close())

  expect(others).toEqual([])
  expect(name).toMatch(/^before-migration-.*-version-\d+\.db$/)
  expect([versionOf(copy), copy.prepare('SELECT text FROM dream').pluck().all()]).toEqual([
    NEWEST,
    [dream.text],
  ])
  expect(await later.vault.state({})).toMatchObject({ state: 'open', version: 990 })
})

test('a migration that fails leaves the journal to the program that wrote it', async () => {
  const { folder, dreams, opened } = await openTestJournal()
  const dream = await dreams.add({ text: 'Written before the move' })
  await opened.close()
  const broken = [
    ...MIGRATIONS,
    {
      version: 990,
      up() {
        throw new Error('The step went wrong')
      },
    },
  ]

  const error = await failureOf(openTestJournal({ folder, migrations: broken }))
  const again = await openTestJournal({ folder })

  expect(error.message).toBe('The step went wrong')
  expect(await again.dreams.get({ id: dream.id })).toEqual(dream)
})

test('a new journal needs no copy', async () => {
  const { folder } = await openTestJournal()

  expect(existsSync(journalFiles(folder).backups)).toBe(false)
})

/** A little of everything a journal can hold. */
async function writeKept(path: string): Promise<void> {
  const journal = await openTestJournal()
  const { dreams, nights, sleep, settings, clock } = journal
  await sleep.add({ asleepAt: '2026-11-18T22:00:00.000Z', wokeAt: '2026-11-19T06:00:00.000Z' })
  await settings.set({ trashDays: 60 })
  const ferry = await dreams.add({
    title: 'Ferry',
    text: 'A ferry crossed the kitchen. Ώρα, 夢, حلم.',
    reflection: 'I am moving house.',
    when: '2026-11-19',
    dreamtAt: '2026-11-19T03:30:00.000Z',
    mood: -1,
    vividness: 4,
    lucidity: 2,
    technique: 'MILD',
    trigger: 'wet tiles',
    nightmare: true,
    recurring: true,
    fragment: true,
    tags: ['House', 'water'],
  })
  clock.pass({ hours: 1 })
  await dreams.edit({ id: ferry.id, revision: 1, changes: { text: 'A ferry crossed the kitchen, twice.' } })
  clock.pass({ hours: 1 })
  await failureOf(dreams.edit({ id: ferry.id, revision: 1, changes: { text: 'Two ferries.' } }))
  await dreams.add({ text: 'A lamp, long ago', when: '2014-03' })
  await dreams.add({ text: 'A lamp, who knows when', when: 'unknown' })
  const comb = await dreams.add({ text: 'A comb', tags: ['hair'] })
  await dreams.remove({ ids: [comb.id] })
  const gone = await dreams.add({ text: 'Gone for good' })
  await dreams.remove({ ids: [gone.id], forever: true })
  await nights.noRecall({ when: '2026-11-17' })
  const { dream: read } = await readyToRead(journal)
  const { reading } = await readThrough(journal, { dream: read.id })
  await journal.readings.answer({ id: reading?.id ?? '', verdict: 'not-mine', words: 'Too neat' })
  await settings.set({ modelAddress: 'http://127.0.0.1:11434' })
  await journal.opened.close()

  mkdirSync(KEPT, { recursive: true })
  copyFileSync(journalFiles(journal.folder).db, path)
  const written = await openTestJournal({ folder: journal.folder })
  writeFileSync(path.replace('.db', '.json'), `${JSON.stringify(await allOf(written), null, 2)}\n`)
}

async function allOf({ dreams, nights, sleep, settings, tags, changes, readings }: TestJournal) {
  const listed = await dreams.list({})
  const trash = await dreams.list({ trash: true })
  const all = [...listed.items, ...trash.items]
  return {
    dreams: listed.items,
    trash: trash.items,
    histories: await Promise.all(all.map(async ({ id }) => (await dreams.history({ id })).items)),
    nights: (await nights.list({})).items,
    sleep: (await sleep.list({})).items,
    tags: (await tags.list({})).items,
    settings: await settings.list({}),
    changes: (await changes.list({})).items,
    readings: (await readings.list({})).items,
  }
}
