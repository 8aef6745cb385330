import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { confirm } from '../../../src/cli/output/confirm.ts'
import { openPager } from '../../../src/cli/output/pager.ts'
import { splitWords } from '../../../src/cli/output/programs.ts'
import { createProgress } from '../../../src/cli/output/progress.ts'
import { fakeIo } from './fake-io.ts'

describe('the pager', () => {
  const long = Array.from({ length: 30 }, (_, index) => `line ${index}\n`).join('')
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pager-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  /** A terminal whose output is a file, and a pager that notes what it was given. */
  async function paged(
    text: string,
    { script, mayPage = true, tty = true }: { script?: string; mayPage?: boolean; tty?: boolean },
  ) {
    const pager = join(folder, 'my pager')
    writeFileSync(pager, `#!/bin/sh\n${script ?? 'echo "$@"; cat; env | grep ^LESS | sort'}\n`, {
      mode: 0o700,
    })
    const out = openSync(join(folder, 'out'), 'w+')
    const io = fakeIo({ tty, env: { PAGER: script === 'missing' ? 'no-such-pager' : `'${pager}' -x` } })
    Object.assign(io.stdout, { fd: out })
    Object.assign(io.stderr, { fd: out })
    const opened = openPager(io, { mayPage })
    for (const line of text.split(/(?<=\n)/)) await opened.write(line)
    await opened.close()
    closeSync(out)
    return { pager: readFileSync(join(folder, 'out'), 'utf8'), plain: io.stdout.text }
  }

  test('gets what is longer than the terminal, and keeps no history', async () => {
    const { pager, plain } = await paged(long, {})

    expect(plain).toBe('')
    expect(pager).toBe(`-x\n${long}LESS=FR\nLESSCHARSET=utf-8\nLESSHISTFILE=-\nLESSSECURE=1\n`)
  })

  test.each([
    ['what fits', 'short\n', {}],
    ['a pipe', long, { tty: false }],
    ['--no-input', long, { mayPage: false }],
    ['a pager that is not there', long, { script: 'missing' }],
  ])('is not used for %s', async (_, text, options) => {
    expect(await paged(text, options)).toEqual({ pager: '', plain: text })
  })

  test('may be quit before the end', async () => {
    const { pager } = await paged(long.repeat(1000), { script: 'head -1; exec <&-' })

    expect(pager).toBe('line 0\n')
  })
})

test.each([
  ['less -R', ['less', '-R']],
  [`"/my programs/less" -x 'a b'`, ['/my programs/less', '-x', 'a b']],
  ['', []],
])('%j is %j', (command, words) => {
  expect(splitWords(command)).toEqual(words)
})

describe('a question', () => {
  test.each([
    ['y\n', true],
    ['YES\n', true],
    ['n\n', false],
    ['\n', false],
    ['yesterday\n', false],
  ])('answered %j is %s', async (answer, agreed) => {
    const io = fakeIo({ tty: true, env: { NO_COLOR: '1' } })
    const asked = confirm(io, { question: 'Remove them?', what: ['one \x1b[2J'] })
    io.stdin.write(answer)

    expect(await asked).toBe(agreed)
    expect(io.stderr.text).toBe('  one ␛[2J\nRemove them? [y/N] ')
  })

  test('left by Ctrl-D is no, by Ctrl-C is cancelled', async () => {
    const left = fakeIo({ tty: true })
    const stopped = fakeIo({ tty: true })
    const no = confirm(left, { question: 'Sure?' })
    const cancelled = confirm(stopped, { question: 'Sure?' })
    left.stdin.end()
    setTimeout(stopped.abort, 10)

    expect(await no).toBe(false)
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' })
  })

  test('is not asked with --yes, and refused where nobody can answer', async () => {
    expect(await confirm(fakeIo(), { question: 'Sure?', yes: true })).toBe(true)
    await expect(confirm(fakeIo(), { question: 'Sure?' })).rejects.toMatchObject({
      code: 'invalid_input',
      hint: expect.stringContaining('--yes') as string,
    })
    await expect(confirm(fakeIo({ tty: true }), { question: 'Sure?', input: false })).rejects.toThrow()
  })

  test('about many things shows ten', async () => {
    const io = fakeIo({ tty: true, env: { NO_COLOR: '1' } })
    const asked = confirm(io, {
      question: 'Sure?',
      what: Array.from({ length: 12 }, (_, index) => `dream ${index}`),
    })
    io.stdin.write('n\n')
    await asked

    expect(io.stderr.text).toContain('  dream 9\n  … and 2 more\nSure?')
  })
})

describe('progress', () => {
  function drawn(options: { tty: boolean; quiet?: boolean }) {
    let time = 0
    const io = { ...fakeIo({ tty: options.tty, env: { NO_COLOR: '1' } }), now: () => new Date(time) }
    io.stderr.columns = 100
    const progress = createProgress(io, {
      label: 'Importing',
      unit: 'dreams',
      total: 5000,
      quiet: options.quiet,
    })
    for (const done of [0, 500, 2500]) {
      progress.update(done)
      time += 1000
    }
    progress.update(2500)
    progress.end()
    return io.stderr.text
  }

  test('is one line that goes away', () => {
    const text = drawn({ tty: true })

    expect(text).toContain(
      `\rImporting  ${'━'.repeat(12)}${'╌'.repeat(12)}  2,500 of 5,000 dreams  1,250/s\x1b[K`,
    )
    expect(text.endsWith('\r\x1b[K')).toBe(true)
    expect(text).not.toContain('\n')
  })

  test('is silent in a pipe and with --quiet', () => {
    expect(drawn({ tty: false }) + drawn({ tty: true, quiet: true })).toBe('')
  })
})
