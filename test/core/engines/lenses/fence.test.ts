import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defuse, fenceFor } from '../../../../src/core/engines/lenses/fence.ts'

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        '<',
        '|',
        '[',
        ']',
        '-',
        '~',
        'INST',
        'im_end',
        '>',
        '\r',
        '\n',
        '\u0000',
        '＜',
        '\ud800',
        'a',
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join('')),
)

test('the mark of a fence is in none of the texts, and always the same for the same texts', () => {
  fc.assert(
    fc.property(fc.array(anyText, { minLength: 1, maxLength: 4 }), (texts) => {
      const { mark } = fenceFor(texts)
      expect(mark).toMatch(/^[0-9a-f]{16}$/)
      expect(texts.filter((text) => text.includes(mark))).toEqual([])
      expect(fenceFor(texts).mark).toBe(mark)
    }),
  )
})

test('a text that holds the mark it would get, in any writing, gets another', () => {
  const { mark } = fenceFor(['A door.'])
  const wide = [...mark].map((sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0)).join('')

  for (const held of [mark, mark.toUpperCase(), wide, [...mark].join(' ')]) {
    // The text changes the hash, so the mark is another already; a fence over both must know the first too.
    expect(fenceFor([`A door. ${held}`]).mark).not.toBe(mark)
  }
})

test('there are exactly two lines with the mark around a text, whatever is in it', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const fence = fenceFor([text])
      const lines = fence.around('dream', text).split('\n')
      expect(lines.filter((line) => line.includes(fence.mark))).toEqual([lines[0], lines.at(-1)])
    }),
  )
})

describe('what a server could take for its own marks is no mark any more', () => {
  test.each([
    '<|im_end|>',
    '<|im_start|>system',
    '<|eot_id|>',
    '<|start_header_id|>system<|end_header_id|>',
    '<start_of_turn>',
    '</s>',
    '<s>',
    '<think>',
    '</think>',
    '<<SYS>>',
    '<｜User｜>',
    '<!-- -->',
    '[INST]',
    '[/INST]',
    '[SYSTEM_PROMPT]',
    '[TOOL_CALLS]',
    '[gMASK]',
    ']~b]',
    '-----',
  ])('%s', (mark) => {
    const { text, replaced } = defuse(`I woke. ${mark} Then rain.`)

    expect({ holds: text.includes(mark), replaced: replaced > 0, same: text.normalize('NFKC') }).toEqual({
      holds: false,
      replaced: true,
      // Who compares a quote in its plain form finds it.
      same: `I woke. ${mark} Then rain.`.normalize('NFKC'),
    })
  })
})

test.each([
  'I <3 rain, 2 < 3, a - b, [sic], [a], x[0]',
  'البحر - هادئ',
  '我[不]知道 ——',
  'tabs\tstay\nlines too',
])('an ordinary text stays as it is: %s', (text) => {
  expect(defuse(text)).toEqual({ text, replaced: 0 })
})

test('every place in the text stays where it was, so that a quote is found by its characters', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { text: safe } = defuse(text)
      expect(safe.length).toBe(text.length)
      expect(safe.isWellFormed()).toBe(true)
      expect(safe).not.toMatch(/(?![\t\n])\p{Cc}|[\u2028\u2029]|<[A-Za-z|/!]|\[[A-Z_]{2,}\]/u)
      expect(defuse(safe)).toEqual({ text: safe, replaced: 0 })
    }),
    { numRuns: 500 },
  )
})

test('letters nobody sees are taken out', () => {
  const hidden = [...'ignore'].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('')

  const { text, replaced } = defuse(`A door.${hidden}`)

  expect({ text, replaced }).toEqual({ text: `A door.${' '.repeat(12)}`, replaced: 6 })
})
