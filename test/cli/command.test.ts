import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createCommand, tailOf, withoutIds, type Command } from './support/command.ts'

async function seeded(): Promise<Command> {
  const dreamcanvas = createCommand()
  await dreamcanvas('add -d 2014-03 --nightmare --fragment', { stdin: 'Only the teeth.' })
  await dreamcanvas('add -d "two nights ago" -t "The weather library" --tag weather,books --mood 2', {
    stdin: 'Shelves full of jars, and in each jar a different weather.',
  })
  await dreamcanvas('add -d "last night 4:30" --lucid 3 --technique MILD', {
    stdin: 'The piano was full of tide.\n\nI closed the lid, and it went on playing.\n',
  })
  return dreamcanvas
}

const shown = async (running: Promise<{ code: number; out: string; err: string }>) => {
  const { code, out, err } = await running
  return { code, out: withoutIds(out), err: withoutIds(err) }
}

test('the first dream makes the journal at the default place, says where, and keeps it the dreamer’s alone', async () => {
  const dreamcanvas = createCommand()

  expect(await shown(dreamcanvas('add', { stdin: 'A door in the sea.\n' }))).toEqual({
    code: 0,
    out: 'Saved <tail> · night Thu→Fri 20 Nov 2026\n',
    err: `Made a journal in ${dreamcanvas.journal}\n`,
  })
  expect(statSync(dreamcanvas.journal).mode & 0o777).toBe(0o700)
  const open = readdirSync(dreamcanvas.journal).filter(
    (file) => (statSync(join(dreamcanvas.journal, file)).mode & 0o077) !== 0,
  )
  expect(open).toEqual([])
})

test('so do a night without recall and an import; what only reads makes none', async () => {
  expect((await createCommand()('none')).err).toMatch(/^Made a journal in /)
  expect(
    (await createCommand()('import -', { stdin: '{"dreamcanvas":"journal","format":1}\n' })).err,
  ).toMatch(/^Made a journal in /)
  const dreamcanvas = createCommand()
  expect(await dreamcanvas('list')).toEqual({
    code: 3,
    out: '',
    err:
      'error: There is no journal here yet\n' +
      'hint: Make one with `dreamcanvas init`, or write a first dream with `dreamcanvas add`.\n',
  })
  expect((await dreamcanvas('import nowhere.jsonl')).code).toBe(3)
  expect(readdirSync(dreamcanvas.home)).toEqual([])
})

test.each([['list'], ['add words'], ['doctor'], ['undo'], ['export']])(
  'a named journal that is not there is not made by `%s`',
  async (verb) => {
    const dreamcanvas = createCommand()
    const folder = join(dreamcanvas.home, 'a “quiet” place 夢')
    const told = {
      code: 3,
      out: '',
      err:
        `error: There is no journal in ${folder}\n` +
        'hint: Make one there with `dreamcanvas init`, or check --journal and DREAMCANVAS_JOURNAL.\n',
    }

    expect(await dreamcanvas(['--journal', folder, ...verb.split(' ')])).toEqual(told)
    expect(await dreamcanvas(verb, { env: { DREAMCANVAS_JOURNAL: folder } })).toEqual(told)
    expect(readdirSync(dreamcanvas.home)).toEqual([])
  },
)

