import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { uptime } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDraft } from '../../src/cli/drafts.ts'
import { testFolder } from '../support/folder.ts'
import { createCommand, type Command } from './support/command.ts'

/** No process has it: beyond what any system gives out. */
const NOBODY = 2 ** 30

function leave(journal: string, name: string, text: string, writtenAt?: Date): string {
  const drafts = join(journal, 'drafts')
  mkdirSync(drafts, { recursive: true })
  const path = join(drafts, name)
  writeFileSync(path, text)
  if (writtenAt) utimesSync(path, writtenAt, writtenAt)
  return path
}

/** Writes behind what it is given, as somebody in an editor would. */
function editorOf({ home }: Command, words: string): Record<string, string> {
  const path = join(home, 'editor')
  writeFileSync(path, `#!/bin/sh\nprintf '%s' '${words}' >> "$1"\n`, { mode: 0o700 })
  return { VISUAL: path, XDG_RUNTIME_DIR: home }
}

test('a draft that was left is gone on with, and goes when what became of it is saved', async () => {
  const dreamcanvas = createCommand()
  await dreamcanvas('init')
  leave(dreamcanvas.journal, `dream.${NOBODY}.0a0b0c0d.md`, 'Under the ice ')
  leave(dreamcanvas.journal, `dream.${NOBODY}.0a0b0c0d.md.part`, 'Under the i')

  const { err } = await dreamcanvas('add -e', { env: editorOf(dreamcanvas, 'a lamp was lit.') })

  expect(err).toMatch(/^Going on with what you had written .*\.\n$/)
  expect((await dreamcanvas('list --fields text')).out).toBe('Under the ice a lamp was lit.\n')
  expect(readdirSync(join(dreamcanvas.journal, 'drafts'))).toEqual([])
})

test('a dream belongs to the night its draft was written in, unless another is named', async () => {
  const dreamcanvas = createCommand()
  await dreamcanvas('init')
  const then = new Date('2026-11-12T03:10:00Z')
  const env = editorOf(dreamcanvas, '.')

  leave(dreamcanvas.journal, `dream.${NOBODY}.00000001.md`, 'The first', then)
  await dreamcanvas('add -e', { env })
  leave(dreamcanvas.journal, `dream.${NOBODY}.00000002.md`, 'The second', then)
  await dreamcanvas('add -e -d yesterday', { env })

  expect((await dreamcanvas('list --fields night,dreamtAt,text --ndjson')).out).toBe(
    '{"night":"2026-11-19","dreamtAt":null,"text":"The second\\n."}\n' +
      '{"night":"2026-11-12","dreamtAt":null,"text":"The first\\n."}\n',
  )
})

test('an edit that goes on with a draft of an older revision keeps both versions', async () => {
  const dreamcanvas = createCommand()
  const { id } = JSON.parse((await dreamcanvas('add --json', { stdin: 'Blue.' })).out) as { id: string }
  await dreamcanvas('edit last --text', { stdin: 'Green.' })
  leave(dreamcanvas.journal, `edit-${id}@1.${NOBODY}.00000001.md`, 'Blue, and deep')

  const { code } = await dreamcanvas('edit last -e', { env: editorOf(dreamcanvas, '.') })

  expect(code).toBe(4)
  expect((await dreamcanvas('show last --fields text,conflict')).out).toBe('Green.\ttrue\n')
  expect(readdirSync(join(dreamcanvas.journal, 'drafts'))).toEqual([])
})

test('an editor that is only closed leaves the draft as it was', async () => {
  const dreamcanvas = createCommand()
  await dreamcanvas('init')
  leave(dreamcanvas.journal, `dream.${NOBODY}.00000001.md`, 'Half a dream')

  const { code, err } = await dreamcanvas('add -e', { env: editorOf(dreamcanvas, '') })

  expect({ code, err }).toEqual({
    code: 130,
    err: expect.stringContaining('Nothing was changed, so nothing was saved; the draft is kept.\n'),
  })
  const [draft = ''] = readdirSync(join(dreamcanvas.journal, 'drafts'))
  expect(readFileSync(join(dreamcanvas.journal, 'drafts', draft), 'utf8')).toBe('Half a dream')
})

test('the page of a process that lives keeps its draft; one from before a restart does not', () => {
  const folder = testFolder()
  const parent = process.ppid
  leave(folder, `dream.${parent}.00000001.md`, 'Being written right now')
  const before = new Date(Date.now() - (uptime() + 3600) * 1000)
  leave(folder, `dream.${parent}.00000002.md`, 'From before the restart', before)

  expect(openDraft(folder, { name: 'dream' }).kept).toMatchObject({
    text: 'From before the restart',
    more: 0,
  })
})

test('drafts of one thing are handed out one by one', () => {
  const folder = testFolder()
  leave(folder, `dream.${NOBODY}.00000001.md`, 'older', new Date('2026-11-19T03:00:00Z'))
  leave(folder, `dream.${NOBODY}.00000002.md`, 'newer', new Date('2026-11-20T03:00:00Z'))
  leave(folder, `more-x.${NOBODY}.00000003.md`, 'of another')

  const first = openDraft(folder, { name: 'dream' })
  expect(first.kept).toMatchObject({ text: 'newer', more: 1 })
  void first.draft.clear()
  expect(openDraft(folder, { name: 'dream' }).kept).toMatchObject({ text: 'older', more: 0 })
})

test('what was written in an editor and could not be saved waits as a draft', async () => {
  const dreamcanvas = createCommand()
  await dreamcanvas('init')
  const env = editorOf(dreamcanvas, 'A stair of water.')

  const { code } = await dreamcanvas('add -e --zone Nowhere/Land', { env })
  await dreamcanvas('add -e', { env: editorOf(dreamcanvas, ' And a lamp.') })

  expect(code).toBe(2)
  expect((await dreamcanvas('list --fields text')).out).toBe('A stair of water. And a lamp.\n')
  expect(readdirSync(join(dreamcanvas.journal, 'drafts'))).toEqual([])
})
