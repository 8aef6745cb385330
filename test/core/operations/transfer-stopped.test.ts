import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testFolder } from '../../support/folder.ts'
import { failureOf, openTestJournal } from '../../support/journal.ts'
import { exported, imported, openTraveller } from './transfer-support.ts'

const ROWS = 4000
const FILE = Array.from({ length: ROWS }, (_, index) =>
  JSON.stringify({
    text: `Room ${index} of the long house, with a door.`,
    date: '2026-11-01',
    tags: ['house'],
  }),
).join('\n')

test('a cancelled import is marked, goes on when it is run again, and is undone whole', async () => {
  const a = await openTraveller()
  await a.dreams.add({ text: 'Here before.' })
  const before = await exported(a)
  const added = await cancelMidway(a)
  expect((await a.changes.list({ limit: 1 })).items).toMatchObject([
    { operation: 'transfer.import', partial: true },
  ])

  const done = await imported(a, FILE)

  expect(done).toMatchObject({ added: ROWS - added, unchanged: added, continued: true, done: true })
  const { items } = await a.changes.list({})
  expect(items).toMatchObject([
    { id: done.importId, touched: { dream: ROWS, import: 1 }, partial: false },
    {},
  ])
  await a.changes.undo({})
  expect(await exported(a)).toBe(before)
})

test('a stopped import can be taken back, and then begins anew', async () => {
  const a = await openTraveller()
  await cancelMidway(a)

  await a.changes.undo({})

  expect((await a.dreams.list({})).items).toEqual([])
  expect(await imported(a, FILE)).toMatchObject({ added: ROWS, continued: false })
})

test('an import that is taken back while it runs stops', async () => {
  const a = await openTraveller()
  a.sources.set('a file', FILE)

  const failure = await failureOf(
    (async () => {
      for await (const { importId, done } of await a.transfer.import({ source: 'a file' })) {
        if (importId !== null && !done) await a.changes.undo({})
      }
    })(),
  )

  expect(failure).toMatchObject({ code: 'conflict' })
  expect((await a.dreams.list({})).items).toEqual([])
})

test('others write while an import runs', async () => {
  const a = await openTraveller()
  a.sources.set('a file', FILE)
  const other = await openTestJournal({ folder: a.folder, newId: countFrom('0193c0df') })
  let written = 0

  for await (const { done } of await a.transfer.import({ source: 'a file' })) {
    if (done) break
    await other.dreams.add({ text: 'Meanwhile.' })
    written++
  }

  expect(written).toBeGreaterThan(2)
  expect((await other.dreams.list({ limit: 1000, filter: { since: '2026-11-20' } })).items).toHaveLength(
    written,
  )
})

test(
  'an import that is killed is marked, and completed by running it again',
  { timeout: 60_000 },
  async () => {
    const folder = join(testFolder(), 'journal')
    const source = join(testFolder(), 'dreams.jsonl')
    writeFileSync(source, FILE)
    const program = join(import.meta.dirname, 'transfer-program.ts')
    const child = spawn(process.execPath, [program, folder, source], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [first] = (await once(child.stdout, 'data')) as [Buffer]
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(Number(first.toString().split('\n')[0])).toBeGreaterThan(0)

    const again = await openTestJournal({ folder, newId: countFrom('0193c0df') })
    const [stopped] = (await again.changes.list({ limit: 1 })).items
    expect(stopped).toMatchObject({ operation: 'transfer.import', partial: true })
    const pieces = await Array.fromAsync(await again.transfer.import({ source }))

    const end = pieces.at(-1)!
    expect(end).toMatchObject({ importId: stopped!.id, continued: true, done: true })
    expect(end.added).toBeGreaterThan(0)
    expect(end.added + end.unchanged).toBe(ROWS)
    expect(await again.vault.doctor({})).toMatchObject({ well: true })
    await again.changes.undo({})
    expect((await again.dreams.list({})).items).toEqual([])
  },
)

/** Answers with how many dreams had come in by then. */
async function cancelMidway(a: Awaited<ReturnType<typeof openTraveller>>): Promise<number> {
  a.sources.set('a file', FILE)
  const stop = new AbortController()
  const before = await countDreams(a)
  await failureOf(
    (async () => {
      const pieces = await a.transfer.import({ source: 'a file' }, { signal: stop.signal })
      for await (const { added } of pieces) if (added > ROWS / 4) stop.abort()
    })(),
  )
  const added = (await countDreams(a)) - before
  expect(added).toBeGreaterThan(0)
  expect(added).toBeLessThan(ROWS)
  return added
}

async function countDreams(a: Awaited<ReturnType<typeof openTraveller>>): Promise<number> {
  return (await exported(a)).split('"type":"dream"').length - 1
}

function countFrom(head: string): () => string {
  let last = 0
  return () => `${head}-0000-7000-8000-${String(++last).padStart(12, '0')}`
}
