import type { Command } from './commands.ts'
import type { Key } from './keys.ts'
import {
  blankLeft,
  insert,
  left,
  lineEnd,
  lineStart,
  moveTo,
  removeTo,
  right,
  wordLeft,
  wordRight,
  type Text,
} from './text.ts'

/** Text with what editing it has to remember. */
export interface Page extends Text {
  /** What was cut last, for Ctrl-Y: a slip in the dark must not cost a line. */
  readonly cut: string
  readonly past: readonly Text[]
  /** What the last thing done was; typing in one go is undone in one go. */
  readonly last: 'typing' | 'erasing' | 'cutting' | 'other'
}

/** Those that are about the text alone; the rest need the screen or end the page. */
export type Edit = Exclude<Command, 'up' | 'down' | 'pageUp' | 'pageDown' | 'redraw' | 'save' | 'leave'>

const REMEMBERED = 200

export function startPage(initial: string): Page {
  const text = initial.replace(/\r\n?/g, '\n')
  return { text, cursor: text.length, cut: '', past: [], last: 'other' }
}

export function typeKey(page: Page, { text, pasted }: Extract<Key, { text: string }>): Page {
  // A word at a time, so that undo takes back what one would call the last thing.
  const sameGo = page.last === 'typing' && !pasted && !/\s/.test(text)
  return changed(page, insert(page, text), pasted ? 'other' : 'typing', sameGo)
}

export function edit(page: Page, command: Edit): Page {
  switch (command) {
    case 'backspace':
      return erase(page, left(page))
    case 'delete':
      return erase(page, right(page))
    case 'yank':
      return changed(page, insert(page, page.cut), 'other', false)
    case 'undo':
      return undo(page)
    case 'killWord':
      return cut(page, wordLeft(page))
    case 'killWordRight':
      return cut(page, wordRight(page))
    case 'killBlank':
      return cut(page, blankLeft(page))
    case 'killStart':
      return cut(page, lineStart(page) === page.cursor ? left(page) : lineStart(page))
    case 'killEnd':
      return cut(page, lineEnd(page) === page.cursor ? right(page) : lineEnd(page))
    default:
      return { ...page, ...moveTo(page, MOVES[command](page)), last: 'other' }
  }
}

const MOVES = {
  left,
  right,
  wordLeft,
  wordRight,
  lineStart,
  lineEnd,
  top: () => 0,
  bottom: ({ text }: Text) => text.length,
}

function erase(page: Page, to: number): Page {
  return changed(page, removeTo(page, to), 'erasing', page.last === 'erasing')
}

/** Cuts in a row are one piece, in the order it stood in. */
function cut(page: Page, to: number): Page {
  const piece = page.text.slice(Math.min(to, page.cursor), Math.max(to, page.cursor))
  if (piece === '') return page
  const kept = page.last === 'cutting' ? page.cut : ''
  const next = changed(page, removeTo(page, to), 'cutting', false)
  return { ...next, cut: to < page.cursor ? piece + kept : kept + piece }
}

function changed(page: Page, next: Text, last: Page['last'], sameGo: boolean): Page {
  if (next.text === page.text) return { ...page, ...next }
  const past = sameGo
    ? page.past
    : [...page.past.slice(1 - REMEMBERED), { text: page.text, cursor: page.cursor }]
  return { ...page, ...next, past, last }
}

function undo(page: Page): Page {
  const before = page.past.at(-1)
  return before ? { ...page, ...before, past: page.past.slice(0, -1), last: 'other' } : page
}