describe('a list', () => {
  test('is rows with tabs in a pipe, with nights as they sort', async () => {
    const dreamcanvas = await seeded()

    expect(await shown(dreamcanvas('list'))).toEqual({
      code: 0,
      out: [
        '<tail>\t2026-11-20\tThe piano was full of tide. I closed the lid, and it went on playing.\tlucid 3\n',
        '<tail>\t2026-11-19\tThe weather library\tmood +2 #books #weather\n',
        '<tail>\t2014-03\tOnly the teeth.\tnightmare fragment\n',
      ].join(''),
      err: '',
    })
  })

  test('gives the dream the room on a terminal', async () => {
    const dreamcanvas = await seeded()

    const at = async (columns: number) => withoutIds((await dreamcanvas('list --no-color', { columns })).out)

    expect(await at(80)).toBe(
      '<tail>  Thu→Fri 20 Nov  The piano was full of tide. I closed…   lucid 3\n' +
        '<tail>  Wed→Thu 19 Nov  The weather library                     mood +2 #books #w…\n' +
        '<tail>  March 2014      Only the teeth.                         nightmare fragment\n',
    )
    expect(await at(50)).toBe(
      '<tail>  Thu→Fri 20 Nov  The piano was full of tide.…\n' +
        '<tail>  Wed→Thu 19 Nov  The weather library\n' +
        '<tail>  March 2014      Only the teeth.\n',
    )
    expect(await at(24)).toBe(
      '<tail>  Thu→Fri…  The pia…\n<tail>  Wed→Thu…  The wea…\n<tail>  March 2…  Only th…\n',
    )
  })

  test('is one document with --json, one object a line with --ndjson, and says where it goes on', async () => {
    const dreamcanvas = await seeded()

    const first = JSON.parse((await dreamcanvas('list --json --limit 2 --fields night,title')).out) as {
      next: string
    }
    const rest = await dreamcanvas(['list', '--ndjson', '--fields', 'night', '--cursor', first.next])

    expect(first).toEqual({
      items: [
        { night: '2026-11-20', title: null },
        { night: '2026-11-19', title: 'The weather library' },
      ],
      next: expect.any(String),
    })
    expect(rest).toEqual({ code: 0, out: '{"night":"2014-03"}\n', err: '' })
  })

  test('of nothing is empty, and well', async () => {
    const dreamcanvas = await seeded()

    expect(await dreamcanvas('list --tag nowhere')).toEqual({ code: 0, out: '', err: '' })
    expect(await dreamcanvas('list --tag nowhere --json')).toEqual({
      code: 0,
      out: '{"items":[],"next":null}\n',
      err: '',
    })
    expect((await dreamcanvas('list --tag nowhere', { columns: 80 })).err).toBe('No dreams.\n')
  })

  test.each([
    ['--since 2026-11-20', 1],
    ['--until 2026-11', 3],
    ['--until 2026-11-19', 2],
    ['--night "last night"', 1],
    ['--tag books,weather', 1],
    ['--lucid 2', 1],
    ['--mood 2', 1],
    ['--nightmare', 1],
    ['--fragment --nightmare', 1],
    ['--recurring', 0],
  ])('with %s has %i', async (flags, count) => {
    const dreamcanvas = await seeded()
    const { out } = await dreamcanvas(`list ${flags} --quiet`)
    expect(out.split('\n').filter((line) => line !== '')).toHaveLength(count)
  })
})

test('a dream is shown to be read, its control characters seen and not sent', async () => {
  const dreamcanvas = createCommand()
  await dreamcanvas(['add', '-t', 'The \u001b]0;owned\u0007 title', '--mood', '-1', '--tag', 'bell'], {
    stdin:
      'It rang \u001b[31mred\u0007.\n\nThen it was so quiet that I could hear the snow think about falling on the roof of the station.',
  })
  await dreamcanvas('reflect last', { stdin: 'The station is the one of my childhood.' })

  expect(withoutIds((await dreamcanvas('show last', { columns: 60, env: { NO_COLOR: '1' } })).out)).toBe(
    `The ␛]0;owned␇ title
<tail> · night Thu→Fri 20 Nov 2026
mood -1
#bell

It rang ␛[31mred␇.

Then it was so quiet that I could hear the snow think
about falling on the roof of the station.

Reflection
  The station is the one of my childhood.
`,
  )
  expect((await dreamcanvas('show last')).out).toContain('\u001b[31mred\u0007')
})

test('a history is read from now back, each with what it changed', async () => {
  const dreamcanvas = createCommand()
  await dreamcanvas('add -d 2026-11-18', { stdin: 'I opened the jar with fog. It filled the room.' })
  dreamcanvas.clock.pass({ minutes: 5 })
  await dreamcanvas('edit last --text', { stdin: 'I opened the jar with rain. It filled the room.\n' })
  await dreamcanvas('edit last -t Jars --lucid 2 --nap')

  expect(withoutIds((await dreamcanvas('show last --history')).out)).toBe(`<tail> · nap Wed 18 Nov 2026

Revision 3, as it is now · today at 08:35
title: nothing → Jars
nap: no → yes
lucid: nothing → 2

Revision 2 · today at 08:35
I opened the jar with [-fog.-]{+rain.+} It filled the room.

Revision 1 · today at 08:30
I opened the jar with fog. It filled the room.
`)
  expect((await dreamcanvas('show last --revision 1')).out).toContain('with fog')
  expect((await dreamcanvas('show last --revision 9')).code).toBe(3)
})

