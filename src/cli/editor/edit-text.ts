import { isUtf8 } from 'node:buffer'
import { existsSync, readFileSync } from 'node:fs'
import { AppError } from '../../contract/errors.ts'
import type { Io } from '../io.ts'
import { editorCommand } from './editors.ts'
import { createPrivateFile } from './private-file.ts'
import { runEditor } from './run-editor.ts'

interface Options {
  /** Its ending tells the editor what kind of text it is. */
  readonly fileName?: string | undefined
  /** Gets what was written before the file goes: the journal may refuse it, the editor fail, the terminal die. */
  readonly draft?: { save(text: string): Promise<void> | void } | undefined
}

export interface Edited {
  readonly outcome: 'changed' | 'unchanged' | 'empty'
  readonly text: string
}

/** The person's own editor on a private file, of which nothing is left behind. */
export async function editText(
  io: Io,
  initial: string,
  { fileName = 'dream.md', draft }: Options = {},
): Promise<Edited> {
  const editor = editorCommand(io)
  const before = initial === '' || initial.endsWith('\n') ? initial : `${initial}\n`
  const file = createPrivateFile(io, fileName, before)
  try {
    const end = await runEditor(io, editor, file).catch((error: unknown) => {
      throw new AppError('invalid_input', `The editor "${editor.name}" could not be started`, {
        hint: 'Set VISUAL or EDITOR to another, or write without -e.',
        cause: error,
      })
    })
    if (end === 0) {
      const edited = compare(initial, readBack(file.path))
      if (edited.outcome === 'changed') await keepIfPossible(edited.text, draft)
      return edited
    }

    // nano, when its terminal dies, writes beside the file.
    const left = readBack(existsSync(`${file.path}.save`) ? `${file.path}.save` : file.path)
    const edited = compare(initial, left)
    if (edited.outcome === 'changed') await draft?.save(edited.text)
    const kept =
      edited.outcome === 'changed' && draft ? 'What was written in it is kept as a draft.' : undefined
    if (end === 'cut off') throw new AppError('cancelled', 'The editor was interrupted', { hint: kept })
    throw new AppError(
      'invalid_input',
      `The editor "${editor.name}" ended with an error, so nothing was saved`,
      {
        hint: kept,
        details: { exitCode: end },
      },
    )
  } finally {
    file.remove()
  }
}

/** Where no draft can be kept the journal may still take the words: that is no reason to let go of them. */
async function keepIfPossible(text: string, draft: Options['draft']): Promise<void> {
  try {
    await draft?.save(text)
  } catch {
    // Whoever saves them next says what is wrong.
  }
}

/** Editors end the last line, and Windows' end every line in their own way: neither is a change. */
function compare(initial: string, written: string): Edited {
  const lines = written.replace(/\r\n/g, '\n')
  const text = initial.endsWith('\n') ? lines : lines.replace(/\n$/, '')
  if (text.trim() === '') return { outcome: 'empty', text: '' }
  return { outcome: text === initial.replace(/\r\n/g, '\n') ? 'unchanged' : 'changed', text }
}

/** An editor set to an old encoding must not cost the words it was trusted with. */
function readBack(path: string): string {
  if (!existsSync(path)) return ''
  const bytes = readFileSync(path)
  return isUtf8(bytes) ? new TextDecoder().decode(bytes) : bytes.toString('latin1')
}
