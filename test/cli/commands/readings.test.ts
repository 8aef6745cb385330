import { describe, expect, test } from 'vitest'
import { run } from '../../../src/cli/run.ts'
import { startOllama } from '../../support/ollama/fake-ollama.ts'
import { DREAM, GOOD, saying } from '../../support/readings.ts'
import { fakeIo } from '../output/fake-io.ts'
import { createCommand } from '../support/command.ts'

/** A command with one dream in its journal, and a model that says this. */
async function ready(options: Parameters<typeof startOllama>[0] & { text?: string } = {}) {
  const ollama = await startOllama({ says: saying(GOOD), ...options })
  const command = createCommand()
  const env = { OLLAMA_HOST: ollama.host }
  await command('add -t Ferry', { stdin: options.text ?? DREAM })
  return {
    ollama,
    ask: (args: string, columns?: number) => command(args, { env, ...(columns && { columns }) }),
    command,
    env,
  }
}

describe('read', () => {
  test('says on stderr which dream, lens and model, and prints what passed with the dreamer’s words set apart', async () => {
    const { ask } = await ready()

    const { code, out, err } = await ask('read last')

    expect([code, err]).toEqual([0, 'Reading “Ferry” through mirror; little:1b on this machine.\n'])
    expect(out).toContain('┊ the ferry\n    “A ferry crossed the kitchen”\n')
    const ofModel = out.split('\n').filter((line) => line.startsWith('┊ '))
    const quoted = out.split('\n').filter((line) => /^ {4}“.*”$/.test(line))
    expect(ofModel.length).toBe(8)
    expect(quoted.every((line) => DREAM.includes(line.trim().slice(1, -1)))).toBe(true)
  })

  test('tells what was left out, and why', async () => {
    const [first, ...rest] = GOOD.readings
    const { ask } = await ready({
      says: saying({
        ...GOOD,
        elements: [{ name: 'the moon', quote: 'a silver moon above us' }],
        readings: [{ ...first!, text: 'You will travel soon, perhaps.' }, first!, ...rest],
      }),
    })

    const { out } = await ask('read last')

    expect(out).toContain('1 claim dropped: not in your dream.\n1 claim dropped: a prediction.\n')
    expect(out).not.toMatch(/moon|travel/)
  })

  test.each([
    ['did not pass', { summary: 'Snow fell on a silver mountain.', questions: ['Is it'] }],
    ['was there', { summary: '', questions: [] }],
  ])('says so where nothing %s', async (_, said) => {
    const nothing = { elements: [], readings: [], emotions: [] }
    const { ask } = await ready({ says: saying({ ...GOOD, ...nothing, ...said }) })

    const made = await ask('read last')
    const kept = await ask('readings show last')

    for (const { code, out } of [made, kept]) {
      expect(code).toBe(0)
      expect(out).toMatch(/Nothing of the answer passed, .*\n?.*readings show [0-9a-f]+ --raw/)
      expect(out).not.toContain('The last word is yours')
    }
  })

  test('again shows the reading there is, and --redo makes another', async () => {
    const { ask, ollama } = await ready()
    await ask('read last')

    const again = await ask('read last')
    const redone = await ask('read last --redo --quiet')

    expect(again.err).toContain('here is that reading')
    expect(again.out).toContain('┊ the ferry\n')
    expect(redone.out).toMatch(/^[0-9a-f-]{36}\n$/)
    expect(ollama.askedFor('/api/chat').length).toBe(2)
  })

  test('--json is the reading, --ndjson each piece as it comes', async () => {
    const { ask } = await ready()

    const json = JSON.parse((await ask('read last --json')).out) as { claims: unknown[]; provenance: object }
    const lines = (await ask('read last --redo --ndjson')).out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { is: string })

    expect([json.claims.length, Object.keys(json.provenance)]).toEqual([
      8,
      expect.arrayContaining(['seed', 'promptHash']),
    ])
    expect(lines.map(({ is }) => is)).toEqual(['began', ...Array.from({ length: 8 }, () => 'claim'), 'done'])
  })

  test('Ctrl-C ends with 130, and says that what had passed is kept', async () => {
    const steps = saying(GOOD)
    const { command, ask, env } = await ready({
      says: [...steps.slice(0, 60), { wait: 8000 }, ...steps.slice(60)],
    })
    const io = fakeIo({ env: { HOME: command.home, XDG_DATA_HOME: `${command.home}/data`, ...env } })
    io.stdin.end('')
    const controller = new AbortController()
    const running = run(['read', 'last'], {
      ...io,
      signal: controller.signal,
      cwd: command.home,
      now: command.clock.now,
      platform: 'linux',
    })
    while (!io.stdout.text.includes('the ferry')) await new Promise((resolve) => setTimeout(resolve, 5))

    controller.abort()

    expect(await running).toBe(130)
    expect(io.stderr.text).toContain('Stopped; what had passed is kept, marked partial.')
    expect((await ask('readings show last')).out).toMatch(
      /┊ the ferry\n[\s\S]*Partial: it did not come to its end\./,
    )
  })

  test('a crisis is answered in our words, without digits; a script gets them too', async () => {
    const { ask, ollama } = await ready({ text: `${DREAM} These days I want to kill myself.` })

    const page = await ask('read last')
    const json = JSON.parse((await ask('read last --json')).out) as object

    expect(page.out).toMatch(/local emergency number, or someone you trust/)
    expect(page.out).not.toMatch(/\d/)
    expect(json).toEqual({ id: null, withheld: 'crisis', offer: [expect.any(String), expect.any(String)] })
    expect([(await ask('readings --json')).out, ollama.askedFor('/api/chat')]).toEqual([
      '{"items":[],"next":null}\n',
      [],
    ])
  })

  test('what would steer a terminal is shown, not sent', async () => {
    const { ask } = await ready({ says: saying({ ...GOOD, questions: ['What is \u001b[2J red?'] }) })

    const { out } = await ask('read last', 80)

    expect(out).not.toContain('\u001b[2J')
  })

  test.each([
    ['read last --lens nope', 3],
    ['read nope-no', 3],
    ['read last --model gone:1b', 3],
    ['read last --felt great', 2],
    ['read last --with-reflection', 8],
    ['readings show last', 3],
    ['readings answer last', 2],
    ['readings show last --to pdf', 2],
  ])('%s ends with %i', async (args, code) => {
    const { ask } = await ready()

    expect((await ask(args)).code).toBe(code)
  })

  test('without a server it ends with 6 and names the doctor', async () => {
    const { ask, ollama } = await ready()
    await ollama.close()

    const { code, err } = await ask('read last --model little:1b')

    expect([code, err]).toEqual([6, expect.stringContaining('models doctor')])
  })
})

