import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { migrate, versionOf, type Migration } from '../../../src/core/db/migrate.ts'
import { MIGRATIONS } from '../../../src/core/db/migrations/all.ts'
import { createFile } from '../../../src/core/db/open.ts'
import { testFolder } from '../../support/folder.ts'
import { dumpSchema, shapeOf } from '../../support/schema.ts'

/** For each step: what is written in the version before it, and what must be there after it. */
const STEPS: Readonly<
  Record<number, { write(file: Database): void; read(file: Database): unknown; expected: unknown }>
> = {
  10: {
    write() {},
    read: (file) => [
      file.pragma('application_id', { simple: true }),
      file.prepare('SELECT count(*) FROM dream').pluck().get(),
    ],
    expected: [0x44_43_6a_6c, 0],
  },
  20: {
    write: (file) =>
      file.exec(`
        INSERT INTO dream (seq, id, tail, revision, stamp, written_at, changed_at, text, night, nap, zone, nightmare,
          recurring, fragment, conflict)
        VALUES (7, 'one', 'eno', 1, 'stamp', '2026-11-20', '2026-11-20', 'The tide came in twice', '2026-11-20', 0, 'UTC',
          0, 0, 0, 0)`),
    read: (file) => [
      file.prepare('SELECT seq, id, text FROM dream').all(),
      // Older than any fold, so that the first run indexes what is there.
      file.prepare('SELECT version FROM search_fold').pluck().all(),
    ],
    expected: [[{ seq: 7, id: 'one', text: 'The tide came in twice' }], [0]],
  },
  30: {
    write: (file) => file.exec(`INSERT INTO setting (name, value) VALUES ('trashDays', '7')`),
    read: (file) => [
      file.prepare('SELECT name, value FROM setting').all(),
      // Nobody allowed anything before they were asked.
      file.prepare('SELECT count(*) FROM consent').pluck().get(),
      file.prepare('SELECT count(*) FROM departure').pluck().get(),
    ],
    expected: [[{ name: 'trashDays', value: '7' }], 0, 0],
  },
  40: {
    write: (file) =>
      file.exec(`
        INSERT INTO dream (seq, id, tail, revision, stamp, written_at, changed_at, text, night, nap, zone, nightmare,
          recurring, fragment, conflict)
        VALUES (7, 'one', 'eno', 1, 'stamp', '2026-11-20', '2026-11-20', 'The tide came in twice', '2026-11-20', 0, 'UTC',
          0, 0, 0, 0)`),
    read: (file) => [
      file.prepare('SELECT id, text FROM dream').all(),
      // Nothing is coded that nobody asked for.
      file.prepare('SELECT count(*) FROM coding').pluck().get(),
      file.prepare('SELECT count(*) FROM coding_version').pluck().get(),
    ],
    expected: [[{ id: 'one', text: 'The tide came in twice' }], 0, 0],
  },
  50: {
    write: (file) =>
      file.exec(`
        INSERT INTO dream (seq, id, tail, revision, stamp, written_at, changed_at, text, night, nap, zone, nightmare,
          recurring, fragment, conflict)
        VALUES (7, 'one', 'eno', 1, 'stamp', '2026-11-20', '2026-11-20', 'The tide came in twice', '2026-11-20', 0, 'UTC',
          0, 0, 0, 0)`),
    read: (file) => [
      file.prepare('SELECT text FROM dream').pluck().all(),
      file.prepare('SELECT count(*) FROM reading').pluck().get(),
    ],
    expected: [['The tide came in twice'], 0],
  },
}

describe.each(MIGRATIONS)('the step to version $version', ({ version }) => {
  const before = MIGRATIONS.filter((step) => step.version < version)
  const upTo = MIGRATIONS.filter((step) => step.version <= version)

  test('keeps what was written before it', () => {
    const step = STEPS[version]
    if (!step) throw new Error(`The step to ${version} has no test`)
    const file = openEmpty()
    migrate(file, before)
    step.write(file)

    migrate(file, upTo)

    expect([versionOf(file), step.read(file)]).toEqual([version, step.expected])
  })

  test('only adds', () => {
    const file = openEmpty()
    migrate(file, before)
    const shape = shapeOf(file)

    migrate(file, upTo)

    const after = shapeOf(file)
    expect([...shape].filter((part) => !after.has(part))).toEqual([])
  })

  test('leaves no trace when it fails', () => {
    const file = openEmpty()
    migrate(file, before)
    const was = dumpSchema(file)
    const failing = upTo.map((step) => (step.version === version ? failingAfter(step) : step))

    expect(() => migrate(file, failing)).toThrow('In the midst of it')

    expect([versionOf(file), dumpSchema(file)]).toEqual([before.at(-1)?.version ?? 0, was])
  })
})

test('steps go up by tens', () => {
  expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => (index + 1) * 10))
})

test('a file of the future is refused, and as it was', () => {
  const file = openEmpty()
  migrate(file, MIGRATIONS)
  file.exec('CREATE TABLE hologram (seq INTEGER PRIMARY KEY); PRAGMA user_version = 990')
  const was = dumpSchema(file)

  expect(() => migrate(file, MIGRATIONS)).toThrow(
    expect.objectContaining({ code: 'newer', details: { current: 990, newest: MIGRATIONS.at(-1)?.version } }),
  )

  expect([versionOf(file), dumpSchema(file)]).toEqual([990, was])
})

test('a step that leaves a dangling link is rolled back', () => {
  const file = openEmpty()
  migrate(file, MIGRATIONS)
  file.pragma('foreign_keys = OFF')
  const careless: Migration = {
    version: 990,
    up: (db) => db.exec('INSERT INTO dream_tag (dream_seq, tag_seq) VALUES (404, 404)'),
  }

  expect(() => migrate(file, [...MIGRATIONS, careless])).toThrow('foreign key')

  expect([versionOf(file), file.prepare('SELECT count(*) FROM dream_tag').pluck().get()]).toEqual([
    MIGRATIONS.at(-1)?.version,
    0,
  ])
})

test('migrating twice is migrating once', () => {
  const file = openEmpty()
  const told: number[] = []
  const around = { before: (version: number) => told.push(version), after: () => told.push(-1) }
  migrate(file, MIGRATIONS.slice(0, 1), around)
  migrate(file, MIGRATIONS, around)

  migrate(file, MIGRATIONS, around)

  expect(told).toEqual([-1, 10, -1])
})

/** `npm run schema` writes it anew. A released table is only ever added to: see "only adds". */
test('the tables are those of schema.sql', () => {
  const file = openEmpty()
  migrate(file, MIGRATIONS)
  const path = join(import.meta.dirname, 'schema.sql')
  const schema = `-- Version ${versionOf(file)}. Written by \`npm run schema\`; not read by the program.\n\n${dumpSchema(file)}`
  if (process.env['UPDATE_SCHEMA'] === '1') writeFileSync(path, schema)

  expect(readFileSync(path, 'utf8')).toBe(schema)
})

function openEmpty(): Database {
  const file = createFile(join(testFolder(), 'journal.db'))
  onTestFinished(() => void file.close())
  return file
}

function failingAfter(step: Migration): Migration {
  return {
    version: step.version,
    up(db) {
      step.up(db)
      throw new Error('In the midst of it')
    },
  }
}
