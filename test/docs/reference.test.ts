import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { AppError, ERROR_CODES } from '../../src/contract/errors.ts'
import { LINES } from '../../src/contract/model/journal-file.ts'
import { blocksOf, ROOT } from './pages.ts'

test('the pages written from the command say what it says', { timeout: 60_000 }, () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/reference.mjs', '--check'], {
    cwd: ROOT,
    encoding: 'utf8',
  })

  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})

test('every error code stands in the table of exit codes, beside how it ends', () => {
  const page = readReference('exit-codes.md')
  const rows = page.split('\n').map((line) => line.split('|').map((cell) => cell.trim()))

  const told = rows.flatMap(([, exit, , codes = '']) =>
    [...codes.matchAll(/`(?<code>\w+)`/g)].map(({ groups }) => `${groups?.['code']} ${exit}`),
  )

  expect(told.toSorted()).toEqual(
    ERROR_CODES.map((code) => `${code} ${new AppError(code, '').exitCode}`).toSorted(),
  )
})

test('the lines shown for the JSON Lines format are such lines', () => {
  const lines = blocksOf(readReference('journal-lines.md'), 'json').map(
    (line) => JSON.parse(line) as { type?: string },
  ) // ours
  const kinds = lines.flatMap(({ type }) => type ?? [])
  const wrong = Object.entries(LINES).flatMap(([kind, schema]) =>
    lines.filter(({ type }) => type === kind).filter((line) => !schema.safeParse(line).success),
  )

  expect({ kinds: kinds.toSorted(), wrong }).toEqual({ kinds: Object.keys(LINES).toSorted(), wrong: [] })
})

function readReference(name: string): string {
  return readFileSync(join(ROOT, 'docs', 'reference', name), 'utf8')
}
