import { AppError } from '../contract/errors.ts'
import type { Cli } from './cli.ts'
import { canOpenPage } from './page/terminal.ts'

export type TextSource = {
  readonly words: readonly string[]
  readonly editor?: boolean | undefined
  /** What the page or the editor begins with. */
  readonly initial?: string
  /** Names the draft: a page for the same thing goes on with it. */
  readonly draft: string
  readonly title: string
}

/** The text a verb was given: as words, in the editor, through a pipe, or on a page in the terminal. */
export async function readText(
  cli: Cli,
  { words, editor, initial = '', draft, title }: TextSource,
): Promise<string> {
  const { io, globals } = cli
  if (words.length > 0) return words.join(' ')
  if (editor) {
    const { editText } = await import('./editor/edit-text.ts')
    const { newDraft } = await import('./drafts.ts')
    const kept = newDraft(cli.folder, draft)
    cli.onSaved(() => kept.clear())
    const { outcome, text } = await editText(io, initial, { fileName: 'dream.md', draft: kept })
    if (outcome === 'unchanged') throw new AppError('cancelled', 'Nothing was changed, so nothing was saved')
    return text
  }
  if (!canOpenPage(io)) {
    const { readAllStdin } = await import('./editor/read-stdin.ts')
    return readAllStdin(io)
  }
  if (!globals.input)
    throw new AppError('invalid_input', 'There is no text, and nobody may be asked for it', {
      hint: 'Pipe the text in, or leave --no-input out.',
    })
  return writeOnPage(cli, { initial, draft, title })
}

const HINT = 'Ctrl-D saves · Ctrl-C leaves, the draft is kept'

async function writeOnPage(
  cli: Cli,
  page: { initial: string; draft: string; title: string },
): Promise<string> {
  const { openPage } = await import('./page/open-page.ts')
  const { keptDraft, newDraft } = await import('./drafts.ts')
  const kept = keptDraft(cli.folder, page.draft)
  if (kept) await cli.print.note(`Going on with what you had written ${kept.when}.`)
  const draft = newDraft(cli.folder, page.draft)
  const { color } = cli.globals
  const end = await openPage(cli.io, {
    hint: HINT,
    draft,
    initial: kept?.text ?? page.initial,
    title: page.title,
    color,
  })
  if (end.saved) {
    kept?.forget()
    cli.onSaved(() => draft.clear())
    return end.text
  }
  if (end.kept) {
    kept?.forget()
    await cli.print.note('The draft is kept; the same command goes on with it.')
  }
  const abort = new Error('Left without saving')
  abort.name = 'AbortError'
  throw abort
}
