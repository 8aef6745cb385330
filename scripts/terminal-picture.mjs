/**
 * `node scripts/terminal-picture.mjs`: draws docs/images/terminal.svg from what the built command says in a real
 * terminal, on a throwaway journal whose clock stands still. It needs `script`, which every Linux and Mac has.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { DREAMS } from './demo/dreams.mjs'
import { terminalSvg } from './demo/terminal-svg.mjs'
import { hereLines, typedLines } from './demo/typed.mjs'
import { ROOT } from './places.mjs'

const COMMAND = join(ROOT, 'out', 'cli', 'bin.js')
const STAND_STILL = new URL('demo/stand-still.mjs', import.meta.url).href
const TITLE = 'DreamCanvas in a terminal: a dream is written down, listed, found and changed.'

const BEFORE = [
  [['init']],
  [['add', '-d', '2026-11-14', '-t', 'One staircase too many', '--tag', 'sea,house'], DREAMS.stairs],
  [['add', '-d', '2026-11-16', '--lucid', '4', '--tag', 'garden'], DREAMS.orchard],
  [['add', '-d', '2026-11-17 03:10', '-t', 'A station called Tuesday', '--fragment'], DREAMS.heronAtThree],
  [['add', '-d', '2026-11-18', '--mood', '3'], DREAMS.kitchen],
  [['add', '-d', '2026-11-19 15:00', '--nap', '--tag', 'sea'], DREAMS.waves],
]
const SHOWN = [
  [['add', '-d', 'last night 4:30', '-t', 'Holding the light', '--tag', 'sea'], DREAMS.keeper],
  [['list']],
  [['search', 'lighthouse']],
  [['search', 'مناره']],
]

const folder = mkdtempSync(join(tmpdir(), 'dreamcanvas-picture-'))
try {
  let minute = 0
  const next = () => `2026-11-20T07:${String(minute++).padStart(2, '0')}:00.000Z`
  for (const [words, text] of BEFORE) inTerminal(words, text, next())
  const screen = SHOWN.map(([words, text]) => {
    const [first, ...more] = typedLines(words, text)
    const typed = [`\x1b[2m$\x1b[22m ${bold(first)}`, ...more.map(bold), ...hereLines(text).map(dim)]
    return `${typed.join('\n')}\n${inTerminal(words, text, next())}`
  }).join('\n')
  mkdirSync(join(ROOT, 'docs', 'images'), { recursive: true })
  writeFileSync(join(ROOT, 'docs', 'images', 'terminal.svg'), terminalSvg(screen, { title: TITLE }))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function inTerminal(words, text, now) {
  const given = join(folder, 'text')
  writeFileSync(given, text ?? '')
  const command = [process.execPath, '--import', STAND_STILL, COMMAND, ...words]
    .map((word) => `'${word}'`)
    .join(' ')
  const line = `stty cols 80 rows 60; exec ${command} < '${given}'`
  const args =
    process.platform === 'darwin' ? ['-q', '/dev/null', 'sh', '-c', line] : ['-qec', line, '/dev/null']
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    TERM: 'xterm-256color',
    TZ: 'Europe/Berlin',
    DREAMCANVAS_JOURNAL: join(folder, 'journal'),
    DREAMCANVAS_NO_INPUT: '1',
    STAND_STILL_AT: now,
  }
  return execFileSync('script', args, {
    cwd: folder,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

function bold(text) {
  return `\x1b[1m${text}\x1b[22m`
}

function dim(text) {
  return `\x1b[2m${text}\x1b[22m`
}
