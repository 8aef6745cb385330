import { describe, expect, test } from 'vitest'
import { checkFields } from '../../../src/cli/output/fields.ts'
import type { Page } from '../../../src/cli/output/json.ts'
import { createPrinter, type PrintOptions } from '../../../src/cli/output/print.ts'
import { createStyle } from '../../../src/cli/output/style.ts'
import { table } from '../../../src/cli/output/table.ts'
import { isClosedPipe, write } from '../../../src/cli/output/write.ts'
import { AppError } from '../../../src/contract/errors.ts'
import { fakeIo } from './fake-io.ts'

interface Thing {
  id: string
  title: string
  night?: { day: string }
}
const things: Thing[] = [
  { id: 'a1', title: 'Stairs', night: { day: '2026-11-20' } },
  { id: 'b2', title: 'A\x1b[2J\u202esea' },
]

async function printed(options: PrintOptions, { tty = false } = {}) {
  const io = fakeIo({ tty })
  const out = createPrinter(io, options)
  await out.list(
    { items: things, next: 'n' },
    (all, paper) => all.map((one) => paper.text(one.title)).join('\n'),
    {
      brief: ({ id }) => id,
    },
  )
  return io.stdout.text
}

describe('a list', () => {
  test('is one document with --json', async () => {
    const text = await printed({ json: true })

    expect(JSON.parse(text)).toEqual({ items: things, next: 'n' })
    expect(text.endsWith('}\n')).toBe(true)
  })

  test('is one item a line with --ndjson', async () => {
    const lines = (await printed({ ndjson: true })).trimEnd().split('\n')

    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(things)
  })

  test('is for people otherwise: as it is in a pipe, made harmless on a terminal', async () => {
    expect(await printed({})).toBe('Stairs\nA\x1b[2J\u202esea\n')
    expect(await printed({}, { tty: true })).toBe('Stairs\nA␛[2J\\u202esea\n')
  })

  test('of which --quiet leaves the ids', async () => {
    expect(await printed({ quiet: true })).toBe('a1\nb2\n')
  })

  test('of which --fields picks, in JSON and for people', async () => {
    const fields = ['id', 'night.day']

    expect(JSON.parse(await printed({ json: true, fields }))).toEqual({
      items: [
        { id: 'a1', 'night.day': '2026-11-20' },
        { id: 'b2', 'night.day': null },
      ],
      next: 'n',
    })
    expect(await printed({ fields })).toBe('a1\t2026-11-20\nb2\t\n')
  })

  test('steers no terminal as JSON either', async () => {
    const text = await printed({ json: true }, { tty: true })

    // oxlint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\x1b\u202e]/)
    expect(JSON.parse(text)).toEqual({ items: things, next: 'n' })
  })

  test.each([{ json: true }, { ndjson: true }, {}])('of many pages is one list (%j)', async (options) => {
    const io = fakeIo()
    async function* pages(): AsyncGenerator<Page<number>> {
      yield { items: [1, 2], next: 'more' }
      yield { items: [] }
      yield { items: [3], next: null }
    }

    await createPrinter(io, options).list(pages(), (all) => all.join('\n'))

    expect(
      JSON.parse(
        io.stdout.text.startsWith('{') ? io.stdout.text : `[${io.stdout.text.trim().split('\n').join()}]`,
      ),
    ).toEqual(options.json ? { items: [1, 2, 3], next: null } : [1, 2, 3])
  })

  test('of nothing is an empty list, or nothing', async () => {
    const io = fakeIo()

    await createPrinter(io, { json: true }).list({ items: [] }, () => 'x')
    await createPrinter(io, { ndjson: true }).list({ items: [] }, () => 'x')
    await createPrinter(io, {}).list({ items: [] }, () => 'x')

    expect(io.stdout.text).toBe('{"items":[],"next":null}\n')
  })
})

test('a misspelt field is an error that names the fields', () => {
  expect(() => checkFields(['id', 'titel'], ['id', 'title'])).toThrow(
    expect.objectContaining({ code: 'invalid_input', hint: 'Fields: id, title' }),
  )
  expect(checkFields(['night.day'], ['night'])).toBeUndefined()
})

test('errors go to stderr: as JSON for scripts, with the next step for people', async () => {
  const error = new AppError('not_found', 'There is no dream \x1b3f', {
    hint: 'Look: dreamcanvas list',
    details: { id: '3f' },
  })
  const script = fakeIo()
  const person = fakeIo({ tty: true, env: { NO_COLOR: '1' } })

  await createPrinter(script, { json: true }).error(error)
  await createPrinter(person).error(error)

  expect(JSON.parse(script.stderr.text)).toEqual({
    error: {
      code: 'not_found',
      message: 'There is no dream \x1b3f',
      hint: 'Look: dreamcanvas list',
      details: { id: '3f' },
    },
  })
  expect(person.stderr.text).toBe('error: There is no dream ␛3f\nhint: Look: dreamcanvas list\n')
  expect(script.stdout.text + person.stdout.text).toBe('')
})

test('talk goes to stderr, and --quiet silences it', async () => {
  const io = fakeIo()

  await createPrinter(io).note('two came in')
  await createPrinter(io, { quiet: true }).note('not heard')

  expect([io.stdout.text, io.stderr.text]).toEqual(['', 'two came in\n'])
})

test.each([
  [{ tty: true, env: {} }, undefined, true],
  [{ tty: false, env: {} }, undefined, false],
  [{ tty: true, env: { NO_COLOR: '1' } }, undefined, false],
  [{ tty: true, env: { NO_COLOR: '' } }, undefined, true],
  [{ tty: true, env: { TERM: 'dumb' } }, undefined, false],
  [{ tty: false, env: { FORCE_COLOR: '1' } }, undefined, true],
  [{ tty: true, env: { FORCE_COLOR: '0' } }, undefined, false],
  [{ tty: true, env: { FORCE_COLOR: '1' } }, false, false],
] as const)('colour with %j and the flag %s: %s', (world, color, coloured) => {
  const io = fakeIo(world)

  expect(createStyle(io, io.stdout, { color }).red('x') !== 'x').toBe(coloured)
})

test('a table is aligned by columns on a terminal and cut to fit, and tabs in a pipe', () => {
  const columns = [
    { title: 'id' },
    { title: 'words', align: 'right' },
    { title: 'title', shrinks: 'last' },
  ] as const
  const rows = [
    ['a1', '7', '水の家'],
    ['b22', '1234', 'a title\nthat is far too long for this terminal'],
  ]
  const on = (tty: boolean) =>
    table(createPrinter(fakeIo({ tty, env: { NO_COLOR: '1' } })).paper, columns, rows)

  expect(on(true).split('\n')).toEqual([
    'id   words  title',
    'a1       7  水の家',
    'b22   1234  a title that is far too lon…',
  ])
  expect(on(false)).toBe('a1\t7\t水の家\nb22\t1234\ta title that is far too long for this terminal')
})

test('a closed pipe is told from other failures, and a full disk says so', async () => {
  const io = fakeIo()
  io.stdout.on('error', () => {})
  io.stdout.destroy(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
  io.stderr.on('error', () => {})
  io.stderr._transform = (_bytes, _encoding, done) =>
    done(Object.assign(new Error('full'), { code: 'ENOSPC' }))

  const closed = await write(io.stdout, 'x').catch((error: unknown) => error)
  const full = await write(io.stderr, 'x').catch((error: unknown) => error)

  expect([isClosedPipe(closed), isClosedPipe(full), isClosedPipe(new Error('else'))]).toEqual([
    true,
    false,
    false,
  ])
  expect(full).toMatchObject({ code: 'disk_full' })
})