describe('readings', () => {
  test('lists them, with the lens, the model, the dream and the answer', async () => {
    const { ask } = await ready()
    await ask('read last')
    await ask('readings answer last --not-mine too neat')

    const { out } = await ask('readings')

    expect(out).toMatch(/^[0-9a-f]{4,}\t2026-11-20 \d\d:\d\d\tmirror\tlittle:1b\tFerry\tnot mine\n$/)
    expect((await ask('readings show last')).out).toMatch(/You said: not mine\.\n {2}too neat/)
  })

  test('show --raw is what the model wrote, and says that nobody checked it', async () => {
    const { ask } = await ready()
    await ask('read last')

    const { out, err } = await ask('readings show last --raw')

    expect(err).toContain('unchecked')
    expect(out).toContain('"summary":"A ferry crossed the kitchen')
  })

  test('show --raw says so where the model wrote nothing', async () => {
    const { ask } = await ready({ says: [] })
    await ask('read last')

    const { code, out, err } = await ask('readings show last --raw')

    expect([code, out.trim(), err]).toEqual([0, '', 'The model wrote nothing.\n'])
  })

  test('show --to markdown has the quotes as quotations and how it was made', async () => {
    const { ask } = await ready()
    await ask('read last')

    const { out } = await ask('readings show last --to markdown')

    expect(out).toMatch(/^# Ferry\n/)
    expect(out).toContain('\n   > A ferry crossed the kitchen\n')
    expect(out).toMatch(/## How it was made\n[\s\S]*- model: little:1b\n[\s\S]*- seed: 1\n/)
  })

  test('replay ends with 0 when it is identical, with 1 when not', async () => {
    const { ask, ollama } = await ready()
    await ask('read last')

    const same = await ask('readings replay last')
    ollama.willSay(saying({ ...GOOD, questions: ['What is the door to you?'] }))
    const other = await ask('readings replay last')

    expect([same.code, same.out]).toEqual([0, 'Identical. Nothing it was made of has changed.\n'])
    expect([other.code, other.out]).toEqual([
      1,
      expect.stringMatching(/^Changed\.[\s\S]*Only in the one made now[\s\S]*door to you/),
    ])
  })

  test('replay says where the difference lies when no claim differs', async () => {
    const { ask, ollama } = await ready()
    await ask('read last')
    ollama.willSay(
      saying({ ...GOOD, elements: [...GOOD.elements, { name: 'the moon', quote: 'a silver moon' }] }),
    )

    const { code, out } = await ask('readings replay last')

    expect([code, out]).toEqual([
      1,
      'Changed. Nothing it was made of has changed.\nEvery claim is the same; what the model wrote beside them is not.\n',
    ])
  })

  test('compare shows two, and the words both rest on', async () => {
    const { ask } = await ready()
    await ask('read last')
    await ask('read last --lens artful')

    const { out } = await ask('readings compare last last~1')

    expect(out).toMatch(
      /artful · little:1b[\s\S]*mirror · little:1b[\s\S]*Both rest on: “A ferry crossed the kitchen”/,
    )
  })

  test('rm takes one out, undo brings it back, --forever needs a yes', async () => {
    const { ask } = await ready()
    await ask('read last')

    const removed = await ask('readings rm last')
    const none = await ask('readings')
    await ask('undo --yes')
    const unasked = await ask('readings rm last --forever')
    const gone = await ask('readings rm last --forever --yes')

    expect([removed.code, none.out, unasked.code, gone.code, (await ask('readings')).out]).toEqual([
      0,
      '',
      2,
      0,
      '',
    ])
  })
})
