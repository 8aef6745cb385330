import type { Io } from '../io.ts'
import { createPaper } from '../output/paper.ts'
import { keepDraft, type Draft } from './draft.ts'
import { startPage } from './edit.ts'
import { createKeyReader, type Key } from './keys.ts'
import { layOut } from './layout.ts'
import { erase, redraw, type Drawn } from './screen.ts'
import { takeTerminal } from './terminal.ts'
import { frame, textColumns, textRows } from './view.ts'
import { press, type Writing } from './writing.ts'

export interface PageOptions {
  readonly hint: string
  readonly draft: Draft
  readonly initial?: string | undefined
  readonly title?: string | undefined
  readonly color?: boolean | undefined
}

/** `kept` tells whether there is a draft of it on disk; of a blank page there is none. */
export type PageEnd =
  | { readonly saved: true; readonly text: string }
  | { readonly saved: false; readonly kept: boolean }

/** How long the rest of an escape sequence may take, over a slow line. */
const ESCAPE_MS = 100
const TROUBLE = 'The draft cannot be kept on disk · Ctrl-D tries to save'
const LAST_WARNING = 'No draft on disk · Ctrl-C again loses it · Ctrl-D tries to save'

/**
 * A plain page in place: Enter is a new line, Ctrl-D saves, Ctrl-C leaves. When the terminal dies or the
 * program is asked to end, the draft is written at once. At its end the page folds away: no dream stays
 * on the screen.
 */
export async function openPage(io: Io, options: PageOptions): Promise<PageEnd> {
  const terminal = takeTerminal(io)
  const { screen } = terminal
  const paper = createPaper(io, screen, options)
  const title = options.title ? paper.text(options.title) : undefined
  const reader = createKeyReader()
  const end = Promise.withResolvers<PageEnd>()
  let writing: Writing = { page: startPage(options.initial ?? ''), goal: undefined }
  let drawn: Drawn | undefined
  let top = 0
  let hint = options.hint
  let ending = false
  let warned = false
  let escape: NodeJS.Timeout | undefined

  const keeper = keepDraft(options.draft, writing.page.text, (failure) => {
    hint = failure === undefined ? options.hint : TROUBLE
    if (!ending) draw()
  })

  function draw(): void {
    const size = terminal.size()
    const next = frame(layout(), writing.page.cursor, size, { title, hint, dim: paper.style.dim }, top)
    screen.write(redraw(drawn, next))
    drawn = next
    top = next.top
  }

  function layout() {
    return layOut(writing.page.text, textColumns(terminal.size()))
  }

  function fold(columns?: number): void {
    if (drawn) screen.write(erase(drawn, columns))
    drawn = undefined
  }

  function pressAll(keys: readonly Key[]): void {
    for (const key of keys) {
      if (ending) return
      if ('text' in key) writing = press(writing, key, layout, 0)
      else if (key.command === 'save') finish('save')
      else if (key.command === 'leave') finish('leave')
      else if (key.command === 'redraw') fold()
      else
        writing = press(writing, { command: key.command }, layout, textRows(terminal.size(), { title }) - 1)
    }
    if (ending) return
    if (warned) hint = TROUBLE
    warned = false
    keeper.changed(writing.page.text)
    draw()
  }

  function finish(how: 'save' | 'leave' | 'die'): void {
    if (ending) return
    ending = true
    keeper.changed(writing.page.text)
    keeper.flush().then(
      guarded((kept) => {
        const { text } = writing.page
        if (how === 'save') return end.resolve({ saved: true, text })
        if (how === 'die' || kept || warned)
          return end.resolve({ saved: false, kept: kept && text.trim() !== '' })
        ending = false
        warned = true
        hint = LAST_WARNING
        draw()
      }),
      end.reject,
    )
  }

  /** A bug must end the page and give the terminal back, not leave it raw. */
  function guarded<A extends unknown[]>(run: (...args: A) => void): (...args: A) => void {
    return (...args) => {
      try {
        run(...args)
      } catch (error) {
        end.reject(error)
      }
    }
  }

  const escaped = guarded(() => pressAll(reader.giveUp()))

  try {
    draw()
    terminal.listen({
      bytes: guarded((bytes) => {
        clearTimeout(escape)
        pressAll(reader.read(bytes))
        if (reader.waiting) escape = setTimeout(escaped, ESCAPE_MS)
      }),
      resized: guarded(() => {
        fold(terminal.size().columns)
        draw()
      }),
      death: guarded(() => {
        pressAll(reader.giveUp())
        finish('die')
      }),
    })
    return await end.promise
  } finally {
    clearTimeout(escape)
    keeper.stop()
    fold()
    terminal.release()
  }
}
