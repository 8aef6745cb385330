import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { csv } from '../../../src/core/import/csv.ts'
import { sayWhatIsWrong } from '../../../src/rpc/invalid.ts'

/** A pair of files in the folder is a test. */
const FIXTURES = globSync('test/fixtures/import/csv/*.input').toSorted()

test.each(FIXTURES.map((file) => [basename(file, '.input'), file]))('the table %s', async (_, file) => {
  const bytes = readFileSync(file)
  const expected = JSON.parse(readFileSync(file.replace('.input', '.json'), 'utf8')) as unknown

  expect(await parsed(bytes, bytes.length)).toEqual(expected)
  expect(await parsed(bytes, 3)).toEqual(expected)
})

test('a quote that swallows everything is one bad row, and not kept', async () => {
  async function* endless() {
    yield Buffer.from('date,text\n2026-11-01,Before.\n2026-11-02,"never closed ')
    for (let at = 0; at < 600; at++) yield Buffer.alloc(64 * 1024, 'x')
  }

  const rows = await Array.fromAsync(csv.read(endless(), sayWhatIsWrong))

  expect(rows.map(({ ok, where }) => [ok, where])).toEqual([
    [true, 'line 2'],
    [false, 'line 3'],
  ])
})

async function parsed(bytes: Buffer, chunk: number) {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk)
  }
  // As JSON, so that what is undefined is not there.
  return JSON.parse(JSON.stringify(await Array.fromAsync(csv.read(chunks(), sayWhatIsWrong)))) as unknown
}
