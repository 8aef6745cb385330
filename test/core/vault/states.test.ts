import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { journalFiles } from '../../../src/core/vault/places.ts'
import { testFolder } from '../../support/folder.ts'
import { all, failureOf, openTestJournal, type TestJournal } from '../../support/journal.ts'
import { OPERATIONS } from '../../support/operations.ts'
import { SAMPLES } from '../../support/samples.ts'

type Found = {
  state: 'absent' | 'locked' | 'newer' | 'damaged'
  version: number | null
  prepare(folder: string): Promise<void>
}
const FOUND: Readonly<Record<string, Found>> = {
  'no folder': { state: 'absent', version: null, async prepare() {} },
  'an empty folder': {
    state: 'absent',
    version: null,
    async prepare(folder) {
      mkdirSync(folder)
    },
  },
  'a protected journal': {
    state: 'locked',
    version: null,
    async prepare(folder) {
      writeJournal(folder, 'not a database, as encrypted pages look'.repeat(200))
      writeFileSync(journalFiles(folder).keys, '{}')
    },
  },
  'a newer journal': {
    state: 'newer',
    version: 990,
    async prepare(folder) {
      const { opened, dreams } = await openTestJournal({ folder })
      await dreams.add({ text: 'Words of tomorrow' })
      await opened.close()
      const file = new Database(journalFiles(folder).db)
      file.exec('PRAGMA user_version = 990; CREATE TABLE hologram (seq INTEGER PRIMARY KEY)')
      file.close()
    },
  },
  garbage: {
    state: 'damaged',
    version: null,
    prepare: async (folder) =>
      writeJournal(folder, 'Once I dreamt that my journal was a herring. '.repeat(200)),
  },
  'the file of another program': {
    state: 'damaged',
    version: null,
    async prepare(folder) {
      mkdirSync(folder)
      const file = new Database(journalFiles(folder).db)
      file.exec('CREATE TABLE recipe (name TEXT)')
      file.close()
    },
  },
  'the file of another program, beside keys': {
    state: 'damaged',
    version: null,
    async prepare(folder) {
      await FOUND['the file of another program']?.prepare(folder)
      writeFileSync(journalFiles(folder).keys, '{}')
    },
  },
}

/** Groups that ask nothing of a journal's tables. */
const ANSWERS_ALWAYS = new Set(['vault', 'lenses'])
/** Who has no journal yet may look which models could read to them. */
const LOOKS_WITHOUT_A_JOURNAL = new Set(['models.list', 'models.show', 'models.doctor'])

describe.each(Object.entries(FOUND))('%s', (_, { state, version, prepare }) => {
  test('is what the vault says it is', async () => {
    const { journal, folder } = await openFound(prepare)

    const { well, findings } = await journal.vault.doctor({})

    expect(await journal.vault.state({})).toEqual({ state, folder, version })
    expect({ well, findings }).toEqual({
      well: false,
      findings: [
        {
          check: 'journal',
          ok: false,
          says: expect.stringMatching(/\.$/),
          hint: expect.stringMatching(/\.$/),
        },
      ],
    })
  })

  test('is what every other operation answers', async () => {
    const { journal } = await openFound(prepare)
    const others = OPERATIONS.filter(({ path }) => !ANSWERS_ALWAYS.has(path.split('.')[0] ?? '')).filter(
      ({ path }) => state !== 'absent' || !LOOKS_WITHOUT_A_JOURNAL.has(path),
    )

    const answers = await Promise.all(others.map(async ({ path }) => [path, await codeOf(journal, path)]))

    expect(answers).toEqual(others.map(({ path }) => [path, state]))
  })

  test('is not touched by asking, mending or making', async () => {
    const { journal, folder, before } = await openFound(prepare)

    for (const { path } of OPERATIONS) {
      if (state !== 'absent' || path !== 'vault.init') await codeOf(journal, path)
    }
    await journal.opened.close()

    expect(remains(folder)).toEqual(before)
  })
})

const THERE = Object.entries(FOUND).filter(([, { state }]) => state !== 'absent')
test.each(THERE)('%s is not mended, and no other journal is made over it', async (_, { state, prepare }) => {
  const { journal } = await openFound(prepare)

  const codes = [await codeOf(journal, 'vault.mend'), await codeOf(journal, 'vault.init')]

  expect(codes).toEqual([state, 'conflict'])
})

test('what is made in an absent place is open at once', async () => {
  const { vault, dreams, folder } = await openTestJournal({ make: false })

  const made = await vault.init({})
  const dream = await dreams.add({ text: 'The first' })

  expect(made).toEqual({ folder })
  expect((await dreams.list({})).items).toEqual([dream])
})

