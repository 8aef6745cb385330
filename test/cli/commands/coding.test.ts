import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from '../../../src/cli/run.ts'
import { fakeIo } from '../output/fake-io.ts'
import { createCommand, type Command } from '../support/command.ts'

const TEXT = 'My sister was scared of the dog.'

async function withDream(text = TEXT): Promise<Command> {
  const command = createCommand()
  expect((await command('add --quiet', { stdin: text })).code).toBe(0)
  return command
}

async function json(command: Command, args: string, stdin?: string) {
  const { out } = await command(`${args} --json`, stdin === undefined ? {} : { stdin })
  return JSON.parse(out) as Record<string, never>
}

/** At a terminal; who types ahead is asked all the same. */
async function typed(command: Command, args: string, answers: readonly string[]) {
  const io = fakeIo({
    tty: true,
    env: { HOME: command.home, XDG_DATA_HOME: join(command.home, 'data'), PAGER: 'cat', NO_COLOR: '1' },
  })
  Object.assign(io.stdout, { columns: 100, rows: 1000 })
  const running = run(args.split(' '), {
    ...io,
    cwd: command.home,
    now: command.clock.now,
    platform: 'linux',
  })
  for (const answer of answers) io.stdin.write(`${answer}\n`)
  const code = await running
  return { code, out: io.stdout.text, err: io.stderr.text }
}

function draftsOf({ journal }: Command): string {
  const folder = join(journal, 'drafts')
  if (!existsSync(folder)) return ''
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('')
}

test('codes are shown with the words they rest on', async () => {
  const command = await withDream()

  const { code, out } = await command('coding suggest last --open')

  expect(code).toBe(0)
  expect(out.split('\n').slice(2)).toEqual([
    'Suggested by rules 1',
    '1\t1FTA\tsister, female\t“My sister”\tundecided',
    '2\t1ANI\tanimal\t“the dog”\tundecided',
    '3\tAP 1FTA\tapprehension, 1FTA\t“scared”\tundecided',
    '',
  ])
})

test('a script names each code it decides about', async () => {
  const command = await withDream()
  await command('coding suggest last --open')

  const confirmed = await json(
    command,
    'coding confirm last',
    '[{"number":1,"verdict":"keep"},{"number":2,"verdict":"drop"},{"number":3,"verdict":"keep"}]',
  )
  const bulk = await command('coding confirm last --decisions -', { stdin: '{"decisions":"all"}' })
  const nothing = await command('coding confirm last --no-input', { stdin: '' })
  const flag = await command('coding confirm last --all')

  expect(confirmed).toMatchObject({ state: 'confirmed', codes: [{ code: '1FTA' }, { code: 'AP' }] })
  expect([bulk.code, nothing.code, flag.code]).toEqual([2, 2, 2])
})

test('decisions come from a file as well', async () => {
  const command = await withDream()
  await command('coding suggest last --open')
  writeFileSync(
    join(command.home, 'mine.json'),
    '{"decisions":[{"number":1,"verdict":"keep"}],"add":[{"category":"emotion","code":"SD","quote":"scared"}]}',
  )

  const { code, out } = await command('coding confirm last --decisions mine.json')

  expect(code).toBe(0)
  expect(out).toContain('1FTA\tsister, female\t“My sister”\tkept')
  expect(out).toContain('Added by you')
})

