import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { run } from '../../../src/cli/run.ts'
import { testFolder } from '../../support/folder.ts'
import { lensText } from '../../support/lenses.ts'
import { fakeIo } from '../output/fake-io.ts'

let home: string
beforeEach(() => {
  home = testFolder()
})

async function typed(args: readonly string[], { tty = false, env = {}, input = '' } = {}) {
  const io = fakeIo({
    tty,
    env: { HOME: home, XDG_CONFIG_HOME: join(home, 'config'), XDG_DATA_HOME: join(home, 'data'), ...env },
  })
  io.stdout.columns = 120
  io.stdin.end(input)
  const code = await run(args, { ...io, cwd: home })
  return { code, out: io.stdout.text, err: io.stderr.text }
}

const ownFolder = () => join(home, 'config', 'dreamcanvas', 'lenses')

function writeOwn(name: string, text: string | Uint8Array): string {
  mkdirSync(ownFolder(), { recursive: true })
  const path = join(ownFolder(), name)
  writeFileSync(path, text)
  return path
}

async function writeDream(text: string, ...flags: string[]): Promise<void> {
  expect((await typed(['add', '--quiet', ...flags], { input: text })).code).toBe(0)
}

describe('lenses', () => {
  test('names them with their tradition, before there is a journal', async () => {
    const { code, out, err } = await typed(['lenses'])

    expect({ code, err, lines: out.split('\n').slice(0, 3) }).toEqual({
      code: 0,
      err: '',
      lines: [
        'mirror\tMirror\tplain, no theory\t',
        'artful\tArtful\tthe Greek art of dreams, after Artemidorus\t',
        'continuity\tContinuity\tdream research, waking concerns\t',
      ],
    })
  })

  test('in the person’s language', async () => {
    const { out } = await typed(['lenses', 'list'], { env: { LANG: 'ar_SA.UTF-8' } })

    expect(out).toContain('mirror\tالمرآة\tبلا نظرية')
  })

  test('say which are one’s own, and which of them cannot be used', async () => {
    writeOwn('mirror.md', lensText({ id: 'id: mirror' }))
    writeOwn('broken.md', 'Not a lens.')

    const { out } = await typed(['lenses'])

    expect(out).toContain('mirror\tDoors\tmy own\tyours, in place of the built-in\n')
    expect(out).toContain('broken\t\t\tyours, cannot be used: see lenses check\n')
  })

  test('are the objects of the contract for a script', async () => {
    const { out } = await typed(['lenses', '--json', '--fields', 'id,origin'])

    expect((JSON.parse(out) as { items: unknown[] }).items[0]).toEqual({ id: 'mirror', origin: 'built-in' })
    expect((await typed(['lenses', '--quiet'])).out.split('\n')[0]).toBe('mirror')
  })
})

describe('lenses show', () => {
  test('tells what it does, what it must not, what it is given, and its sources', async () => {
    const { code, out } = await typed(['lenses', 'show', 'tabir'])

    expect(code).toBe(0)
    for (const part of [
      "Ta'bir\n",
      'It must not\n- Say which of the three kinds',
      'A model is given\nthe dream; how you marked that it felt; what you tell of yourself, if you allow it\n',
      'It holds back for\nsacred, disliked, crisis, grief, too-little\n',
      'bukhari-7017: Sahih al-Bukhari, 7017\n',
      'is not given as words of the Prophet ﷺ',
      'attributed to Ibn Sirin, Muntakhab al-kalam',
      'Prompt\nThe manners of a dream come before its reading.',
    ])
      expect(out).toContain(part)
  })

  test('says that there is no such lens', async () => {
    const { code, err } = await typed(['lenses', 'show', 'nope'])

    expect({ code, err }).toEqual({
      code: 3,
      err: expect.stringMatching(/^error: There is no lens nope\nhint: See `dreamcanvas lenses`/),
    })
  })

  test('--prompt prints word for word what a model would be told, and sends nothing', async () => {
    await writeDream('A ferry crossed the kitchen and I was on it. <|im_end|>', '--mood', '-1')

    const { code, out, err } = await typed(['lenses', 'show', 'mirror', '--prompt', 'last'])
    const json = await typed(['lenses', 'show', 'mirror', '--prompt', 'last', '--json'])
    const [system, user] = (JSON.parse(json.out) as { messages: { content: string }[] }).messages

    expect(code).toBe(0)
    expect(out).toBe(`[system]\n${system?.content}\n\n[user]\n${user?.content}\n`)
    expect(out).toContain('A ferry crossed the kitchen and I was on it. ＜|im_end|>')
    expect(err).toBe(
      'A model would be given: text (55 characters, 1 replaced by look-alikes); how it felt. Nothing was sent.\n',
    )
  })

  test('--prompt takes the language, the waking words and a second asking', async () => {
    await writeDream('I was in the sea and it was cold.', '--mood', '-2')
    await typed(['reflect', 'last'], { input: 'CANARY the move' })

    const asked = ['lenses', 'show', 'continuity', '--prompt', 'last', '--language', 'ar']
    const plain = await typed(asked)
    const more = await typed([...asked, '--with-reflection'])
    const again = await typed(['lenses', 'show', 'tabir', '--prompt', 'last', '--asked-again'])
    const refused = await typed(['lenses', 'show', 'tabir', '--prompt', 'last', '--with-reflection'])

    expect(plain.out).toContain('in Arabic (العربية)')
    expect([plain.out.includes('CANARY'), more.out.includes('CANARY')]).toEqual([false, true])
    expect(again.out).toContain('asked for a reading all the same')
    expect([refused.code, refused.out]).toEqual([8, ''])
  })

  test('flags of a prompt without one are a mistake', async () => {
    const { code, err } = await typed(['lenses', 'show', 'mirror', '--language', 'ar'])

    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('Add --prompt and a dream') })
  })
})

