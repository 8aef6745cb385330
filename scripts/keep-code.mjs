/**
 * `node scripts/keep-code.mjs <where the build put it>`, the last step of the build: runs the verbs people use most on a throwaway journal and keeps the code V8 made of the
 * bundle meanwhile, for every start with the same Node (src/cli/loader.ts). Each run adds the functions it called.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'

const HOOK = join(import.meta.dirname, 'keep-code-hook.mjs')
const OUT = resolve(process.argv[2])
/** Whatever else is kept has to be read at each start, so the rarer verbs compile what they need. */
const VERBS = [
  ['--help'],
  ['init'],
  ['add', 'A door in the sea.', '--tag', 'sea'],
  ['list', '--limit', '10'],
  ['list', '--limit', '10', '--json'],
  ['show', 'last'],
  ['search', 'door'],
]

const { platform, arch, versions } = process
const folder = join(OUT, 'code', `${platform}-${arch}-${versions.v8}`)
mkdirSync(folder, { recursive: true })
const scratch = mkdtempSync(join(tmpdir(), 'dreamcanvas-build-'))
try {
  for (const verb of VERBS) run(verb)
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

function run(verb) {
  const env = { ...process.env, DREAMCANVAS_JOURNAL: join(scratch, 'journal'), KEEP_CODE_IN: folder }
  const command = ['--import', pathToFileURL(HOOK).href, join(OUT, 'bin.js'), ...verb]
  const { status, stderr } = spawnSync(process.execPath, command, { env, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${verb.join(' ')} ended with ${status}: ${stderr}`)
}
