import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { graphemes, nextGrapheme, previousGrapheme } from '../../../src/cli/output/graphemes.ts'
import { safeJson, safeText } from '../../../src/cli/output/safe.ts'
import { displayWidth, padEnd, padStart, truncate } from '../../../src/cli/output/width.ts'
import { breakRows, wrap } from '../../../src/cli/output/wrap.ts'

const anyText = fc.string({ unit: 'grapheme', maxLength: 60 })

describe('width', () => {
  test.each([
    ['', 0],
    ['house', 5],
    ['\x1b[31mred\x1b[39m', 3],
    ['é', 1],
    ['e\u0301', 1],
    ['水', 2],
    ['ｆｕｌｌ', 8],
    ['한국', 4],
    ['بيت', 3],
    ['بَيْت', 3],
    ['👍', 2],
    ['👍🏽', 2],
    ['👩‍👩‍👧', 2],
    ['🇸🇦', 2],
    ['❤️', 2],
    ['a\u200bb', 2],
  ])('%j takes %i columns', (text, columns) => {
    expect(displayWidth(text)).toBe(columns)
  })

  test.each([
    ['a long title', 6, 'a lon…'],
    ['short', 6, 'short'],
    ['我在水里', 6, '我在…'],
    ['ab👩‍👩‍👧cd', 4, 'ab…'],
    ['abc', 0, ''],
  ])('%j cut to %i columns is %j', (text, columns, cut) => {
    expect(truncate(text, columns)).toBe(cut)
  })

  test('what is cut fits', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 30 }), (text, columns) => {
        expect(displayWidth(truncate(text, columns))).toBeLessThanOrEqual(columns)
      }),
    )
  })

  test('padding counts columns, not characters', () => {
    expect([padEnd('水', 4), padStart('水', 4)]).toEqual(['水  ', '  水'])
  })
})

describe('wrapping', () => {
  test.each([
    ['one two three', 7, ['one two', 'three']],
    ['one  two', 4, ['one', 'two']],
    ['a\n\nb', 10, ['a', '', 'b']],
    ['  indented line', 10, ['  indented', 'line']],
    ['extraordinary', 5, ['extra', 'ordin', 'ary']],
    ['我在水里看见', 5, ['我在', '水里', '看见']],
    ['我在水。里', 6, ['我在', '水。里']],
    ['saw 我在', 6, ['saw 我', '在']],
    ['as it was', Infinity, ['as it was']],
  ])('%j in %d columns is %j', (text, columns, lines) => {
    expect(wrap(text, columns)).toEqual(lines)
  })

  test('rows hold the whole line in order, and only blanks hang over', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 30 }), (text, columns) => {
        const line = text.replaceAll('\n', ' ')
        const rows = breakRows(line, columns).map(({ start, end }) => line.slice(start, end))
        expect(rows.join('')).toBe(line)
        // Some scripts have characters wider than a narrow row: they stand alone.
        for (const row of rows.filter((one) => !one.includes('\t') && graphemes(one.trimEnd()).length > 1))
          expect(displayWidth(row.trimEnd())).toBeLessThanOrEqual(columns)
      }),
    )
  })
})

test('stepping by characters visits what the segmenter finds, both ways', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (raw) => {
      const text = raw.replaceAll('\r', '')
      const ends: number[] = []
      for (let at = 0; at < text.length;) ends.push((at = nextGrapheme(text, at)))
      const starts: number[] = []
      for (let at = text.length; at > 0;) starts.unshift((at = previousGrapheme(text, at)))

      const lengths = graphemes(text).map(({ length }) => length)
      const expected = lengths.map((_, index) =>
        lengths.slice(0, index + 1).reduce((sum, one) => sum + one, 0),
      )
      expect(ends).toEqual(expected)
      expect(starts).toEqual([0, ...expected].slice(0, -1))
    }),
  )
})

describe('what would steer a terminal is shown', () => {
  test.each([
    ['a\x1b[2Jb', 'a␛[2Jb'],
    ['bell\x07 del\x7f', 'bell␇ del␡'],
    ['c1 \x9b31m', 'c1 \\u009b31m'],
    ['turned \u202e and \u2066', 'turned \\u202e and \\u2066'],
    ['lines\r\nand\ttabs\nstay', 'lines\nand\ttabs\nstay'],
    ['alone\rback', 'alone␍back'],
    ['بيت 水 👩‍👩‍👧', 'بيت 水 👩‍👩‍👧'],
  ])('%j', (text, shown) => {
    expect(safeText(text)).toBe(shown)
  })

  test('in JSON by escapes, so the document says the same', () => {
    const json = JSON.stringify({ text: '\x9b31m \u202e \x7f \x1b' })

    expect(safeJson(json)).toBe('{"text":"\\u009b31m \\u202e \\u007f \\u001b"}')
    expect(JSON.parse(safeJson(json))).toEqual(JSON.parse(json))
  })
})
