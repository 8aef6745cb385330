import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { testFolder } from '../support/folder.ts'
import { blocksOf, readPages, ROOT } from './pages.ts'

/*
 * What the pages print works when pasted. A block marked `sh` runs here, after the others of its page, in a journal with
 * two dreams in it; one marked `console` needs a terminal, an editor or another computer, and does not.
 */
const PAGES = readPages('README.md', 'docs/guide/*.md')
  .map(({ path, text }) => ({ path, script: blocksOf(text, 'sh').join('\n') }))
  .filter(({ script }) => script !== '')

const DREAMS = 'for words in "Rain in the hall." "Rain again."; do echo "$words" | dreamcanvas add; done'

/** The program's compiled code; a new home would have it compiled anew. */
const CACHE = mkdtempSync(join(tmpdir(), 'dreamcanvas-test-cache-'))
afterAll(() => rmSync(CACHE, { recursive: true, force: true, maxRetries: 5 }))

describe.skipIf(process.platform === 'win32')('the examples of', () => {
  test.for(PAGES)('$path run', { timeout: 60_000 }, ({ script }) => {
    const folder = testFolder()
    const env = surroundings(folder)
    execFileSync('sh', ['-e', '-c', DREAMS], { cwd: folder, env, stdio: 'pipe' })

    const { status, stderr } = spawnSync('sh', ['-e', '-c', script], {
      cwd: folder,
      env,
      encoding: 'utf8',
      input: '',
    })

    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' })
  })
})

function surroundings(folder: string) {
  const programs = join(folder, 'programs')
  mkdirSync(programs)
  const command = `exec '${process.execPath}' '${join(ROOT, 'out', 'cli', 'bin.js')}' "$@"`
  writeFileSync(join(programs, 'dreamcanvas'), `#!/bin/sh\n${command}\n`, { mode: 0o755 })
  return {
    PATH: [programs, process.env['PATH']].join(delimiter),
    HOME: folder,
    XDG_CACHE_HOME: CACHE,
    TZ: zoneAtNoon(),
  }
}

/** "Last night 4:30" has not come yet for who is awake at two. */
function zoneAtNoon(): string {
  const ahead = 12 - new Date().getUTCHours()
  return `Etc/GMT${ahead < 0 ? '+' : '-'}${Math.abs(ahead)}`
}
