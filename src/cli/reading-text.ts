import { AppError } from '../contract/errors.ts'
import type { Cli } from './cli.ts'
import type { DraftName, OpenedDraft } from './drafts.ts'
import { isTty } from './io.ts'
import { canOpenPage } from './page/terminal.ts'

export type TextSource = {
  readonly words: readonly string[]
  readonly editor?: boolean | undefined
  /** What the page or the editor begins with. */
  readonly initial?: string
  /** Names the draft: a page for the same thing goes on with it. */
  readonly draft: DraftName
  readonly title: string
}

export type Written = {
  readonly text: string
  /** The draft it goes on with: when that was written, and the revision it began from. */
  readonly draft?: { readonly writtenAt: Date; readonly base: number | undefined } | undefined
}

/** The text a verb was given: as words, in the editor, through a pipe, or on a page in the terminal. */
export async function readText(cli: Cli, source: TextSource): Promise<Written> {
  const { io, globals } = cli
  const { words, editor } = source
  if (words.length > 0) return { text: words.join(' ') }
  if (editor) return inEditor(cli, source)
  if (isTty(io.stdin) && !globals.input)
    throw new AppError('invalid_input', 'There is no text, and nobody may be asked for it', {
      hint: 'Pipe the text in, or leave --no-input out.',
    })
  if (canOpenPage(io)) return onPage(cli, source)
  const { readAllStdin } = await import('./editor/read-stdin.ts')
  if (isTty(io.stdin)) await cli.print.note('Write, then Ctrl-D on a line of its own.')
  return { text: await readAllStdin(io) }
}

/** What add and append need: without a word in it there is nothing to save. */
export function refuseBlank(text: string, hint?: string): void {
  if (text.trim() === '')
    throw new AppError('invalid_input', 'Nothing was written, so nothing was saved', { hint })
}

async function inEditor(cli: Cli, { initial = '', draft: name }: TextSource): Promise<Written> {
  const { editText } = await import('./editor/edit-text.ts')
  const { draft, kept } = await goOn(cli, name)
  const begun = kept?.text ?? initial
  const { outcome, text } = await editText(cli.io, begun, { fileName: 'dream.md', draft })
  // An editor that was only closed has said nothing about a draft from before.
  if (outcome === 'unchanged' && kept)
    throw new AppError('cancelled', 'Nothing was changed, so nothing was saved; the draft is kept', {
      hint: 'Without -e it opens on a page, where Ctrl-D saves it as it is.',
    })
  cli.onSaved(() => draft.clear())
  return { text: outcome === 'unchanged' ? initial : text, draft: kept }
}

const HINT = 'Ctrl-D saves · Ctrl-C leaves, the draft is kept'

async function onPage(cli: Cli, { initial = '', draft: name, title }: TextSource): Promise<Written> {
  const { openPage } = await import('./page/open-page.ts')
  const { draft, kept, isKept } = await goOn(cli, name)
  const { color } = cli.globals
  const end = await openPage(cli.io, { hint: HINT, draft, initial: kept?.text ?? initial, title, color })
  if (end.saved) {
    cli.onSaved(() => draft.clear())
    return { text: end.text, draft: kept }
  }
  if (end.kept && isKept()) await cli.print.note('The draft is kept; the same command goes on with it.')
  const abort = new Error('Left without saving')
  abort.name = 'AbortError'
  throw abort
}

/** Goes on with what was left, if something was. */
async function goOn(cli: Cli, name: DraftName): Promise<OpenedDraft> {
  const { openDraft } = await import('./drafts.ts')
  const now = cli.io.now()
  const opened = openDraft(cli.folder, name)
  if (opened.kept) {
    const { sayWhen } = await import('./show/when.ts')
    const { writtenAt, more } = opened.kept
    const others = more === 0 ? '' : ` After it ${more === 1 ? 'another is' : `${more} others are`} waiting.`
    await cli.print.note(`Going on with what you had written ${sayWhen(writtenAt, now)}.${others}`)
  }
  return opened
}
