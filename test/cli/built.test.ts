import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { testFolder } from '../support/folder.ts'
import { hasProgram, useBuiltCommand } from './support/built.ts'

const built = useBuiltCommand()
const OLD_NODES = ['/usr/bin/node', '/usr/local/bin/node', process.env['DREAMCANVAS_OLD_NODE'] ?? '']

function home() {
  const folder = testFolder()
  const temporary = join(folder, 'tmp')
  const runtime = join(folder, 'run')
  for (const place of [temporary, runtime]) mkdirSync(place, { mode: 0o700 })
  const env = {
    HOME: folder,
    PATH: process.env['PATH'] ?? '',
    TMPDIR: temporary,
    XDG_RUNTIME_DIR: runtime,
    TZ: 'Europe/Berlin',
    TERM: 'xterm',
  }
  const dreamcanvas = (args: readonly string[], stdin = '', more: Record<string, string> = {}) => {
    const options = { cwd: folder, input: stdin, encoding: 'utf8', env: { ...env, ...more } } as const
    const { status, stdout, stderr } = spawnSync(process.execPath, [built.bin, ...args], options)
    return { code: status, out: stdout, err: stderr }
  }
  return { folder, env, dreamcanvas, journal: join(folder, '.local', 'share', 'dreamcanvas') }
}

test('the command as it is installed writes a dream down and finds it', () => {
  const { dreamcanvas, journal } = home()

  const added = dreamcanvas(['add', '--json'], 'The tide took the piano.')
  expect(added).toMatchObject({ code: 0, err: `Made a journal in ${journal}\n` })
  expect(dreamcanvas(['search', 'piano', '--quiet'])).toMatchObject({
    code: 0,
    out: `${(JSON.parse(added.out) as { id: string }).id}\n`,
  })
  expect(dreamcanvas(['--version'])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    err: '',
  })
  expect(dreamcanvas(['list', '--nope'])).toMatchObject({ code: 2, out: '' })
})

test.skipIf(!hasProgram('head'))('a reader who has had enough ends it quietly', { timeout: 30_000 }, () => {
  const { dreamcanvas, env, folder } = home()
  const rows = Array.from({ length: 4000 }, (_, at) => `2024-01-01,,Dream number ${at} of very many,`)
  dreamcanvas(['import', '-'], `date,title,text,tags\n${rows.join('\n')}\n`)

  for (const verb of ['list', 'export', 'list --json', 'list --ndjson']) {
    const script = `{ "${process.execPath}" "${built.bin}" ${verb}; echo "code $?" >&2; } | head -1`
    const { stdout, stderr } = spawnSync('sh', ['-c', script], { cwd: folder, env, encoding: 'utf8' })
    expect
      .soft({ verb, lines: stdout.split('\n').length - 1, stderr })
      .toEqual({ verb, lines: 1, stderr: 'code 0\n' })
  }
})