test('what a flag said of a dream can be taken back by another', async () => {
  const dreamcanvas = createCommand()
  await dreamcanvas('add --mood 2 --lucid 1 --tag a,b -t T --nightmare', { stdin: 'x' })

  const edited = await dreamcanvas('edit last --no-mood --no-lucid --no-tag --no-title --no-nightmare --json')

  expect(JSON.parse(edited.out)).toMatchObject({
    title: null,
    mood: null,
    lucidity: null,
    tags: [],
    nightmare: false,
    text: 'x',
  })
})

test('undo says what, when and by which program, and takes it back', async () => {
  const dreamcanvas = await seeded()
  dreamcanvas.clock.pass({ days: 1 })
  const { id } = JSON.parse((await dreamcanvas('show last --json')).out) as { id: string }
  const name = id.slice(-4)
  await dreamcanvas('rm last --yes')

  expect((await dreamcanvas('undo --dry-run')).out).toBe(
    `took out a dream (${name}) · today at 08:30 · by dreamcanvas command\n`,
  )
  expect(await dreamcanvas('undo')).toEqual({
    code: 2,
    out: '',
    err:
      'error: This asks before it does anything, and nobody is there to answer\n' +
      'hint: Add --yes to go ahead without being asked.\n',
  })
  expect((await dreamcanvas('undo --yes')).out).toBe(
    `Taken back: took out a dream (${name}) · today at 08:30 · by dreamcanvas command\n`,
  )
  expect(withoutIds((await dreamcanvas('undo --list --limit 3')).out)).toBe(
    `<tail>\ttoday at 08:30\ttook a change back (${name})\tby dreamcanvas command\n` +
      `<tail>\ttoday at 08:30\ttook out a dream (${name})\ttaken back\n` +
      `<tail>\tyesterday at 08:30\twrote a dream down (${name})\tby dreamcanvas command\n`,
  )
})

test('of several dreams that answer to a night each is shown, and their ids are in the details', async () => {
  const dreamcanvas = createCommand()
  const tails = [
    tailOf(await dreamcanvas('add', { stdin: 'The first of that night.' })),
    tailOf(await dreamcanvas('add', { stdin: 'The second of that night.' })),
  ]

  const told = await dreamcanvas('show 2026-11-20')
  const { error } = JSON.parse((await dreamcanvas('show 2026-11-20 --json')).err)

  expect(told).toEqual({
    code: 2,
    out: '',
    err:
      `${tails[0]}\t2026-11-20\tThe first of that night.\t\n${tails[1]}\t2026-11-20\tThe second of that night.\t\n` +
      `error: Several dreams answer to 2026-11-20\nhint: Name one of them: ${tails.join(', ')}.\n`,
  })
  expect(error).toMatchObject({
    code: 'invalid_input',
    details: { candidates: tails.map((tail): unknown => expect.stringMatching(new RegExp(`${tail}$`))) },
  })
})

test('nothing written saves nothing, and blank takes nothing away', async () => {
  const dreamcanvas = createCommand()
  await dreamcanvas('add', { stdin: 'A dream.' })
  await dreamcanvas('reflect last', { stdin: 'Awake.' })

  expect((await dreamcanvas('add', { stdin: ' \n\t' })).err).toBe(
    'error: Nothing was written, so nothing was saved\n' +
      'hint: For a night without recall: dreamcanvas no-recall.\n',
  )
  for (const verb of ['more last', 'edit last --text', 'reflect last'])
    expect((await dreamcanvas(verb)).code).not.toBe(0)
  expect(JSON.parse((await dreamcanvas('show last --json')).out)).toMatchObject({
    text: 'A dream.',
    reflection: 'Awake.',
    revision: 2,
  })
  expect((await dreamcanvas('reflect last --yes')).code).toBe(0)
})

test('a misspelt field, flag or night is said before anything is saved', async () => {
  const dreamcanvas = createCommand()
  await dreamcanvas('init')

  for (const flags of [
    '--fields nope',
    '-the',
    '-e -the',
    '--mood 9',
    '-d tomorrow',
    '--nope',
    '-d "the fourth of never"',
  ])
    expect.soft((await dreamcanvas(`add words ${flags}`)).code, flags).toBe(2)

  expect((await dreamcanvas('list')).out).toBe('')
})

