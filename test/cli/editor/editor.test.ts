import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { editText } from '../../../src/cli/editor/edit-text.ts'
import { editorCommand } from '../../../src/cli/editor/editors.ts'
import { readAllStdin } from '../../../src/cli/editor/read-stdin.ts'
import { fakeIo } from '../output/fake-io.ts'

let folder: string
let runtime: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'editor-'))
  runtime = join(folder, 'runtime')
  mkdirSync(runtime)
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A shell script as the editor; `$1` is the file, `$OUT` a place to note things down. */
function editorIo(script: string, name = 'scribble') {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o700 })
  return fakeIo({ env: { VISUAL: join(folder, name), XDG_RUNTIME_DIR: runtime, OUT: join(folder, 'noted') } })
}
const noted = () => readFileSync(join(folder, 'noted'), 'utf8')

describe('a text in the editor', () => {
  afterEach(() => expect(readdirSync(runtime)).toEqual([]))

  test.each([
    ['printf "A house of water\\n" > "$1"', '', 'changed', 'A house of water'],
    ['printf "and more\\n" >> "$1"', 'one', 'changed', 'one\nand more'],
    ['true', 'one\ntwo', 'unchanged', 'one\ntwo'],
    ['printf "one" > "$1"', 'one', 'unchanged', 'one'],
    ['printf "one\\r\\ntwo\\r\\n" > "$1"', 'one\ntwo', 'unchanged', 'one\ntwo'],
    ['printf "\\357\\273\\277one" > "$1"', '', 'changed', 'one'],
    ['printf "caf\\351" > "$1"', '', 'changed', 'café'],
    ['printf "  \\n" > "$1"', 'one', 'empty', ''],
    ['rm "$1"', 'one', 'empty', ''],
    ['true', '', 'empty', ''],
  ])('%s, begun with %j, is %s', async (script, initial, outcome, text) => {
    expect(await editText(editorIo(script), initial)).toEqual({ outcome, text })
  })

  test('lies in a file of this user alone, in the runtime folder', async () => {
    const io = editorIo(
      '(ls -ld "$1"; ls -ld "$(dirname "$1")") | cut -c1-10 > "$OUT"; echo "$1" >> "$OUT"; pwd >> "$OUT"',
    )
    await editText(io, 'one', { fileName: 'dream.txt' })

    const [file, parent, path, where] = noted().trimEnd().split('\n')
    expect([file, parent]).toEqual(['-rw-------', 'drwx------'])
    expect(path).toBe(`${where}/dream.txt`)
    expect(where).toMatch(new RegExp(`^${runtime}/dreamcanvas-`))
  })

  test('takes along what the editor left beside it, overwritten first', async () => {
    const script = 'echo "a dream" > "$1~"; ln "$1~" "$OUT"; mkdir undo; echo x > undo/x; echo "new" > "$1"'

    expect(await editText(editorIo(script), 'one')).toMatchObject({ text: 'new' })
    expect(noted()).toBe('\0'.repeat('a dream\n'.length))
  })

  test('of an editor that fails is not saved, but kept as a draft', async () => {
    const drafts: string[] = []
    const failed = editText(editorIo('echo more >> "$1"; exit 3'), 'one', {
      draft: { save: (text) => void drafts.push(text) },
    })

    await expect(failed).rejects.toMatchObject({ code: 'invalid_input', details: { exitCode: 3 } })
    expect(drafts).toEqual(['one\nmore'])
  })

  test('is kept as a draft when the program is asked to end', async () => {
    const io = editorIo('echo more >> "$1"; sleep 30')
    const drafts: string[] = []
    const cut = editText(io, 'one', { draft: { save: (text) => void drafts.push(text) } })
    setTimeout(io.abort, 300)

    await expect(cut).rejects.toMatchObject({ code: 'cancelled' })
    expect(drafts).toEqual(['one\nmore'])
  })

  test('needs an editor that is there', async () => {
    const io = fakeIo({ env: { VISUAL: 'no-such-editor', XDG_RUNTIME_DIR: runtime } })

    await expect(editText(io, '')).rejects.toMatchObject({
      code: 'invalid_input',
      message: 'There is no editor "no-such-editor"',
    })
  })
})

describe('an editor is told to keep no copies', () => {
  const vim = expect.arrayContaining(['-n', '-i', 'NONE']) as string[]

  test.each([
    ['vim', [], vim],
    ['nvim', [], vim],
    ['nano', ['-w'], ['-w', '--ignorercfiles']],
    ['emacs-29.1', ['-nw'], expect.arrayContaining(['-nw', '--eval']) as string[]],
    ['code', [], ['--wait']],
    ['code', ['-w'], ['-w']],
    ['gvim', [], expect.arrayContaining(['-n', '-f']) as string[]],
    ['nvi', [], []],
    ['hx', [], []],
  ])('%s %j', (name, given, args) => {
    const io = editorIo('true', name)
    const command = [`'${join(folder, name)}'`, ...given].join(' ')

    expect(editorCommand({ ...io, env: { EDITOR: command } })).toEqual({
      name: join(folder, name),
      program: join(folder, name),
      args,
    })
  })

  test('by what it is, not by what it is called', () => {
    editorIo('echo "VIM - Vi IMproved 9"', 'vi')
    editorIo('true', 'vim.basic')
    symlinkSync(join(folder, 'vim.basic'), join(folder, 'editor'))
    const argsOf = (name: string) => editorCommand(fakeIo({ env: { EDITOR: name, PATH: folder } })).args

    expect(argsOf('vi')).toEqual(vim)
    expect(argsOf('editor')).toEqual(vim)
    editorIo('echo "usage: vi [-eF]" >&2; exit 1', 'vi')
    expect(argsOf('vi')).toEqual([])
  })

  test('VISUAL before EDITOR before what is usual', () => {
    for (const name of ['one', 'two', 'nano']) editorIo('true', name)
    const nameIn = (env: Record<string, string>) =>
      editorCommand(fakeIo({ env: { PATH: folder, ...env } })).name

    expect(nameIn({ VISUAL: 'one', EDITOR: 'two' })).toBe('one')
    expect(nameIn({ VISUAL: ' ', EDITOR: 'two' })).toBe('two')
    expect(nameIn({})).toBe('nano')
    expect(() => nameIn({ PATH: '' })).toThrow('No editor was found')
  })
})

describe('piped text', () => {
  async function piped(...chunks: (string | Buffer)[]) {
    const io = fakeIo()
    for (const chunk of chunks) io.stdin.write(chunk)
    io.stdin.end()
    return readAllStdin(io, { limitMb: 1 })
  }

  test('is read to its end, characters cut in two made whole, a byte order mark dropped', async () => {
    const water = Buffer.from('水')

    expect(await piped('\ufeffA house of ', water.subarray(0, 1), water.subarray(1), '\r\n')).toBe(
      'A house of 水\r\n',
    )
    expect(await piped()).toBe('')
  })

  test('that is not UTF-8, or too long, is an error that says what to do', async () => {
    await expect(piped(Buffer.from('caf\xe9', 'latin1'))).rejects.toMatchObject({
      code: 'invalid_input',
      message: 'What was piped in is not UTF-8',
    })
    await expect(piped('x'.repeat(1024 * 1024 + 1))).rejects.toMatchObject({
      message: 'The text is longer than 1 MB',
    })
  })

  test('stops with Ctrl-C', async () => {
    const io = fakeIo()
    const reading = readAllStdin(io)
    io.abort()

    await expect(reading).rejects.toMatchObject({ name: 'AbortError' })
  })
})