test('a journal that another program makes is found by the one that waits for it', async () => {
  const waiting = await openTestJournal({ make: false })
  expect((await failureOf(waiting.dreams.list({}))).code).toBe('absent')

  await openTestJournal({ folder: waiting.folder })

  expect(await waiting.dreams.list({})).toEqual({ items: [], next: null })
})

test('an empty file, left by a program that died early, becomes a journal', async () => {
  const folder = join(testFolder(), 'journal')
  writeJournal(folder, '')

  const { dreams, vault, opened } = await openTestJournal({ folder })
  await dreams.add({ text: 'A second beginning' })
  const { well } = await vault.doctor({})
  await opened.close()

  const file = new Database(journalFiles(folder).db)
  expect({ well, mode: file.pragma('journal_mode', { simple: true }) }).toEqual({ well: true, mode: 'wal' })
  file.close()
})

test('a journal of which half is missing is damaged, not a bug', async () => {
  const { folder, dreams, opened } = await openTestJournal()
  for (let n = 0; n < 60; n++) {
    await dreams.add({ text: `Dream ${n}: ${'the corridor went on '.repeat(80)}` })
  }
  await opened.close()
  truncateSync(journalFiles(folder).db, 150_000)
  const half = await openTestJournal({ folder, make: false })

  const codes = [await codeOf(half, 'vault.mend'), (await failureOf(half.dreams.list({ limit: 1000 }))).code]

  expect({ codes, bugs: half.bugs }).toEqual({ codes: ['damaged', 'damaged'], bugs: [] })
})

test.each([3, 12, 20, 30])(
  'of a journal that is damaged from its page %i on, the doctor says so and nothing else of its dreams',
  async (page) => {
    const { folder, dreams, opened } = await openTestJournal()
    for (let n = 0; n < 60; n++) {
      await dreams.add({ text: `Dream ${n}: ${'the corridor went on '.repeat(80)}` })
    }
    await opened.close()
    const { db } = journalFiles(folder)
    const bytes = readFileSync(db)
    writeFileSync(db, bytes.fill(0x5a, page * 8192, (page + 8) * 8192))
    const { vault } = await openTestJournal({ folder, make: false })

    const { well, findings } = await vault.doctor({})

    expect({ well, findings: findings.map(({ check, ok }) => [check, ok]) }).toEqual({
      well: false,
      findings: [
        ['privacy', true],
        ['file', false],
      ],
    })
  },
)

test('a folder that cannot be looked into is not taken for one without a journal', async () => {
  const folder = join(testFolder(), 'loop')
  symlinkSync(folder, folder)

  const error = await failureOf(openTestJournal({ folder, make: false }))

  expect(error.code).toBe('not_writable')
})

test('a place that cannot be written says so', async () => {
  const folder = join(testFolder(), 'a-file')
  writeFileSync(folder, '')
  const { vault, bugs } = await openTestJournal({ folder, make: false })

  const error = await failureOf(vault.init({}))

  expect({ code: error.code, hint: error.hint, bugs }).toEqual({
    code: 'not_writable',
    hint: expect.stringContaining('folder'),
    bugs: [],
  })
})

test('a journal that was closed is not opened again by what still runs', async () => {
  const { dreams, opened } = await openTestJournal()
  await dreams.add({ text: 'The last page' })

  await opened.close()

  expect((await failureOf(dreams.list({}))).code).toBe('cancelled')
})

async function openFound(prepare: Found['prepare']) {
  const folder = join(testFolder(), 'journal')
  await prepare(folder)
  const before = remains(folder)
  const journal = await openTestJournal({ folder, make: false })
  return { journal, folder, before }
}

function writeJournal(folder: string, content: string): void {
  mkdirSync(folder, { mode: 0o700 })
  writeFileSync(journalFiles(folder).db, content, { mode: 0o600 })
}

/** What lies in the folder, byte for byte; the lock is nobody's words. */
function remains(folder: string): Record<string, string> {
  try {
    const names = readdirSync(folder).filter((name) => name !== 'journal.lock')
    return Object.fromEntries(
      names.map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex'),
      ]),
    )
  } catch {
    return {}
  }
}

async function codeOf(journal: TestJournal, path: string): Promise<string> {
  const [group = '', name = ''] = path.split('.')
  const samples = SAMPLES as Readonly<Record<string, Readonly<Record<string, unknown>>>>
  const ask = journal as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>
  try {
    const answer = await ask[group]?.[name]?.(samples[group]?.[name])
    if (typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer)
      await all(answer as AsyncIterable<unknown>)
    return 'answered'
  } catch (thrown) {
    return (thrown as { code: string }).code
  }
}
