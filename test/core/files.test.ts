import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testFolder } from '../support/folder.ts'
import { all, failureOf, openTestJournal } from '../support/journal.ts'

const onLinux = process.platform === 'linux'

test('a path that leads to no file says so, whatever is wrong with it', async () => {
  const folder = testFolder()
  writeFileSync(join(folder, 'file'), '')
  const { transfer, bugs } = await openTestJournal()
  const paths = [join(folder, 'none'), join(folder, 'file', 'in it'), 'x'.repeat(5000), '\0', folder]

  const codes: string[] = []
  for (const source of paths) {
    codes.push((await failureOf(all(await transfer.import({ source })))).code)
  }

  expect(codes).toEqual(['not_found', 'not_found', 'invalid_input', 'invalid_input', 'invalid_input'])
  expect(bugs).toEqual([])
})

test.runIf(onLinux)('a file that cannot be read is no bug', async () => {
  const { transfer, bugs } = await openTestJournal()

  const error = await failureOf(all(await transfer.import({ source: '/proc/self/mem' })))

  expect({ code: error.code, bugs }).toEqual({ code: 'invalid_input', bugs: [] })
})

test.runIf(onLinux)('a file that is no import is closed again', async () => {
  const path = join(testFolder(), 'long.txt')
  writeFileSync(path, 'no format at all\n'.repeat(20_000))
  const { transfer } = await openTestJournal()
  const open = () => readdirSync('/proc/self/fd').length
  await failureOf(all(await transfer.import({ source: path })))
  const before = open()

  for (let times = 0; times < 5; times++) await failureOf(all(await transfer.import({ source: path })))

  expect(open()).toBeLessThan(before + 5)
})
