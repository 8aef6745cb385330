import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSheet, type Piece } from '../../../../src/core/engines/lenses/front-matter.ts'

test('names, lists and maps are read with their lines', () => {
  const { head, body, bodyLine, troubles } = readSheet(
    [
      '---',
      'id: doors',
      '# a comment',
      '',
      'names:',
      '  en: "Doors: a lens"',
      '  ar: أبواب',
      'parts: [summary, readings]',
      'sources:',
      '  - id: one',
      '    work: A book',
      '  - id: two',
      'given: []',
      '---',
      '',
      'Look.',
    ].join('\r\n'),
  )

  expect({ plain: plain(head!), body, bodyLine, troubles, line: head!.lines.get('sources') }).toEqual({
    plain: {
      id: 'doors',
      names: { en: 'Doors: a lens', ar: 'أبواب' },
      parts: ['summary', 'readings'],
      sources: [{ id: 'one', work: 'A book' }, { id: 'two' }],
      given: [],
    },
    body: 'Look.',
    bodyLine: 16,
    troubles: [],
    line: 9,
  })
})

describe('what is not understood is told by its line, and what to do', () => {
  test.each([
    ['no head', 'id: doors', 1, 'does not begin with ---'],
    ['no end', '---\nid: doors', 1, 'has no end'],
    ['a tab', '---\nnames:\n\ten: Doors\n---', 3, 'something other than spaces'],
    ['no colon', '---\nid doors\n---', 2, 'neither a name with a colon'],
    ['no space', '---\nid:doors\n---', 2, 'no space after the colon'],
    ['a second colon', '---\nid: a: b\n---', 2, 'second colon'],
    ['a comment behind', '---\nid: doors # mine\n---', 2, 'would be a comment'],
    ['a quote that stays open', '---\nid: "doors\n---', 2, 'quotes do not close'],
    ['words after a quote', '---\nid: "doors" yes\n---', 2, 'quotes do not close'],
    ['a single quote', "---\nid: 'doors'\n---", 2, "cannot begin with '"],
    ['a block text', '---\nid: |\n  doors\n---', 2, 'cannot begin with |'],
    ['twice the same', '---\nid: a\nid: b\n---', 3, 'id is there twice'],
    ['nothing below', '---\nnames:\nid: a\n---', 2, 'nothing after names:'],
    ['too deep', '---\nid: a\n    b: c\n---', 3, 'indented further'],
    ['a list without its dash', '---\nmust:\n  - a\n  b\n---', 4, 'without a dash'],
    ['an empty dash', '---\nmust:\n  -\n---', 3, 'nothing after the dash'],
    ['an empty place', '---\nparts: [a,,b]\n---', 2, 'empty place'],
    ['a list in a list', '---\nparts: [[a]]\n---', 2, 'not understood'],
  ])('%s', (_, text, line, says) => {
    const [first] = readSheet(text).troubles

    expect(first).toEqual({ line, says: expect.stringContaining(says), hint: expect.stringMatching(/\S{3}/) })
  })
})

test('a trouble in one line does not hide another', () => {
  const { troubles } = readSheet('---\nid: a: b\nversion\nmust:\n  - "x\n---\nLook.')

  expect(troubles.map(({ line }) => line)).toEqual([2, 3, 5])
})

test('any text at all is read without failing, and every trouble is on a line of it', () => {
  const awkward = fc.array(
    fc.oneof(
      fc.constantFrom(
        '---',
        '',
        '- ',
        '  - a',
        'a:',
        'a: b',
        '  b: c',
        '\t',
        '"',
        '[',
        '- - -',
        '__proto__: x',
        '    x',
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
    ),
    { maxLength: 30 },
  )

  fc.assert(
    fc.property(awkward, fc.boolean(), (lines, fenced) => {
      const text = (fenced ? ['---', ...lines, '---'] : lines).join('\n')
      const { troubles } = readSheet(text)
      const count = text.split('\n').length
      for (const { line } of troubles) expect(line).toSatisfy((at: number) => at >= 1 && at <= count)
    }),
    { numRuns: 500 },
  )
})

test('whatever a head holds comes back from its lines', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/)
  const text = fc.string({ unit: 'grapheme', maxLength: 30 })
  const texts = fc.dictionary(name, text, { minKeys: 1, maxKeys: 4 })
  const value = fc.oneof(
    text,
    texts,
    fc.array(text, { minLength: 1, maxLength: 4 }),
    fc.array(texts, { minLength: 1, maxLength: 3 }),
  )
  const head = fc.dictionary(name, value, { minKeys: 1, maxKeys: 6 })

  fc.assert(
    fc.property(head, (wanted) => {
      const { head: found, troubles } = readSheet(['---', ...written(wanted, 0), '---', 'x'].join('\n'))
      expect({ found: plain(found!), troubles }).toEqual({ found: { ...wanted }, troubles: [] })
    }),
    { numRuns: 500 },
  )
})

type Value = string | readonly Value[] | { readonly [name: string]: Value }

/** As a careful person would write it: each text in quotes. */
function written(map: Readonly<Record<string, Value>>, indent: number): string[] {
  const space = ' '.repeat(indent)
  return Object.entries(map).flatMap(([name, value]) => {
    if (typeof value === 'string') return [`${space}${name}: ${JSON.stringify(value)}`]
    if (!Array.isArray(value))
      return [`${space}${name}:`, ...written(value as Record<string, Value>, indent + 2)]
    return [`${space}${name}:`, ...value.flatMap((item: Value) => dashed(item, indent + 2))]
  })
}

function dashed(item: Value, indent: number): string[] {
  const space = ' '.repeat(indent)
  if (typeof item === 'string') return [`${space}- ${JSON.stringify(item)}`]
  const [first = '', ...rest] = written(item as Record<string, Value>, indent + 2)
  return [`${space}- ${first.trimStart()}`, ...rest]
}

function plain(piece: Piece): unknown {
  if (piece.kind === 'text') return piece.value
  if (piece.kind === 'list') return piece.items.map(plain)
  return Object.fromEntries([...piece.entries].map(([name, one]) => [name, plain(one)]))
}
