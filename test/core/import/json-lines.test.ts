import { expect, test } from 'vitest'
import { jsonLines } from '../../../src/core/import/json-lines.ts'
import { LONGEST_LINE, readLines } from '../../../src/core/import/lines.ts'
import { sayWhatIsWrong } from '../../../src/rpc/invalid.ts'

const MB = 1024 * 1024

test.each([1, 2, 3, 7, 64 * 1024])('lines are the same, cut into pieces of %i bytes', async (size) => {
  const text = '\uFEFF{"a":1}\r\n\n  \nünïcödé 夢 😀\nlast'

  const lines = await Array.fromAsync(readLines(pieces(Buffer.from(text), size)))

  expect(lines).toEqual([
    { number: 1, text: '{"a":1}\r' },
    { number: 2, text: '' },
    { number: 3, text: '  ' },
    { number: 4, text: 'ünïcödé 夢 😀' },
    { number: 5, text: 'last' },
  ])
})

test.each([5, 64 * 1024])(
  'what is not UTF-8 spoils its own line only, in pieces of %i bytes',
  async (size) => {
    const bytes = Buffer.concat([
      Buffer.from('{"text":"good"}\n{"text":"'),
      Buffer.from([0xe9]),
      Buffer.from('"}\n{"text":"also good"}\n'),
    ])

    const rows = await read(pieces(bytes, size))

    expect(rows.map(({ ok, where }) => [ok, where])).toEqual([
      [true, 'line 1'],
      [false, 'line 2'],
      [true, 'line 3'],
    ])
  },
)

test('a line of a gigabyte is a bad row, and is not kept', { timeout: 60_000 }, async () => {
  const chunk = Buffer.alloc(64 * 1024, 'x')
  let most = 0
  async function* huge() {
    yield Buffer.from('{"text":"Before."}\n{"text":"')
    for (let at = 0; at < 1024 * MB; at += chunk.length) {
      yield chunk
      if (at % (64 * MB) === 0) most = Math.max(most, process.memoryUsage().rss)
    }
    yield Buffer.from('"}\n{"text":"After."}\n')
  }
  const before = process.memoryUsage().rss

  const rows = await read(huge())

  expect(rows).toMatchObject([
    { ok: true, where: 'line 1' },
    { ok: false, where: 'line 2', reason: 'This line is longer than 32 MB' },
    { ok: true, where: 'line 3' },
  ])
  expect(most - before).toBeLessThan(150 * MB)
})

test('the longest text and reflection a dream may have fit into a line', async () => {
  const text = '夢'.repeat(4_000_000)
  const row = Buffer.from(JSON.stringify({ text, reflection: text }))

  expect(row.length).toBeLessThan(LONGEST_LINE)
  expect(await read(pieces(row, 64 * 1024))).toMatchObject([{ ok: true }])
})

test.each([
  ['depth', `{"text":${'['.repeat(3_000_000)}`],
  ['depth in objects', `{"text":${'{"a":'.repeat(1_000_000)}`],
  ['number of values', `{"text":"x","tags":[${'1,'.repeat(3_000_000)}1]}`],
  ['number of properties', `{"text":"x"${',"a":1'.repeat(1_100_000)}}`],
])('%s without end is a bad row', async (_, line) => {
  expect(await read(pieces(Buffer.from(line), 64 * 1024))).toMatchObject([
    { ok: false, reason: 'This line holds more, or deeper, than any dream' },
  ])
})

test('brackets and quotes in a long text are no depth', async () => {
  const text = `${'[{"'.repeat(50_000)}\\`

  expect(await read(pieces(Buffer.from(JSON.stringify({ text })), 64 * 1024))).toMatchObject([
    { ok: true, row: { dream: { says: { text } } } },
  ])
})

test('a dream without an id gets the same one each time, and another one for each repetition', async () => {
  const file = Buffer.from('{"text":"Once."}\n{"text":"Once."}\n{"text":"Once.","date":"2014-05-01"}\n')
  const idsOf = async () =>
    (await read(pieces(file, 10))).map((one) => (one.ok && one.row.is === 'new' ? one.row.dream.id : ''))

  const ids = await idsOf()

  expect(ids).toEqual(await idsOf())
  expect(new Set(ids).size).toBe(3)
  const head = Date.UTC(2014, 4, 1).toString(16).padStart(12, '0')
  expect(ids[2]?.replaceAll('-', '').slice(0, 12)).toBe(head)
})

async function read(bytes: AsyncIterable<Uint8Array>) {
  return Array.fromAsync(jsonLines.read(bytes, sayWhatIsWrong))
}

async function* pieces(bytes: Uint8Array, size: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
