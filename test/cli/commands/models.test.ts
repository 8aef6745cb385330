import { describe, expect, test } from 'vitest'
import { run } from '../../../src/cli/run.ts'
import { testFolder } from '../../support/folder.ts'
import { startOllama } from '../../support/ollama/fake-ollama.ts'
import { fakeIo } from '../output/fake-io.ts'

/** Types one command after the other into a home of its own, and answers with what the last one said. */
function openShell(env: Record<string, string>, { tty = false } = {}) {
  const home = testFolder()
  return async (...args: string[]) => {
    const io = fakeIo({ tty, env: { HOME: home, PATH: '', TZ: 'UTC', ...env } })
    io.stdout.columns = io.stderr.columns = 100
    const code = await run([...args, '--no-color'], io)
    return { code, out: io.stdout.text, err: io.stderr.text, io }
  }
}

const CLOUD = {
  name: 'huge:120b-cloud',
  size: 384,
  remote: { host: 'https://ollama.com:443', model: 'huge:120b' },
}

describe('models list', () => {
  test('says size, quantisation, context and where each runs', async () => {
    const { host } = await startOllama({
      models: [{}, { name: 'big:7b', size: 4_700_000_000, context: 131_072 }, CLOUD],
    })
    const type = openShell({ OLLAMA_HOST: host })
    await type('init')
    await type('models', 'use', 'big:7b')

    const { code, out } = await type('models')

    expect([code, out.split('\n')]).toEqual([
      0,
      [
        ' \tlittle:1b\t815 MB\tQ4_K_M\t8192\there',
        '*\tbig:7b\t4.7 GB\tQ4_K_M\t131072\there',
        ' \thuge:120b-cloud\t384 B\tQ4_K_M\t8192\tat ollama.com, refused',
        '',
      ],
    ])
  })

  test('is a list to scripts, with or without a journal', async () => {
    const { host } = await startOllama()
    const type = openShell({ OLLAMA_HOST: host })

    const { out } = await type('models', 'list', '--json')

    expect(JSON.parse(out)).toMatchObject({
      items: [{ name: 'little:1b', runsAt: null, chosen: true }],
      next: null,
    })
  })

  test('without Ollama ends with 6 and says how to begin', async () => {
    const gone = await startOllama()
    await gone.close()
    const type = openShell({ OLLAMA_HOST: gone.host })

    const { code, out, err } = await type('models')

    expect([code, out, err]).toEqual([
      6,
      '',
      `error: No model server answers at ${gone.url}\nhint: Start Ollama, or see what is missing: \`dreamcanvas models doctor\`.\n`,
    ])
  })
})

describe('models pull', () => {
  const pulls = [
    { line: { status: 'pulling manifest' } },
    { line: { status: 'pulling aaa', digest: 'sha256:aaa', total: 2_000_000_000, completed: 900_000_000 } },
    { line: { status: 'pulling aaa', digest: 'sha256:aaa', total: 2_000_000_000, completed: 2_000_000_000 } },
    { line: { status: 'success' } },
  ]

  test('says what came, and it stands in outgoing', async () => {
    const { host } = await startOllama({ pulls })
    const type = openShell({ OLLAMA_HOST: host })
    await type('init')

    const pulled = await type('models', 'pull', 'llama3.2')
    const { out } = await type('outgoing')

    expect([pulled.code, pulled.out]).toEqual([0, 'Fetched llama3.2, 2.0 GB\n'])
    expect(out).toBe('2026-11-20 03:00Z\tregistry.ollama.ai\tmodels, asked for here\tllama3.2\t2.0 GB\n')
  })

  test('stopped by Ctrl-C hangs up, ends with 130 and says how to go on', async () => {
    const { host, whenHungUp, askedFor } = await startOllama({
      pulls: [...pulls.slice(0, 2), { wait: 8000 }],
    })
    const home = testFolder()
    const env = { HOME: home, PATH: '', TZ: 'UTC', OLLAMA_HOST: host }
    await run(['init'], fakeIo({ env }))
    const io = fakeIo({ env })
    const ended = run(['models', 'pull', 'llama3.2'], io)
    await expect.poll(() => askedFor('/api/pull').length).toBe(1)

    io.abort()
    await whenHungUp('/api/pull')

    expect(await ended).toBe(130)
    expect(io.stderr.text).toContain('Stopped before llama3.2 was whole.\nOllama keeps what came')
    const after = fakeIo({ env })
    await run(['outgoing', '--ndjson', '--fields', 'what,bytes'], after)
    expect(after.stdout.text).toBe('{"what":"llama3.2","bytes":null}\n')
  })

  test('of a remote model is refused with 8', async () => {
    const { host, asked } = await startOllama()
    const type = openShell({ OLLAMA_HOST: host })
    await type('init')

    const { code, err } = await type('models', 'pull', 'gpt-oss:120b-cloud')

    expect([code, err.includes('dreamcanvas models allow gpt-oss:120b-cloud'), asked]).toEqual([8, true, []])
  })
})

