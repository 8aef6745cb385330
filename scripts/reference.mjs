/**
 * `node scripts/reference.mjs`: writes docs/reference/commands.md and operations.md from what the built command says of
 * itself. With `--check` it writes nothing and fails when they are not up to date.
 */
import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { ROOT } from './places.mjs'
import { commandsPage } from './reference/commands-page.mjs'
import { operationsPage } from './reference/operations-page.mjs'

const FOLDER = join(ROOT, 'docs', 'reference')
const COMMAND = join(ROOT, 'out', 'cli', 'bin.js')
const NOTE =
  '<!-- Written by scripts/reference.mjs. Change what the program says of itself, then run that. -->\n'

const checks = process.argv.includes('--check')
const pages = {
  'commands.md': commandsPage((words) => say([...words, '--help'])),
  'operations.md': say(['ops', '--json']).then((json) => operationsPage(JSON.parse(json).items)),
}

for (const [name, made] of Object.entries(pages)) {
  const path = join(FOLDER, name)
  const page = `${NOTE}\n${await made}\n`
  if (!checks) writeFileSync(path, page)
  else if (readFileSync(path, 'utf8') !== page) {
    process.stderr.write(
      `docs/reference/${name} is not what the command says: npm run build && node scripts/reference.mjs\n`,
    )
    process.exitCode = 1
  }
}

async function say(words) {
  const env = Object.entries(process.env).filter(([name]) => !name.startsWith('DREAMCANVAS_'))
  const { stdout } = await promisify(execFile)(process.execPath, [COMMAND, ...words], {
    env: { ...Object.fromEntries(env), NO_COLOR: '1' },
    maxBuffer: 64 * 1024 * 1024,
  })
  return stdout
}
