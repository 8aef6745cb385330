import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { startPage } from '../../../src/cli/page/edit.ts'
import { layOut } from '../../../src/cli/page/layout.ts'
import { erase, redraw, type Drawn } from '../../../src/cli/page/screen.ts'
import { frame, textColumns } from '../../../src/cli/page/view.ts'
import { press, type Writing, type WritingKey } from '../../../src/cli/page/writing.ts'
import { fakeTerminal } from './fake-terminal.ts'

const around = { title: 'Last night', hint: 'Ctrl-D saves', dim: (text: string) => text }
const show = (text: string, cursor: number, columns: number, rows: number, top = 0) =>
  frame(layOut(text, textColumns({ columns, rows })), cursor, { columns, rows }, around, top)

describe('the page', () => {
  test('is a title, the words, and a hint', () => {
    expect(show('one\ntwo', 7, 20, 10)).toEqual({
      lines: ['Last night', 'one', 'two', '', 'Ctrl-D saves'],
      row: 2,
      column: 3,
      top: 0,
    })
  })

  test('wraps, and puts the cursor where the words are', () => {
    expect(show('a house of water 水里', 17, 11, 10)).toMatchObject({
      lines: ['Last night', 'a house of', 'water 水里', '', 'Ctrl-D sa…'],
      row: 2,
      column: 6,
    })
  })

  test('breaks a row where terminals that do not join emoji need it broken', () => {
    expect(show('now 👩‍👩‍👧 水', 0, 12, 10).lines.slice(1, 3)).toEqual(['now 👩‍👩‍👧', '水'])
  })

  test('scrolls no more than it has to', () => {
    const text = 'a\nb\nc\nd\ne\nf\ng\nh'

    expect(show(text, 15, 20, 8)).toMatchObject({
      lines: ['Last night', 'd', 'e', 'f', 'g', 'h', '', 'Ctrl-D saves'],
      top: 3,
    })
    expect(show(text, 8, 20, 8, 3)).toMatchObject({ top: 3 })
    expect(show(text, 2, 20, 8, 3)).toMatchObject({ top: 1, row: 1 })
  })

  test('on a low screen is words first', () => {
    expect(show('a\nb\nc', 5, 20, 3).lines).toEqual(['b', 'c', 'Ctrl-D saves'])
    expect(show('a\nb\nc', 5, 20, 1).lines).toEqual(['c'])
  })

  test('shows tabs as blanks and pasted control characters as signs', () => {
    expect(show('a\tb\x1b[2J\u202ec', 0, 40, 10).lines[1]).toBe('a       b␛[2J\\u202ec')
  })
})

test.each<[string, number, WritingKey, number]>([
  ['one two\nthree', 13, { command: 'up' }, 5],
  ['one two\nthree', 2, { command: 'down' }, 10],
  ['one two\nthree', 2, { command: 'up' }, 0],
  ['one two\nthree', 10, { command: 'down' }, 13],
  ['a house of water', 2, { command: 'down' }, 13],
  ['我在水里\nabcdef', 2, { command: 'down' }, 9],
  ['abcdef\n我在水里', 3, { command: 'down' }, 8],
  ['a\nb\nc\nd', 0, { command: 'pageDown' }, 4],
])('in %j from %i, %j leads to %i', (text, cursor, key, to) => {
  const writing: Writing = { page: { ...startPage(text), cursor }, goal: undefined }

  expect(press(writing, key, () => layOut(text, 11), 2).page.cursor).toBe(to)
})

test('going down and up again through a short line keeps the column', () => {
  const text = 'a long line\nb\nanother line'
  const layout = () => layOut(text, 40)
  let writing: Writing = { page: { ...startPage(text), cursor: 8 }, goal: undefined }
  const places = (['down', 'down', 'up', 'up'] as const).map((command) => {
    writing = press(writing, { command }, layout, 5)
    return writing.page.cursor
  })

  expect(places).toEqual([13, 22, 13, 8])
})

const pageText = fc
  .array(
    fc.constantFrom('a', 'word ', 'water', '\n', '水', '里', 'بيت', '👩‍👩‍👧', '\t', '\x1b', 'e\u0301', '  '),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''))
const pages = fc.array(fc.tuple(pageText, fc.nat()), { minLength: 1, maxLength: 8 })

test('whatever is drawn after whatever, the terminal shows the last, and only once', () => {
  fc.assert(
    fc.property(
      pages,
      fc.integer({ min: 12, max: 30 }),
      fc.integer({ min: 1, max: 12 }),
      (steps, columns, rows) => {
        const terminal = fakeTerminal(columns, rows)
        let drawn: Drawn | undefined
        for (const [text, place] of steps) {
          const next = show(text, layOut(text, columns - 1).offsetAt(0, place % columns), columns, rows)
          terminal.feed(redraw(drawn, next))
          drawn = next

          const seen = next.lines.map((line) => line.trimEnd())
          while (seen.at(-1) === '') seen.pop()
          expect(terminal.screen).toEqual(seen)
          expect(terminal.cursor).toEqual({ row: next.row, column: next.column })
        }
        terminal.feed(erase(drawn!))

        expect(terminal.screen).toEqual([])
        expect(terminal.cursor).toEqual({ row: 0, column: 0 })
        expect(terminal.scrolled).toEqual([])
      },
    ),
  )
})

test('a page below other lines scrolls them up and leaves them alone', () => {
  const terminal = fakeTerminal(20, 6)
  terminal.feed('$ one\r\n$ two\r\n$ three\r\n')
  const next = show('a\nb', 3, 20, 6)
  terminal.feed(redraw(undefined, next))

  expect(terminal.screen).toEqual(['$ one', '$ two', '$ three', 'a', 'b', 'Ctrl-D saves'])
  terminal.feed(erase(next))
  expect(terminal.screen).toEqual(['$ one', '$ two', '$ three'])
})

test('rows tell where every offset is, and back', () => {
  fc.assert(
    fc.property(pageText, fc.integer({ min: 8, max: 30 }), (text, columns) => {
      const layout = layOut(text, columns)
      for (const [index, { start }] of layout.rows.entries()) {
        expect(layout.rowOf(start)).toBe(index)
        expect(layout.columnOf(start)).toBe(0)
        expect(layout.rowOf(layout.offsetAt(index, columns))).toBe(index)
      }
    }),
  )
})
