import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createKeyReader, type Key } from '../../../src/cli/page/keys.ts'

const typed = (text: string): Key => ({ text, pasted: false })
const pasted = (text: string): Key => ({ text, pasted: true })
const does = (...commands: string[]) => commands.map((command) => ({ command }) as Key)

function keysOf(...chunks: (string | Buffer)[]): Key[] {
  const reader = createKeyReader()
  return chunks.flatMap((chunk) => reader.read(Buffer.from(chunk)))
}

test.each<[string, Key[]]>([
  ['abc', [typed('abc')]],
  ['水 بيت 👩‍👩‍👧', [typed('水 بيت 👩‍👩‍👧')]],
  ['a\rb\n\t', [typed('a'), typed('\n'), typed('b'), typed('\n'), typed('\t')]],
  ['\x04\x03', does('save', 'leave')],
  ['\x1b[A\x1bOB\x1b[C\x1b[D', does('up', 'down', 'right', 'left')],
  ['\x1b[H\x1bOF\x1b[1~\x1b[4~', does('lineStart', 'lineEnd', 'lineStart', 'lineEnd')],
  ['\x1b[1;5D\x1bf\x1b[1;3C', does('wordLeft', 'wordRight', 'wordRight')],
  ['\x7f\x08\x1b[3~\x1b\x7f', does('backspace', 'backspace', 'delete', 'killWord')],
  [
    '\x01\x05\x0b\x15\x17\x19\x1a',
    does('lineStart', 'lineEnd', 'killEnd', 'killStart', 'killBlank', 'yank', 'undo'),
  ],
  ['\x1b[1;5H\x1b[1;5F\x1b[5~\x1b[6~', does('top', 'bottom', 'pageUp', 'pageDown')],
  // Keys nobody gave a meaning, focus reports, the Linux console's F1: nothing is typed into the dream.
  ['a\x1b[15~\x1b[I\x1b[1;2P\x1b[[A\x1bq\x00\x07b', [typed('a'), typed('b')]],
  [
    '\x1b[200~one\r\ntwo\rthree\n\x04\x1b[31m\x1b[201~x',
    [pasted('one\ntwo\nthree\n\x04\x1b[31m'), typed('x')],
  ],
  ['\x1b[200~\x1b[201~', []],
])('%j', (sent, keys) => {
  expect(keysOf(sent)).toEqual(keys)
})

test('bytes may be cut anywhere', () => {
  const sent = Buffer.from('水\x1b[A👩‍👩‍👧\x1b[200~pa\r\nst\x1b[ed\r\x1b[201~\x1b[3~é\x04')
  const whole = joined(keysOf(sent))

  fc.assert(
    fc.property(fc.array(fc.nat(sent.length)), (cuts) => {
      const places = [0, ...cuts.toSorted((a, b) => a - b), sent.length]
      const chunks = places.slice(1).map((end, index) => sent.subarray(places[index], end))
      expect(joined(keysOf(...chunks))).toEqual(whole)
    }),
  )
})

test('the Escape key alone does nothing, and the next key is itself', () => {
  const reader = createKeyReader()

  expect(reader.read(Buffer.from('a\x1b'))).toEqual([typed('a')])
  expect(reader.waiting).toBe(true)
  expect(reader.giveUp()).toEqual([])
  expect(reader.waiting).toBe(false)
  expect(reader.read(Buffer.from('b'))).toEqual([typed('b')])
})

test('a paste that is cut off is kept as far as it came', () => {
  const reader = createKeyReader()

  expect(reader.read(Buffer.from('\x1b[200~half a dream\r'))).toEqual([pasted('half a dream')])
  expect(reader.waiting).toBe(false)
  expect(reader.giveUp()).toEqual([pasted('\n')])
})

/** Text may come in more pieces when bytes do. */
function joined(keys: readonly Key[]): Key[] {
  const merged: Key[] = []
  for (const key of keys) {
    const last = merged.at(-1)
    if (last && 'text' in last && 'text' in key && last.pasted === key.pasted)
      merged[merged.length - 1] = { ...last, text: last.text + key.text }
    else merged.push(key)
  }
  return merged
}
