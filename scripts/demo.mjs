/**
 * `npm run demo`: a week of dreams written, found, changed and taken out, with the real command on a throwaway journal.
 * It ends by itself, leaves nothing behind, and fails when anything did not do what it shows.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { DREAMS } from './demo/dreams.mjs'
import { createShell } from './demo/shell.mjs'

const coloured = process.stdout.isTTY && !process.env.NO_COLOR && process.env.TERM !== 'dumb'
const ansi = (from, to) => (text) => (coloured ? `\x1b[${from}m${text}\x1b[${to}m` : text)
const paint = { bold: ansi(1, 22), dim: ansi(2, 22), accent: ansi(36, 39) }

const folder = mkdtempSync(join(tmpdir(), 'dreamcanvas-demo-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130))

const ours = Object.entries(process.env).filter(([name]) => !name.startsWith('DREAMCANVAS_'))
const env = {
  ...Object.fromEntries(ours),
  DREAMCANVAS_JOURNAL: join(folder, 'journal'),
  DREAMCANVAS_NO_INPUT: '1',
  ...(coloured ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }),
}
const { run, quietly } = createShell({ env, folder, paint })

try {
  say('DreamCanvas', 'A week of nights, on a journal made for this demo and thrown away after it.')
  await write()
  await find()
  await change()
  await takeOut()
  say('Good night.', 'That was the command. `npm start` opens your own journal.')
} catch (error) {
  process.stdout.write('\n')
  process.stderr.write(`The demo did not get through: ${error.message}\n`)
  process.exitCode = 1
}

async function write() {
  say('Written', 'Seven nights. In a terminal `dreamcanvas` opens a page; here words are piped in.')
  await run(['init'])
  await run(['add', '-d', 'seven nights ago', '-t', 'One staircase too many', '--tag', 'seaside,house'], {
    text: DREAMS.stairs,
  })
  await run(['no-recall', '-d', 'six nights ago'])
  await run(['add', '-d', 'five nights ago', '--lucid', '4', '--technique', 'MILD', '--tag', 'garden'], {
    text: DREAMS.orchard,
  })
  tell('At three in the morning half a line is enough; the rest comes with the coffee.')
  await run(['add', '-d', 'four nights ago 3:10', '--fragment'], { text: DREAMS.heronAtThree })
  await run(['more', 'last'], { text: DREAMS.heronInTheMorning })
  await run(['reflect', 'last'], { text: DREAMS.heronReflection })
  await run(['add', '-d', 'three nights ago', '--mood', '3', '--tag', 'بيت'], { text: DREAMS.kitchen })
  await run(['add', '-d', 'two nights ago', '--recurring', '--tag', 'house'], { text: DREAMS.coats })
  await run(['add', '-d', 'yesterday 15:00', '--nap', '--vivid', '4', '--tag', 'sea'], { text: DREAMS.waves })
  await run(['add', '-d', 'last night', '-t', 'Holding the light', '--mood', '2', '--tag', 'sea'], {
    text: DREAMS.keeper,
  })
  const { stdout } = await run(['list'])
  assert.equal(stdout.trim().split('\n').length, 7, 'seven dreams are listed')
  await run(['show', 'last~3'])
}

async function find() {
  say('Found', 'By words in any script, by tag, by what was marked.')
  await finds(['lighthouse'], 2)
  tell('Typed with another ending than it was written with, and found:')
  await finds(['مناره'], 1)
  await finds(['house', '-coats', 'tag:seaside'], 1)
  await finds(['is:nap', 'vivid:4..'], 1)
}

async function finds(query, expected) {
  await run(['search', ...query])
  const { stdout } = await quietly(['search', ...query, '--ndjson'])
  assert.equal(lines(stdout).length, expected, `a search for ${query.join(' ')} finds ${expected}`)
}

async function change() {
  say('Changed', 'Every version stays, and the last change can be taken back.')
  await run(['edit', 'last', '--mood', '3', '--text'], {
    text: DREAMS.keeper.replace('as heavy as a cat, and as warm', 'as heavy as a sleeping cat, and as warm'),
  })
  await run(['show', 'last', '--history'])
  await run(['tags', 'rename', 'seaside', 'seashore', '--yes'])
  await run(['tags', 'merge', 'seashore', 'sea', '--yes'])
  await run(['tags'])
  await run(['rm', 'last', '--yes'])
  await run(['undo', '--yes'])
  assert.equal(await count(), 7, 'undo brought the dream back')
}

async function takeOut() {
  say('Taken out', 'All of it, history too, in a format anybody can read; and into another journal.')
  const file = 'week.jsonl'
  const second = ['--journal', join(folder, 'second')]
  await run(['export', '-o', file])
  await run(['init', '--journal', 'second'])
  await run(['import', file, '--journal', 'second'])
  tell('Once more: nothing comes in twice.')
  await run(['import', file, '--journal', 'second'])
  assert.equal(await count(second), await count(), 'both journals hold the same number of dreams')
  const [here, there] = await Promise.all([quietly(['export']), quietly(['export', ...second])])
  assert.equal(there.stdout, here.stdout, 'both journals give the same export')
  tell(
    `${await count(second)} dreams here, ${await count(second)} there, and the two exports are the same to the letter.`,
  )
  await run(['doctor'])
}

async function count(more = []) {
  const { stdout } = await quietly(['list', '--ndjson', ...more])
  return lines(stdout).length
}

function lines(text) {
  return text.split('\n').filter((line) => line !== '')
}

function say(title, words) {
  process.stdout.write(`\n${paint.accent(title)}\n${words}\n`)
}

function tell(words) {
  process.stdout.write(`\n${paint.dim(words)}\n`)
}