test('models show tells what its maker says', async () => {
  const { host } = await startOllama({ models: [{ loaded: true }] })
  const type = openShell({ OLLAMA_HOST: host })

  const { out } = await type('models', 'show', 'little:1b')

  expect(out.split('\n')).toEqual([
    'little:1b (reads your dreams)',
    'runs          here',
    'size          815 MB',
    'parameters    1.0B',
    'quantisation  Q4_K_M',
    'context       8192 tokens',
    'can           completion',
    'family        llama',
    'in memory     815 MB, 815 MB of it on the graphics card',
    'settings      temperature 0.7',
    'licence       MIT',
    'digest        a1b2c3d4e5f6',
    '',
  ])
})

test('models rm asks, and a script has to say yes', async () => {
  const { host, models } = await startOllama()
  const type = openShell({ OLLAMA_HOST: host })
  await type('init')

  const asked = await type('models', 'rm', 'little:1b')
  const seen = await type('models', 'rm', 'little:1b', '--dry-run')
  const there = models.size
  const done = await type('models', 'rm', 'little:1b', '--yes')

  expect([asked.code, seen.code, there, done.code, done.out, models.size]).toEqual([
    2,
    0,
    1,
    0,
    'Removed little:1b\n',
    0,
  ])
})

describe('models doctor', () => {
  test('ends with 0 when all is well', async () => {
    const { host } = await startOllama({ cloud: 'off', models: [{ size: 1000 }] })
    const type = openShell({ OLLAMA_HOST: host })

    const { code, out } = await type('models', 'doctor')

    expect([code, out.split('\n').map((line) => line.replace(/, and .* of memory/, ''))]).toEqual([
      0,
      [
        `✓ Ollama 0.32.1 answers at http://${host}.`,
        '✓ little:1b reads your dreams.',
        '✓ little:1b is 1 kB are free.',
        '✓ Ollama’s cloud is off.',
        '',
      ],
    ])
  })

  test('ends with 1 and guides who has no Ollama', async () => {
    const gone = await startOllama()
    await gone.close()
    const type = openShell({ OLLAMA_HOST: gone.host })

    const { code, out } = await type('models', 'doctor')

    expect(code).toBe(1)
    expect(out).toContain('https://ollama.com/download')
    expect(out).toContain('`dreamcanvas models pull gemma3:1b` (815 MB)')
  })

  test('gives scripts its findings', async () => {
    const { host } = await startOllama({ models: [] })
    const type = openShell({ OLLAMA_HOST: host })

    const { code, out } = await type('models', 'doctor', '--json')

    expect([code, JSON.parse(out)]).toMatchObject([
      1,
      {
        well: false,
        address: `http://${host}`,
        findings: [{ check: 'server' }, { check: 'models', level: 'care' }],
      },
    ])
  })
})

describe('what may leave', () => {
  test('a remote model is allowed by name, listed and taken back', async () => {
    const type = openShell({})
    await type('init')

    const allowed = await type('models', 'allow', 'huge:120b-cloud')
    const host = await type('outgoing', 'allow', 'gpu.lan', '--for', 'models')
    const listed = await type('outgoing', 'consents')
    const revoked = await type('outgoing', 'revoke', 'huge:120b-cloud')
    const left = await type('outgoing', 'consents', '--json')

    expect([allowed.out, host.out, listed.out, revoked.out]).toEqual([
      'Allowed huge:120b-cloud\n',
      'Allowed gpu.lan for models\n',
      'model\thuge:120b-cloud\tfor models\t2026-11-20 03:00Z\nhost\tgpu.lan\tfor models\t2026-11-20 03:00Z\n',
      'No longer allowed: huge:120b-cloud for models\n',
    ])
    expect(allowed.err).toContain('What it reads leaves this machine')
    expect((JSON.parse(left.out) as { items: unknown[] }).items.length).toBe(1)
  })

  test('without a purpose, or for one there is not, nothing is allowed', async () => {
    const type = openShell({})
    await type('init')

    const codes = [
      await type('outgoing', 'allow', 'gpu.lan'),
      await type('outgoing', 'allow', 'gpu.lan', '--for', 'fun'),
    ].map(({ code }) => code)

    expect([codes, (await type('outgoing', 'consents')).out]).toEqual([[2, 2], ''])
  })

  test('a terminal sees what is allowed above what left', async () => {
    const type = openShell({}, { tty: true })
    await type('init')
    const before = await type('outgoing')
    await type('outgoing', 'allow', 'gpu.lan', '--for', 'models')

    const { err } = await type('outgoing')

    expect(before.err).toBe('Nothing is allowed to leave this machine.\nNothing has left this machine.\n')
    expect(err).toBe(
      'Allowed to leave this machine:\nhost  gpu.lan  for models  2026-11-20 03:00Z\nNothing has left this machine.\n',
    )
  })
})

test('a setting that was never set is none, and none unsets it', async () => {
  const type = openShell({})
  await type('init')

  const unset = await type('config', 'get', 'modelAddress')
  await type('config', 'set', 'modelAddress', 'http://127.0.0.1:11500')
  const set = await type('config', 'get', 'modelAddress')
  await type('config', 'set', 'modelAddress', 'none')

  expect([unset.out, set.out, (await type('config', 'get', 'modelAddress')).out]).toEqual([
    'none\n',
    'http://127.0.0.1:11500\n',
    'none\n',
  ])
})
