import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { journalFiles } from '../../src/core/vault/places.ts'
import { testFolder } from '../support/folder.ts'
import { openTestJournal } from '../support/journal.ts'
import { startProgram } from '../support/programs.ts'
import { createRandom } from '../support/random.ts'

const BIN = join(import.meta.dirname, '../../out/cli/bin.js')
const PROGRAMS = join(import.meta.dirname, '../support/programs')
const STRIP_TYPES = process.features.typescript ? [] : ['--experimental-strip-types', '--no-warnings']

test('kill -9 during 200 adds, each a command of its own: every id that was printed is there', async () => {
  const random = createRandom(20)
  const folder = join(testFolder(), 'journal')
  // The command as it is built, where it is; it makes its own journal, for it may be older than what is tested here.
  const commands = existsSync(BIN)
    ? (text: string) => [BIN, 'add', '--journal', folder, '--json', text]
    : (text: string) => [...STRIP_TYPES, join(PROGRAMS, 'add-one.ts'), folder, text]
  if (existsSync(BIN)) spawnSync(process.execPath, [BIN, 'init', '--journal', folder])
  else await (await openTestJournal({ folder })).opened.close()
  const ids: string[] = []
  let killed = 0

  for (let count = 0; count < 200; count++) {
    const child = spawn(process.execPath, commands(`Written in time, ${count}`), {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let printed = ''
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
    const ended = once(child, 'close')
    // Most are killed while they start, write or say so; the others show that it goes on after those.
    const isDoomed = random() < 0.6
    if (isDoomed) await Promise.race([ended, sleep(15 + random() * 85)])
    if (isDoomed && child.exitCode === null && child.kill('SIGKILL')) killed++
    await ended
    ids.push(...(printed.match(/[0-9a-f]{8}-[0-9a-f-]{27}/) ?? []))
  }

  const { kept, integrity } = await lookInto(folder)
  say(`200 commands, ${killed} killed, ${ids.length} acknowledged, ${kept.size} kept`)
  expect(killed).toBeGreaterThan(20)
  expect(ids.length).toBeGreaterThan(20)
  expect({ lost: ids.filter((id) => !kept.has(id)), integrity }).toEqual({ lost: [], integrity: 'ok' })
})

test('kill -9 of two programs that write without a pause: every id that was printed is there', async () => {
  const random = createRandom(21)
  const { folder, opened } = await openTestJournal()
  await opened.close()
  const acknowledged: string[] = []
  const ROUNDS = 10

  for (let round = 0; round < ROUNDS; round++) {
    const programs = await Promise.all([startProgram(folder), startProgram(folder)])
    for (const [index, program] of programs.entries())
      void program.write(`Round ${round}, program ${index}`).catch(() => {})
    while (programs.some(({ printed }) => printed.length === 0)) await sleep(5)
    await sleep(random() * 250)
    await Promise.all(programs.map((program) => program.kill()))
    acknowledged.push(...programs.flatMap(({ printed }) => printed.filter((line) => line.length === 36)))
    const { kept, integrity } = await lookInto(folder)
    expect({ round, lost: acknowledged.filter((id) => !kept.has(id)), integrity }).toEqual({
      round,
      lost: [],
      integrity: 'ok',
    })
  }

  say(`${ROUNDS} rounds of two programs killed, ${acknowledged.length} acknowledged, none lost`)
  expect(acknowledged.length).toBeGreaterThan(ROUNDS)
})

test('kill -9 while the file is being replaced: the old or the new one is there, with all that was acknowledged', async () => {
  const random = createRandom(22)
  const { folder, dreams, opened } = await openTestJournal()
  for (let count = 0; count < 150; count++) {
    await dreams.add({ text: `${count} ${'the river ran through the attic '.repeat(40)}` })
  }
  const acknowledged = await idsOf(dreams)
  await opened.close()
  let replaced = 0
  let halfway = 0
  const ROUNDS = 16

  for (let round = 0; round < ROUNDS; round++) {
    const child = spawn(process.execPath, [...STRIP_TYPES, join(PROGRAMS, 'mend-in-a-loop.ts'), folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let printed = ''
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
    const ended = once(child, 'close')
    while (!printed.includes('\n') || printed.split('replaced').length <= round % 3) await sleep(2)
    await sleep(random() * 60)
    child.kill('SIGKILL')
    await ended
    if (existsSync(`${journalFiles(folder).db}.new`)) halfway++
    replaced += printed.split('replaced').length - 1
    acknowledged.push(...(printed.match(/[0-9a-f]{8}-[0-9a-f-]{27}\n/g) ?? []).map((line) => line.trim()))
    const { kept, integrity } = await lookInto(folder)
    expect({ round, lost: acknowledged.filter((id) => !kept.has(id)), integrity }).toEqual({
      round,
      lost: [],
      integrity: 'ok',
    })
  }

  const again = await openTestJournal({ folder })
  say(
    `${ROUNDS} rounds, ${replaced} files replaced, ${halfway} kills halfway, ${acknowledged.length} acknowledged, none lost`,
  )
  expect(replaced).toBeGreaterThan(0)
  expect(await again.vault.mend({})).toEqual({ done: expect.any(Array) })
  expect(existsSync(`${journalFiles(folder).db}.new`)).toBe(false)
})

/** As somebody finds it who opens it after the kill. */
async function lookInto(folder: string) {
  const { dreams, opened } = await openTestJournal({ folder })
  const kept = new Set(await idsOf(dreams))
  await opened.close()
  const file = new Database(journalFiles(folder).db)
  const integrity = file.pragma('integrity_check', { simple: true })
  file.close()
  return { kept, integrity }
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

function say(figures: string): void {
  process.stdout.write(`    ${figures}\n`)
}
