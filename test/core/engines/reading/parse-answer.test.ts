import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createAnswerParser } from '../../../../src/core/engines/reading/parse-answer.ts'
import { withoutSafety } from '../../../../src/core/engines/reading/redact.ts'
import { GOOD } from '../../../support/readings.ts'

function parse(...pieces: string[]) {
  const parser = createAnswerParser()
  const found = pieces.flatMap((piece) => parser.push(piece))
  return { found, whole: parser.whole }
}

test('however it is cut into pieces, the same comes out, and a list item by item', () => {
  const text = JSON.stringify(GOOD)
  const expected = Object.entries(GOOD).flatMap(([key, value]) =>
    Array.isArray(value) ? value.map((item: unknown) => ({ key, value: item })) : [{ key, value }],
  )

  fc.assert(
    fc.property(fc.array(fc.nat(text.length), { maxLength: 40 }), (cuts) => {
      const at = [0, ...cuts.toSorted((a, b) => a - b), text.length]
      const pieces = at.slice(1).map((end, index) => text.slice(at[index], end))
      expect(parse(...pieces)).toEqual({ found: expected, whole: true })
    }),
  )
})

test('any object of JSON is read whole', () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.string({ minLength: 1 }).map((key) => JSON.stringify(key).slice(1, -1).replaceAll('\\', '')),
        fc.jsonValue(),
      ),
      (value) => {
        const text = JSON.stringify(value, null, 1)
        fc.pre(Object.keys(value).every((key) => JSON.stringify(key) === `"${key}"`))
        expect(parse(text).whole).toBe(true)
      },
    ),
  )
})

test('anything may come, and nothing is thrown', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parse(text, `{"a":${text}`, text)))
})

test.each([
  ['a fence and a polite word before it', 'Sure!\n```json\n{"summary": "A"}\n```', true, ['A']],
  ['a line broken inside a string', '{"summary": "A\nB"}', true, ['A\nB']],
  ['an end that is missing', '{"summary": "A", "questions": ["B", "C', false, ['A', 'B']],
  [
    'something that cannot be read',
    '{"summary": "A", "questions": ["B", {oops}, "C"]}',
    false,
    ['A', 'B', 'C'],
  ],
  ['a comma at the end', '{"questions": ["B",], "summary": "A",}', true, ['B', 'A']],
  ['no object at all', 'What a nice dream!', false, []],
])('%s', (_, text, whole, values) => {
  const parsed = parse(text)

  expect([parsed.found.map(({ value }) => value), parsed.whole]).toEqual([values, whole])
})

test('what a model thought of safety is taken out of its reply, wherever and however it ends', () => {
  const thoughts = ['{"concern":"stop","quote":"a } and a \\" in it"}', '"stop"', '{"concern":"st', 'null']

  for (const thought of thoughts)
    expect(withoutSafety(`{"summary":"A","safety": ${thought}`)).toBe('{"summary":"A","safety":"not kept"')
  expect(withoutSafety('{"safety":{"concern":"stop","quote":null},"summary":"A"}')).toBe(
    '{"safety":"not kept","summary":"A"}',
  )
})