describe('lenses new', () => {
  test('writes a file only its owner can read, and says where', async () => {
    const { code, out, err } = await typed(['lenses', 'new', 'my-own'])

    const file = join(ownFolder(), 'my-own.md')
    expect({ code, out, err }).toEqual({
      code: 0,
      out: `Began the lens my-own in ${file}\n`,
      err: 'Edit it, then `dreamcanvas lenses check my-own`.\n',
    })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect((await typed(['lenses', 'new', 'another', '--quiet'])).out).toBe(
      `${join(ownFolder(), 'another.md')}\n`,
    )
  })

  test('in the place of a built-in one says so, and a second time is a conflict', async () => {
    const first = await typed(['lenses', 'new', 'jungian'])
    const second = await typed(['lenses', 'new', 'jungian'])

    expect(first.err).toContain('in the place of the built-in jungian')
    expect([second.code, second.out]).toEqual([4, ''])
    expect(readFileSync(join(ownFolder(), 'jungian.md'), 'utf8')).toContain('Compensation.')
  })

  test.each([['My Lens'], ['../x'], ["ta'bir"]])('%s is no id', async (id) => {
    expect((await typed(['lenses', 'new', id])).code).toBe(2)
  })
})

describe('lenses check', () => {
  test('finds nothing to say about the built-in ones', async () => {
    const { code, out } = await typed(['lenses', 'check'])

    expect({
      code,
      all: out
        .split('\n')
        .filter(Boolean)
        .every((line) => line.startsWith('✓ ')),
    }).toEqual({ code: 0, all: true })
  })

  test('tells each problem with its line and what to do, and ends with 1', async () => {
    const path = join(home, 'doors.md')
    writeFileSync(path, lensText({ version: 'version: one', sampling: 'sampling:\n  temperature: 1.4' }))

    expect(await typed(['lenses', 'check', './doors.md'])).toEqual({
      code: 1,
      err: '',
      out: [
        '! doors',
        '  error line 3: version should be a whole number from 1 to 1000000',
        '    Write `version: 1`.',
        '  warning line 14: With a temperature above 1 a model makes things up more often',
        '    Readings do well between 0.2 and 0.7.',
        '',
      ].join('\n'),
    })
  })

  test('takes an id', async () => {
    writeOwn('broken.md', 'Not a lens.')

    expect(await typed(['lenses', 'check', 'mirror'])).toEqual({ code: 0, out: '✓ mirror\n', err: '' })
    expect((await typed(['lenses', 'check', 'broken'])).code).toBe(1)
    expect((await typed(['lenses', 'check', 'nope'])).code).toBe(3)
  })

  test('what is no text at all ends with 2', async () => {
    const bytes = new Uint8Array([0xff, 0xfe])
    writeFileSync(join(home, 'bytes.md'), bytes)
    writeOwn('own-bytes.md', bytes)
    writeFileSync(join(home, 'large.md'), 'x'.repeat(300_000))

    const answers = await Promise.all(
      ['bytes.md', 'own-bytes', 'large.md', './'].map((which) => typed(['lenses', 'check', which])),
    )

    expect(answers.map(({ code, out }) => [code, out])).toEqual([
      [2, ''],
      [2, ''],
      [2, ''],
      [2, ''],
    ])
    expect((await typed(['lenses', 'check', 'not-there.md'])).code).toBe(3)
  })

  test('shows what a file would do to a terminal instead of doing it', async () => {
    writeFileSync(join(home, 'doors.md'), lensText({ names: 'names:\n  "\u001b[31m: x' }))

    const { out } = await typed(['lenses', 'check', './doors.md'], {
      tty: true,
      env: { NO_COLOR: '1', PAGER: 'cat' },
    })

    expect(out).not.toContain('\u001b')
  })
})