test('an old Node says what it needs instead of crashing', (context) => {
  const old = OLD_NODES.find((node) => {
    if (!existsSync(node)) return false
    return Number(spawnSync(node, ['-p', 'process.versions.napi'], { encoding: 'utf8' }).stdout) < 10
  })
  if (old === undefined) return context.skip('there is no old Node on this machine to try')
  const { folder, env } = home()
  // Beside a program that was set up, the Node it brought takes over; a copy somewhere else has none.
  const bin = join(folder, 'out', 'cli', 'bin.js')
  mkdirSync(join(folder, 'out', 'cli'), { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  writeFileSync(bin, readFileSync(built.bin))

  const { status, stdout, stderr } = spawnSync(old, [bin, 'list'], { env, encoding: 'utf8' })
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toMatch(/^error: DreamCanvas needs Node 22\.14 or newer; this is [\d.]+\nhint: /)
})

const HAS_SMALL_DISKS = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0

test.skipIf(!HAS_SMALL_DISKS)('a journal is made whole or not at all, however little space there is', () => {
  const { folder, env } = home()
  const make = `mount -t tmpfs -o size="$3"k tmpfs "$4" && cd "$4" || exit 99
    "$1" "$2" --journal j init
    "$1" "$2" --journal j doctor --json`
  const sizes = [320, 384, 448, 512, 576, 640, 704, 768, 832, 1024]

  const answers = sizes.map((size) => {
    const args = ['-rm', 'sh', '-c', make, 'sh', process.execPath, built.bin, String(size), folder]
    return spawnSync('unshare', args, { env, encoding: 'utf8' }).status
  })

  // 0 is a journal that is well, 3 is none.
  expect(answers.filter((code) => code !== 0 && code !== 3)).toEqual([])
  expect([answers[0], answers.at(-1)]).toEqual([3, 0])
})

test.skipIf(!HAS_SMALL_DISKS)('a full disk is not taken for a damaged journal', () => {
  const { folder, env } = home()
  const look = `mount -t tmpfs -o size=1500k tmpfs "$3" && cd "$3" || exit 99
    "$1" "$2" --journal j init --quiet && dd if=/dev/zero of=rest bs=1k 2>/dev/null
    "$1" "$2" --journal j list --json`
  const args = ['-rm', 'sh', '-c', look, 'sh', process.execPath, built.bin, folder]

  const { status, stderr } = spawnSync('unshare', args, { env, encoding: 'utf8' })

  expect({ status, error: stderr.split('\n').findLast((line) => line !== '') }).toEqual({
    status: 9,
    error: expect.stringContaining('"code":"disk_full"'),
  })
})

const HAS_TERMINALS = hasProgram('script') && process.platform === 'linux'

describe.skipIf(!HAS_TERMINALS)('the page in a terminal', { timeout: 30_000 }, () => {
  /** `script` gives it a terminal; what is typed is piped in, a pause after each. */
  async function onTerminal(args: string, typed: readonly string[], given = home(), ready = 'Ctrl-D saves') {
    const child = spawn('script', ['-qec', `'${process.execPath}' '${built.bin}' ${args}`, '/dev/null'], {
      cwd: given.folder,
      env: given.env,
    })
    let shown = ''
    child.stdout.on('data', (bytes: Buffer) => (shown += bytes.toString()))
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
    await until(() => shown.includes(ready))
    for (const keys of typed) {
      child.stdin.write(keys)
      await sleep(150)
    }
    return { given, shown: () => shown, child, ended }
  }

  async function until(met: () => boolean): Promise<void> {
    const deadline = Date.now() + 8000
    while (!met()) {
      if (Date.now() > deadline) throw new Error('It did not come to that')
      await sleep(20)
    }
  }

  test('is written on, and saved with Ctrl-D', async () => {
    const { given, shown, ended } = await onTerminal('add', ['Lanterns\r', 'in the reeds', '\x04'])

    expect(await ended).toBe(0)
    expect(shown()).toMatch(/Saved [0-9a-f]{4} · night /)
    expect(JSON.parse(given.dreamcanvas(['show', 'last', '--json']).out)).toMatchObject({
      text: 'Lanterns\nin the reeds',
    })
    expect(readdirSync(join(given.journal, 'drafts'))).toEqual([])
  })

  test('asks before it takes something out, and shows what is long in a pager', async () => {
    const given = home()
    given.dreamcanvas(['add'], `A long corridor.\n${'And a door.\n'.repeat(200)}`)

    const read = await onTerminal('show last', ['q'], given, 'A long corridor')
    expect(await read.ended).toBe(0)
    const kept = await onTerminal('rm last', ['n\r'], given, '[y/N]')
    expect(await kept.ended).toBe(130)
    const gone = await onTerminal('rm last', ['y\r'], given, '[y/N]')
    expect(await gone.ended).toBe(0)

    expect(gone.shown()).toContain('In the trash')
    // Node's own talk, such as of what it calls experimental, is none of the dreamer's.
    for (const { shown } of [read, kept, gone]) expect(shown()).not.toContain('Warning')
    expect(given.dreamcanvas(['list']).out).toBe('')
  })

  test('that is left, and left again at once, still has its draft', async () => {
    const first = await onTerminal('add', ['Half a dream', '\x03'])
    expect(await first.ended).toBe(130)
    const second = await onTerminal('add', ['\x03'], first.given)
    expect(await second.ended).toBe(130)
    expect(second.shown()).toContain('Going on with what you had written today at ')
    const third = await onTerminal('add', [' and the rest', '\x04'], first.given)
    expect(await third.ended).toBe(0)

    expect(JSON.parse(first.given.dreamcanvas(['show', 'last', '--json']).out)).toMatchObject({
      text: 'Half a dream and the rest',
    })
    expect(readdirSync(join(first.given.journal, 'drafts'))).toEqual([])
  })

  test('of two at once, of which one is killed, mixes no words', async () => {
    const one = await onTerminal('add', ['From the first terminal'])
    const two = await onTerminal('add', ['From the second terminal'], one.given)
    await until(() => readdirSync(join(one.given.journal, 'drafts')).length === 2)
    process.kill(pageUnder(two.child.pid ?? 0), 'SIGKILL')
    await two.ended

    const again = await onTerminal('add', ['\x04'], one.given)
    await again.ended
    one.child.stdin.write('\x04')
    await one.ended

    expect(one.given.dreamcanvas(['list', '--fields', 'text']).out.trim().split('\n').toSorted()).toEqual([
      'From the first terminal',
      'From the second terminal',
    ])
  })

  function pageUnder(pid: number): number {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
    const child = Number(children[0])
    const name = readFileSync(`/proc/${child}/comm`, 'utf8').trim()
    return name === 'dreamcanvas' ? child : pageUnder(child)
  }

  test('leaves the words of a dream nowhere but in the journal', async () => {
    const canary = 'xylophonemoth'
    const given = home()
    const page = await onTerminal('add', [canary], given)
    await until(() => readdirSync(join(given.journal, 'drafts')).length === 1)

    const arguments_ = readFileSync(`/proc/${pageUnder(page.child.pid ?? 0)}/cmdline`, 'utf8')
    page.child.stdin.write('\x04')
    await page.ended

    expect(arguments_).not.toContain(canary)
    expect(leftBeside(given, canary)).toEqual([])
  })

  test('neither does text that is piped in, given as words, or written in an editor', async () => {
    const canary = 'velvetlocomotive'
    const given = home()
    const editor = join(given.folder, 'editor')
    // Leaves the copies editors leave, and notes down who could have read along.
    writeFileSync(
      editor,
      `#!/bin/sh\necho "${canary.split('').join('""')}" > "$1"\ncp "$1" "$1~"\ncp "$1" "$(dirname "$1")/.dream.md.swp"\nls -l "$1" | cut -c1-10 > "$HOME/modes"\n`,
    )
    chmodSync(editor, 0o700)

    given.dreamcanvas(['add'], `Piped ${canary}`)
    given.dreamcanvas(['add', `Words ${canary}`])
    const edited = given.dreamcanvas(['add', '-e'], '', { VISUAL: editor })
    given.dreamcanvas(['edit', 'last', '-t', `Title ${canary}`])
    for (const verb of [['list'], ['show', 'last'], ['search', canary], ['list', '--nope', canary]])
      given.dreamcanvas(verb)

    expect(edited).toMatchObject({ code: 0, err: '' })
    expect(readFileSync(join(given.folder, 'modes'), 'utf8')).toBe('-rw-------\n')
    expect(leftBeside(given, canary)).toEqual([])
    expect(given.dreamcanvas(['list', '--quiet']).out.trim().split('\n')).toHaveLength(3)
  })

  test('a process that writes a dream from words does not show them to others', async () => {
    const canary = 'amberescalator'
    const given = home()
    given.dreamcanvas(['init'])
    const child = spawn(process.execPath, [built.bin, 'edit', 'nobody', '-t', canary, '--text'], {
      cwd: given.folder,
      env: given.env,
    })
    await until(
      () =>
        readFileSync(`/proc/${child.pid}/comm`, 'utf8').trim() === 'dreamcanvas' || child.exitCode !== null,
    )
    const seen = child.exitCode === null ? readFileSync(`/proc/${child.pid}/cmdline`, 'utf8') : ''
    child.kill()

    expect(seen).not.toContain(canary)
  })
})

/** Every file below the home, and the memory folder editors' files go to, outside the journal. */
function leftBeside({ folder, journal }: { folder: string; journal: string }, canary: string): string[] {
  const files = (place: string) =>
    existsSync(place)
      ? readdirSync(place, { recursive: true, withFileTypes: true }).map((entry) =>
          join(entry.parentPath, entry.name),
        )
      : []
  const ours = readdirSync('/dev/shm')
    .filter((name) => name.startsWith('dreamcanvas-'))
    .flatMap((name) => files(join('/dev/shm', name)))
  return [...files(folder), ...ours].filter((path) => {
    if (path === journal || path.startsWith(`${journal}/`)) return path.includes(`${journal}/drafts/`)
    if (path.includes(canary)) return true
    try {
      return readFileSync(path).includes(canary)
    } catch {
      return isLinkTo(path, canary) // a folder, or a link
    }
  })
}

function isLinkTo(path: string, words: string): boolean {
  try {
    return readlinkSync(path).includes(words)
  } catch {
    return false
  }
}
