import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { graphemes } from '../../../src/cli/output/graphemes.ts'
import { edit, startPage, typeKey, type Edit, type Page } from '../../../src/cli/page/edit.ts'

/** A page from text with the cursor drawn as |. */
function at(marked: string): Page {
  const cursor = marked.indexOf('|')
  return { ...startPage(marked.replace('|', '')), cursor }
}

function drawn({ text, cursor }: Page): string {
  return `${text.slice(0, cursor)}|${text.slice(cursor)}`
}

const type = (page: Page, text: string, pasted = false) => typeKey(page, { text, pasted })

test.each<[string, Edit, string]>([
  ['ab|c', 'left', 'a|bc'],
  ['|abc', 'left', '|abc'],
  ['a\n|b', 'left', 'a|\nb'],
  ['a👩‍👩‍👧|', 'left', 'a|👩‍👩‍👧'],
  ['|e\u0301a', 'right', 'e\u0301|a'],
  ['abc|', 'right', 'abc|'],
  ['one two|', 'wordLeft', 'one |two'],
  ['one, |two', 'wordLeft', '|one, two'],
  ['|one, two', 'wordRight', 'one|, two'],
  ['بيت |كبير', 'wordRight', 'بيت كبير|'],
  ['a\nb|c', 'lineStart', 'a\n|bc'],
  ['a|b\nc', 'lineEnd', 'ab|\nc'],
  ['\n|', 'lineStart', '\n|'],
  ['a|b\nc', 'top', '|ab\nc'],
  ['a|b\nc', 'bottom', 'ab\nc|'],
  ['a水|b', 'backspace', 'a|b'],
  ['a👩‍👩‍👧|b', 'backspace', 'a|b'],
  ['a\n|b', 'backspace', 'a|b'],
  ['|ab', 'backspace', '|ab'],
  ['a|🇸🇦b', 'delete', 'a|b'],
  ['ab|', 'delete', 'ab|'],
  ['one two |', 'killBlank', 'one |'],
  ['one-two|', 'killBlank', '|'],
  ['a\n|b', 'killBlank', 'a|b'],
  ['one-two|', 'killWord', 'one-|'],
  ['|one two', 'killWordRight', '| two'],
  ['a\nbc|d', 'killStart', 'a\n|d'],
  ['a\n|d', 'killStart', 'a|d'],
  ['a|b\nc', 'killEnd', 'a|\nc'],
  ['a|\nc', 'killEnd', 'a|c'],
  ['a|', 'killEnd', 'a|'],
])('%j %s %j', (before, command, after) => {
  expect(drawn(edit(at(before), command))).toBe(after)
})

describe('what was cut comes back', () => {
  test('whole, when it was cut piece by piece', () => {
    const cut = edit(edit(at('one two three|'), 'killBlank'), 'killBlank')

    expect(drawn(cut)).toBe('one |')
    expect(drawn(edit(cut, 'yank'))).toBe('one two three|')
  })

  test('even when the next cut took nothing', () => {
    const cut = edit(edit(at('one|'), 'killStart'), 'killStart')

    expect(drawn(edit(cut, 'yank'))).toBe('one|')
  })
})

describe('undo', () => {
  test('takes back words, pastes and runs of backspace, one at a time', () => {
    let page = startPage('')
    for (const letter of 'a big ') page = type(page, letter)
    page = type(page, 'house\nof water', true)
    page = edit(edit(page, 'backspace'), 'backspace')

    const seen = [drawn(page)]
    for (let times = 0; times < 6; times++) seen.push(drawn((page = edit(page, 'undo'))))

    expect(seen).toEqual([
      'a big house\nof wat|',
      'a big house\nof water|',
      'a big |',
      'a big|',
      'a|',
      '|',
      '|',
    ])
  })

  test('leads back to the beginning from anywhere', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), steps(), (initial, keys) => {
        let page = keys.reduce(apply, startPage(initial))
        while (page.past.length > 0) page = edit(page, 'undo')
        expect(page.text).toBe(startPage(initial).text)
      }),
    )
  })
})

test('what joins with its neighbour leaves the cursor between characters', () => {
  expect(drawn(type(at('e|x'), '\u0301'))).toBe('e\u0301|x')
  expect(drawn(edit(at('e|a\u0301'), 'delete'))).toBe('e|')
})

test('any keys do to the page what they would do to two lists of characters', () => {
  fc.assert(
    fc.property(steps(), (keys) => {
      let page = startPage('')
      let [before, after]: [string[], string[]] = [[], []]
      for (const key of keys) {
        page = apply(page, key)
        ;[before, after] = reference(before, after, key)
        expect([page.text.slice(0, page.cursor), page.text.slice(page.cursor)]).toEqual([
          before.join(''),
          after.join(''),
        ])
      }
    }),
    { numRuns: 300 },
  )
})

type Step = { text: string } | { command: Edit }

function steps() {
  const character = fc.constantFrom('a', 'b', ' ', '\n', '水', 'ب', '👩‍👩‍👧', 'é', '.')
  const command = fc.constantFrom<Edit>(
    'left',
    'right',
    'backspace',
    'delete',
    'lineStart',
    'lineEnd',
    'top',
    'bottom',
  )
  const text = fc.array(character, { minLength: 1, maxLength: 5 }).map((all) => ({ text: all.join('') }))
  return fc.array(
    fc.oneof(
      text,
      command.map((one) => ({ command: one })),
    ),
    { maxLength: 40 },
  )
}

function apply(page: Page, step: Step): Page {
  return 'text' in step ? type(page, step.text) : edit(page, step.command)
}

function reference(before: string[], after: string[], step: Step): [string[], string[]] {
  if ('text' in step) return [[...before, ...graphemes(step.text)], after]
  const all = [...before, ...after]
  const cut = (place: number): [string[], string[]] => [all.slice(0, place), all.slice(place)]
  const nextBreak = after.indexOf('\n')
  switch (step.command) {
    case 'left':
      return cut(Math.max(0, before.length - 1))
    case 'right':
      return cut(before.length + Math.min(1, after.length))
    case 'backspace':
      return [before.slice(0, -1), after]
    case 'delete':
      return [before, after.slice(1)]
    case 'lineStart':
      return cut(before.lastIndexOf('\n') + 1)
    case 'lineEnd':
      return cut(nextBreak === -1 ? all.length : before.length + nextBreak)
    case 'top':
      return cut(0)
    default:
      return cut(all.length)
  }
}
