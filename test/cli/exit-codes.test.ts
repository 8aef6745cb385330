import { chmodSync, cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { fakeIo } from './output/fake-io.ts'
import { createCommand, type Command } from './support/command.ts'

async function withDream(): Promise<Command> {
  const dreamcanvas = createCommand()
  await dreamcanvas('add', { stdin: 'A room with a second door.' })
  return dreamcanvas
}

/** Every error that was said is one line and perhaps a hint, in words; as JSON it is one object with the same. */
async function failing(dreamcanvas: Command, args: string | readonly string[], stdin = '') {
  const { code, out, err } = await dreamcanvas(args, { stdin })
  expect(out).toBe('')
  expect(err).toMatch(/^error: [^\n]+\n(?:hint: [^\n]+\n)?$/)
  const asJson = await dreamcanvas([...(typeof args === 'string' ? args.split(' ') : args), '--json'], {
    stdin,
  })
  expect(asJson.code).toBe(code)
  return { code, error: (JSON.parse(asJson.err) as { error: { code: string } }).error.code }
}

test.each<readonly [string, number, string]>([
  ['nonsense', 2, 'invalid_input'],
  ['list --nope', 2, 'invalid_input'],
  ['list --limit 0', 2, 'invalid_input'],
  ['list --since 2026-02-30', 2, 'invalid_input'],
  ['list --night unknown', 2, 'invalid_input'],
  ['show', 2, 'invalid_input'],
  ['rm last', 2, 'invalid_input'],
  ['call nope', 2, 'invalid_input'],
  ['call dreams.list {', 2, 'invalid_input'],
  ['call dreams.list {"limit":0}', 2, 'invalid_input'],
  ['tags merge one', 2, 'invalid_input'],
  ['tags nope', 2, 'invalid_input'],
  ['home', 2, 'invalid_input'],
  ['export --to csv', 2, 'invalid_input'],
  ['import --from xml -', 2, 'invalid_input'],
  ['search', 2, 'invalid_input'],
  ['show 0f0f0f', 3, 'not_found'],
  ['show last~7', 3, 'not_found'],
  ['undo abcd', 3, 'not_found'],
  ['tags rename a b --yes', 3, 'not_found'],
  ['config get nope', 3, 'not_found'],
  ['import nowhere.jsonl', 3, 'not_found'],
  ['init', 4, 'conflict'],
  ['no-recall', 4, 'conflict'],
  ['settle last', 4, 'conflict'],
  ['edit last --text', 8, 'refused'],
  // A device that is always full; not every system has it.
  ...(existsSync('/dev/full') ? [['export -o /dev/full', 9, 'disk_full'] as const] : []),
])('`%s` ends with %i (%s)', async (args, code, error) => {
  const dreamcanvas = await withDream()
  expect(await failing(dreamcanvas, args)).toEqual({ code, error })
})

test('what needs care ends with 1, and all of it was done', async () => {
  const dreamcanvas = await withDream()

  const imported = await dreamcanvas('import -', {
    stdin: 'date,title,text,tags\n2026-10-01,,The kite was a fish,sea\nnever,,No night has this date,\n',
  })
  chmodSync(dreamcanvas.journal, 0o755)

  expect({ code: imported.code, out: imported.out }).toEqual({ code: 1, out: '1 added · 1 not taken\n' })
  expect(imported.err).toMatch(/^line 3: /)
  expect((await dreamcanvas('doctor')).code).toBe(1)
  expect((await dreamcanvas('doctor --fix --quiet')).code).toBe(0)
  expect((await dreamcanvas('doctor')).code).toBe(0)
})

test('a journal in a state of its own says so to every verb, before a word is written', async () => {
  const dreamcanvas = await withDream()
  const states = {
    newer: [5, (folder: string) => setPragma(folder, 'user_version = 99990')],
    locked: [7, (folder: string) => protect(folder)],
    damaged: [9, spoil],
  } as const

  for (const [state, [code, become]] of Object.entries(states)) {
    const folder = join(dreamcanvas.home, state)
    cpSync(dreamcanvas.journal, folder, { recursive: true })
    become(folder)
    for (const verb of ['list', 'add', 'add -e', 'show last', 'export'])
      expect
        .soft(await failing(dreamcanvas, ['--journal', folder, ...verb.split(' ')]), `${state}: ${verb}`)
        .toEqual({ code, error: state })
    expect((await dreamcanvas(['--journal', folder, 'call', 'vault.state'])).out).toContain(
      `"state":"${state}"`,
    )
    expect((await dreamcanvas(['--journal', folder, 'doctor'])).code).toBe(1)
  }
})

function setPragma(folder: string, pragma: string): void {
  const file = new Database(join(folder, 'journal.db'))
  file.pragma(pragma)
  file.close()
}

/** A file that is no SQLite file, beside key slots: what a protected journal looks like to whoever has no key. */
function protect(folder: string): void {
  spoil(folder)
  writeFileSync(join(folder, 'journal.keys'), '{}')
}

function spoil(folder: string): void {
  writeFileSync(join(folder, 'journal.db'), Buffer.alloc(8192, 'x'))
}

test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
  'a folder that cannot be written ends with 9',
  async () => {
    const dreamcanvas = createCommand()
    const folder = join(dreamcanvas.home, 'closed')
    mkdirSync(folder, { mode: 0o500 })
    expect((await dreamcanvas(['--journal', join(folder, 'journal'), 'init'])).code).toBe(9)
  },
)

test('Ctrl-C while it waits for the text ends with 130, and saves nothing', async () => {
  const dreamcanvas = await withDream()
  const io = fakeIo({ env: { DREAMCANVAS_JOURNAL: dreamcanvas.journal } })

  const running = run(['add'], io)
  setTimeout(() => io.abort(), 200)

  expect(await running).toBe(130)
  expect(io.stderr.text).toBe('')
  expect((await dreamcanvas('list --quiet')).out.trim().split('\n')).toHaveLength(1)
})

test('help is well, also of a verb, and not of one that is not there', async () => {
  const dreamcanvas = createCommand()

  for (const args of [
    '--help',
    'help',
    'help add',
    'add --help',
    'search -h',
    'help tags rename',
    'help exit-codes',
  ])
    expect.soft({ args, ...(await dreamcanvas(args)), out: '' }).toEqual({ args, code: 0, out: '', err: '' })
  expect((await dreamcanvas('help nonsense')).code).toBe(2)
  expect((await dreamcanvas('nonsense --help')).code).toBe(2)
})
