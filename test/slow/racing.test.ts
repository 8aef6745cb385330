import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '../../src/core/db/migrate.ts'
import { MIGRATIONS } from '../../src/core/db/migrations/all.ts'
import { createFile } from '../../src/core/db/open.ts'
import { journalFiles } from '../../src/core/vault/places.ts'
import { testFolder } from '../support/folder.ts'
import { openTestJournal } from '../support/journal.ts'
import { startProgram } from '../support/programs.ts'

test('three programs write while one migrates: every acknowledged write is there, and nobody fails', async () => {
  const EACH = 300
  const ROUNDS = 3
  let written = 0

  for (let round = 0; round < ROUNDS; round++) {
    const folder = oldJournal()

    // All know the newest version; whoever opens the journal first migrates, and the others find it done.
    const programs = await Promise.all([1, 2, 3].map(() => startProgram(folder, { later: true })))
    const writing = programs.map((program, index) => program.write(`Round ${round}, program ${index}`, EACH))
    const fourth = await startProgram(folder, { later: true })
    const state = await fourth.ask('vault.state')
    const acknowledged = (await Promise.all(writing)).flat()

    const file = new Database(journalFiles(folder).db)
    const kept = new Set(file.prepare('SELECT id FROM dream').pluck().all())
    const integrity = file.pragma('integrity_check', { simple: true })
    const folded = file.prepare('SELECT count(*) FROM dream_search_docsize').pluck().get()
    file.close()
    written += acknowledged.length
    expect({ lost: acknowledged.filter((id) => !kept.has(id)), integrity, folded, state }).toEqual({
      lost: [],
      integrity: 'ok',
      folded: 3 * EACH,
      state: { state: 'open', version: 990, folder },
    })
    expect(acknowledged.length).toBe(3 * EACH)
    // One migrated it, and kept the one copy.
    expect(readdirSync(journalFiles(folder).backups).filter((name) => !name.endsWith('.db'))).toEqual([])
    expect(readdirSync(journalFiles(folder).backups).length).toBe(1)
    await Promise.all([...programs, fourth].map((program) => program.kill()))
  }

  process.stdout.write(
    `    ${ROUNDS} rounds of three programs, ${written} acknowledged, none lost, no error\n`,
  )
}, 120_000)

test('programs that make the same journal at once make one, and all of them may write', async () => {
  const ROUNDS = 5

  for (let round = 0; round < ROUNDS; round++) {
    const folder = join(testFolder(), 'journal')
    const programs = await Promise.all([1, 2, 3].map(() => startProgram(folder)))

    await Promise.all(programs.map((program) => program.ask('vault.init').catch((error: unknown) => error)))
    const acknowledged = (
      await Promise.all(programs.map((program) => program.write('The first words', 5)))
    ).flat()

    const { dreams, vault } = await openTestJournal({ folder })
    const kept = (await dreams.list({ limit: 1000 })).items.map(({ id }) => id)
    expect(kept.toSorted()).toEqual(acknowledged.toSorted())
    expect((await vault.doctor({})).well).toBe(true)
    expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([])
    await Promise.all(programs.map((program) => program.kill()))
  }

  process.stdout.write(`    ${ROUNDS} rounds of three programs making one journal\n`)
}, 120_000)

/** As the first version left it: made by nothing but its first steps. */
function oldJournal(): string {
  const folder = join(testFolder(), 'journal')
  mkdirSync(folder, { mode: 0o700 })
  const file = createFile(journalFiles(folder).db)
  migrate(file, MIGRATIONS.slice(0, 1))
  file.close()
  return folder
}