test('flags come before the environment, and stand before the verb or after it', async () => {
  const dreamcanvas = await seeded()

  const once = '{"night":"2026-11-20"}\n'
  const env = { DREAMCANVAS_JSON: '1', DREAMCANVAS_FIELDS: 'title', DREAMCANVAS_QUIET: '1' }
  expect((await dreamcanvas('--ndjson --fields night list --limit 1', { env })).out).toBe(once)
  expect((await dreamcanvas('list --limit 1 --ndjson --fields night', { env })).out).toBe(once)
  expect((await dreamcanvas('list --limit 1', { env: { DREAMCANVAS_FIELDS: 'night' } })).out).toBe(
    '2026-11-20\n',
  )
  expect((await dreamcanvas('rm last', { env: { DREAMCANVAS_YES: '1' } })).code).toBe(0)
  expect((await dreamcanvas('list', { env: { FORCE_COLOR: '1' } })).out).toContain('\u001b[36m')
  expect((await dreamcanvas('list --no-color', { env: { FORCE_COLOR: '1' } })).out).not.toContain('\u001b')
})

test('tags are counted, and changed on all their dreams at once', async () => {
  const dreamcanvas = await seeded()

  expect((await dreamcanvas('tags')).out).toBe('books\t1\nweather\t1\n')
  expect(await dreamcanvas('tags merge books weather sky --dry-run --json')).toEqual({
    code: 0,
    out: '{"dreams":1,"name":"sky"}\n',
    err: 'Nothing was done: this was only to see.\n',
  })
  expect((await dreamcanvas('tags merge books weather sky --yes')).out).toBe('Changed 1 dream\n')
  expect((await dreamcanvas('tags')).out).toBe('sky\t1\n')
})

test('two versions of a dream are both shown, and one is kept', async () => {
  const dreamcanvas = createCommand()
  await dreamcanvas('add', { stdin: 'The lamp was blue.' })
  await dreamcanvas('edit last --text', { stdin: 'The lamp was green.' })

  expect((await dreamcanvas('edit last --text --revision 1', { stdin: 'The lamp was gone.' })).code).toBe(4)
  expect(withoutIds((await dreamcanvas('settle last')).out)).toContain(
    'The other version · today at 08:30 · against the present one\nThe lamp was [-green.-]{+gone.+}\n',
  )
  await dreamcanvas('settle last --keep other')
  expect((await dreamcanvas('show last --fields text,conflict --ndjson')).out).toBe(
    '{"text":"The lamp was gone.","conflict":false}\n',
  )
})

test('what goes out comes in again', async () => {
  const dreamcanvas = await seeded()
  const other = createCommand()

  const { out } = await dreamcanvas('export')
  expect((await other('import -', { stdin: out })).out).toBe('3 added\n')
  expect((await other('import -', { stdin: out })).out).toBe('3 there already\n')
  expect((await other('export')).out).toBe(out)
  await dreamcanvas('export -o dreams.jsonl')
  expect(statSync(join(dreamcanvas.home, 'dreams.jsonl')).mode & 0o777).toBe(0o600)
  expect(readdirSync(dreamcanvas.home).toSorted()).toEqual(['data', 'dreams.jsonl'])
})

test('every operation can be called, and answers with what the contract says', async () => {
  const dreamcanvas = createCommand()
  await dreamcanvas('init')

  const called = await dreamcanvas('call dreams.add -', { stdin: '{"text":"A door."}' })
  const added = JSON.parse(called.out) as { id: string }
  expect(JSON.parse((await dreamcanvas(['call', 'dreams.get', `{"id":"${added.id}"}`])).out)).toEqual(added)
  expect((await dreamcanvas('ops --ndjson --fields operation')).out).toContain('{"operation":"dreams.add"}\n')
})

test('a flag that is not there is refused without a verb, too', async () => {
  const { code, out, err } = await createCommand()('-x')

  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain('-x')
})

test('`dreamcanvas` alone in a pipe says what there is, and that it saved nothing', async () => {
  const { code, out, err } = await createCommand()('', { stdin: 'A dream that wants to be kept.' })

  expect({ code, err }).toEqual({
    code: 0,
    err: 'Nothing was saved. To keep what is piped in: dreamcanvas add\n',
  })
  expect(out).toContain('Usage: dreamcanvas')
})