describe('at a terminal', () => {
  test('each is asked about, and saved when it is answered', async () => {
    const command = await withDream()
    await command('coding suggest last --open')

    const { code, err } = await typed(command, 'coding confirm last', ['k', 'what?', 'd', 'c', 'SD 1FTA'])

    expect([code, await json(command, 'coding show last')]).toMatchObject([
      0,
      {
        state: 'confirmed',
        codes: [{ code: '1FTA' }, { code: 'SD', from: '1FTA', quote: { text: 'scared' } }],
      },
    ])
    expect(err).toContain('1 of 3')
    expect(err).toContain('of the dog')
  })

  test('who leaves in the midst keeps what was decided', async () => {
    const command = await withDream()
    await command('coding suggest last --open')

    await typed(command, 'coding confirm last', ['k', 'q'])

    const { suggested } = (await json(command, 'coding show last')) as never as {
      suggested: { items: { verdict: string | null }[] }
    }
    expect(suggested.items.map(({ verdict }) => verdict)).toEqual(['keep', null, null])
  })

  test('a dream is coded blind, line by line, and wrong lines are told at once', async () => {
    const command = await withDream()

    const { code, out, err } = await typed(command, 'coding blind last', [
      'AP 1FTA: was scared',
      'AP: not in there',
      'nonsense',
      '1ANI: the dog',
      '',
    ])

    expect(code).toBe(0)
    expect(err).toContain('These words are not in the dream')
    expect(err).toContain('This is not a code: nonsense')
    expect(out).toContain('coded by you before anything was suggested')
    expect(out).toMatch(/Suggested by rules 1, to compare/)
    expect((await typed(command, 'coding blind last', [])).code).toBe(4)
  })

  test('who is called away while coding blind goes on with what was typed', async () => {
    const command = await withDream()
    const io = fakeIo({ tty: true, env: { HOME: command.home, XDG_DATA_HOME: join(command.home, 'data') } })
    const running = run(['coding', 'blind', 'last'], { ...io, cwd: command.home, now: command.clock.now })
    io.stdin.write('AP 1FTA: was scared\n1ANI: the dog\n')
    await expect.poll(() => draftsOf(command), { timeout: 5000 }).toContain('1ANI: the dog')
    io.abort()
    const left = await running

    const before = await json(command, 'coding show last')
    const { code, err } = await typed(command, 'coding blind last', [''])

    expect([left, before['state'], code]).toEqual([130, 'none', 0])
    expect(err).toContain('Going on with what you had typed')
    expect(await json(command, 'coding show last')).toMatchObject({
      state: 'blind',
      codes: [{ code: 'AP' }, { code: '1ANI' }],
    })
    expect(draftsOf(command)).toBe('')
  })

  test('nothing typed saves nothing, and nothing to code is said', async () => {
    const command = await withDream()

    const no = await typed(command, 'coding blind last', ['', 'n', '1ANI: the dog', ''])
    await command('undo --yes')
    const yes = await typed(command, 'coding blind last', ['', 'y'])

    expect([no.code, no.out.includes('1ANI'), yes.code]).toEqual([0, true, 0])
    expect(await json(command, 'coding show last')).toMatchObject({ state: 'blind', codes: [] })
  })
})

test('blind codes come through a pipe', async () => {
  const command = await withDream()

  const coding = await json(
    command,
    'coding blind last',
    '[{"category":"character","code":"1ANI","quote":"the dog"}]',
  )

  expect(coding).toMatchObject({
    state: 'blind',
    blind: { items: [{ code: '1ANI', quote: { start: 24, end: 31 } }] },
  })
})

test('all dreams are coded at once, and what waits is listed', async () => {
  const command = await withDream()
  await command('add --quiet', { stdin: 'Ich war in einem alten Haus und der Hund hat mich gebissen.' })

  const { out } = await command('coding suggest --all --open')
  const listed = await command('coding list')

  expect(out).toBe('1 to confirm · 1 not in English, so nothing is suggested\n')
  expect(listed.out).toMatch(/^[0-9a-f]{4,}\tsuggested, 3 undecided\n$/)
  expect(await json(command, 'coding list --state blind')).toEqual({ items: [], next: null })
  expect((await command('coding list --state odd')).code).toBe(2)
})

test('without enough there are no figures, and it says what is missing', async () => {
  const command = await withDream()

  const accuracy = await command('coding accuracy')
  const indicators = await command('coding indicators --since 2026-11')

  expect(accuracy.out).toContain('No dream was coded blind yet')
  expect(accuracy.out).toContain('Suggestions kept after being seen')
  expect(indicators.out).toContain('male, of men and women\t–\t\t0 of 24')
  expect(indicators.out).not.toMatch(/\d %\t/)
})

test('neither a dream nor --all, or both, is said', async () => {
  const command = await withDream()

  expect([(await command('coding suggest')).code, (await command('coding suggest last --all')).code]).toEqual(
    [2, 2],
  )
})

test('the page of a language the rules do not know says so', async () => {
  const command = await withDream('Ich war in einem alten Haus und der Hund hat mich gebissen.')

  const { code, out } = await command('coding suggest last')

  expect([code, out]).toEqual([0, expect.stringContaining('not coded; the rules know English only')])
})
