import { execFile } from 'node:child_process'
import { cpSync, existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { testFolder } from '../support/folder.ts'

/** The first task on a fresh clone builds before it runs, and nothing else has made a folder for its lock. */
const PREPARED = `
  import { runSteps, script } from './scripts/steps.mjs'
  const work = { ...script('scripts/work.mjs'), isDone: () => false }
  await runSteps(process.execPath, [work, script('scripts/work.mjs')], ['done'])
`

test('a step that prepares another runs in a clone where nothing was run before', async () => {
  const clone = testFolder()
  cpSync('scripts', join(clone, 'scripts'), { recursive: true })
  writeFileSync(
    join(clone, 'scripts', 'work.mjs'),
    `import { writeFileSync } from 'node:fs'\nwriteFileSync(process.argv[2] ?? 'prepared', '')\n`,
  )

  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', PREPARED], { cwd: clone })

  expect(['prepared', 'done'].map((file) => existsSync(join(clone, file)))).toEqual([true, true])
})
