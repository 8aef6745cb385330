import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openPage, type PageOptions } from '../../../src/cli/page/open-page.ts'
import { canOpenPage } from '../../../src/cli/page/terminal.ts'
import { fakeIo } from '../output/fake-io.ts'
import { fakeTerminal } from './fake-terminal.ts'

function openTestPage(options: Partial<PageOptions> & { fails?: () => boolean } = {}) {
  const io = fakeIo({ tty: true, env: { NO_COLOR: '1' } })
  const terminal = fakeTerminal(io.stdout.columns, io.stdout.rows)
  io.stdout.on('data', (bytes: Buffer) => terminal.feed(bytes.toString()))
  const saves: string[] = []
  let kept: string | undefined
  const end = openPage(io, {
    hint: 'Ctrl-D saves',
    draft: {
      save(text) {
        if (options.fails?.()) throw new Error('the disk is full')
        saves.push(text)
        kept = text
      },
      clear: () => void (kept = undefined),
    },
    ...options,
  })
  return {
    io,
    terminal,
    end,
    saves,
    get draft() {
      return kept
    },
    async type(...chunks: string[]) {
      for (const chunk of chunks) io.stdin.write(chunk)
      await pause(5)
    },
  }
}

test('what is written is saved with Ctrl-D, and the page folds away', async () => {
  const page = openTestPage({ title: 'Last night' })
  await page.type('A house', '\r', 'of water 水\x7f')
  const seen = page.terminal.screen

  await page.type('\x04')

  expect(seen).toEqual(['Last night', 'A house', 'of water', '', 'Ctrl-D saves'])
  expect(await page.end).toEqual({ saved: true, text: 'A house\nof water ' })
  expect(page.terminal.screen).toEqual([])
  expect(page.io.stdin.raw).toBe(false)
  expect(page.io.stdout.text.endsWith('\x1b[?2004l')).toBe(true)
})

test('a page that was begun goes on at its end', async () => {
  const page = openTestPage({ initial: 'A house\r\nof' })
  await page.type(' water\x04')

  expect(await page.end).toEqual({ saved: true, text: 'A house\nof water' })
})

test('Ctrl-C leaves and the draft is on disk', async () => {
  const page = openTestPage()
  await page.type('half', ' a dream', '\x03')

  expect(await page.end).toEqual({ saved: false, kept: true })
  expect(page.draft).toBe('half a dream')
})

test('of a page that is blank again no draft stays', async () => {
  const page = openTestPage()
  await page.type('x', '\x15', '\x03')

  expect(await page.end).toEqual({ saved: false, kept: false })
  expect(page.draft).toBeUndefined()
})

test('the draft is written with the first key, then once a second, and after the last', async () => {
  const page = openTestPage()
  await page.type('a')
  expect(page.saves).toEqual(['a'])

  for (const letter of 'bcdef') await page.type(letter)
  expect(page.saves).toEqual(['a'])
  await pause(1100)

  expect(page.saves).toEqual(['a', 'abcdef'])
  await page.type('\x03')
  await page.end
})

test.each<[string, (page: ReturnType<typeof openTestPage>) => void]>([
  ['the program is asked to end', ({ io }) => io.abort()],
  ['input ends', ({ io }) => void io.stdin.end()],
  ['reading fails', ({ io }) => void io.stdin.emit('error', new Error('EIO'))],
  ['the screen is gone', ({ io }) => void io.stdout.emit('error', new Error('EIO'))],
])('when %s the draft is written at once, a cut-off paste too', async (_, happen) => {
  const page = openTestPage()
  await page.type('a dream ', '\x1b[200~pasted\x1b[2')

  happen(page)

  expect(await page.end).toEqual({ saved: false, kept: true })
  expect(page.draft).toBe('a dream pasted\x1b[2')
  expect(page.io.stdin.raw).toBe(false)
})

test('a draft that cannot be written is said, and Ctrl-C loses nothing unasked', async () => {
  const page = openTestPage({ fails: () => true })
  await page.type('a dream')
  const first = page.terminal.screen.at(-1)
  await page.type('\x03')
  const warning = page.terminal.screen.at(-1)
  await page.type('!')
  await page.type('\x03')
  await page.type('\x03')

  expect([first, warning]).toEqual([
    'The draft cannot be kept on disk · Ctr…',
    'No draft on disk · Ctrl-C again loses…',
  ])
  expect(await page.end).toEqual({ saved: false, kept: false })
})

test('a resize draws the page for the new width', async () => {
  const page = openTestPage({ initial: 'a house of water' })
  await pause(5)
  const terminal = fakeTerminal(12, 8)
  page.io.stdout.on('data', (bytes: Buffer) => terminal.feed(bytes.toString()))
  page.io.stdout.resizeTo(12, 8)
  await pause(5)

  expect(terminal.screen).toEqual(['a house of', 'water', '', 'Ctrl-D sav…'])
  await page.type('\x04')
  await page.end
})

test('the Escape key alone changes nothing', async () => {
  const page = openTestPage()
  await page.type('a\x1b')
  await pause(150)
  await page.type('b\x04')

  expect(await page.end).toEqual({ saved: true, text: 'ab' })
})

test('a bug gives the terminal back', async () => {
  const page = openTestPage()
  Object.defineProperty(page.io.stdout, 'columns', {
    get() {
      throw new Error('a bug')
    },
  })
  page.io.stdin.write('x')

  await expect(page.end).rejects.toThrow('a bug')
  expect(page.io.stdin.raw).toBe(false)
})

test('the page needs a terminal to read from and one to draw on', async () => {
  const piped = fakeIo()
  const resultPiped = fakeIo({ tty: true })
  resultPiped.stdout.isTTY = false

  expect([piped, fakeIo({ tty: true, env: { TERM: 'dumb' } }), resultPiped].map(canOpenPage)).toEqual([
    false,
    false,
    true,
  ])
  await expect(openPage(piped, { hint: '', draft: { save() {}, clear() {} } })).rejects.toMatchObject({
    code: 'invalid_input',
  })
})
