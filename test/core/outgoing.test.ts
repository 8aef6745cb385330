import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { lookup } from 'node:dns/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createOutgoing } from '../../src/core/outgoing.ts'
import { failureOf } from '../support/journal.ts'
import { watchLeaving } from '../support/leaving.ts'

test('what is not this machine is refused before its name is looked up', async () => {
  const leaving = watchLeaving()
  const { fetch, recorded } = openGate()

  const hosts = [
    'ollama.com',
    'gpu.lan',
    '192.168.1.20',
    '[fe80::1]',
    '0.0.0.0',
    '127.0.0.1.nip.io',
    'localhost.evil.example',
  ]
  const failures = await Promise.all(hosts.map((host) => failureOf(fetch(`http://${host}:11434/api/chat`))))

  expect(failures.map(({ code }) => code)).toEqual(hosts.map(() => 'refused'))
  expect(failures[1]?.toJSON()).toEqual({
    code: 'refused',
    message: 'Nothing is sent to gpu.lan: it is not this machine, and nobody allowed it',
    hint: 'If you trust it with your dreams: `dreamcanvas outgoing allow gpu.lan --for models`.',
    details: { host: 'gpu.lan', purpose: 'models' },
  })
  expect({ lookups: leaving.lookups, connections: leaving.connections, recorded }).toEqual({
    lookups: 0,
    connections: [],
    recorded: [],
  })
})

test('the watch over look-ups sees one', async () => {
  const leaving = watchLeaving()

  await lookup('localhost')

  expect(leaving.lookups).toBe(1)
})

test('this machine is reached by any of its names, and localhost is never looked up', async () => {
  const { port } = await startEcho()
  const leaving = watchLeaving()
  const { fetch, recorded } = openGate()

  const hosts = ['127.0.0.1', 'localhost', 'LOCALHOST.', 'ollama.localhost', '127.1', '[::ffff:127.0.0.1]']
  const answers = await Promise.all(
    hosts.map(async (host) => (await fetch(`http://${host}:${port}/`)).status),
  )

  expect(answers).toEqual(hosts.map(() => 200))
  expect(leaving.lookups).toBe(0)
  expect(recorded).toEqual([])
})

describe('a host that was allowed', () => {
  // Not this machine by its letters, though it leads here: nothing has to leave for the test.
  const HOST = '0.0.0.0'

  test.skipIf(process.platform === 'win32')('is sent to, and a row of it is kept before it is', async () => {
    const happened: string[] = []
    const { port } = await startEcho((_, respond) => {
      happened.push('arrived')
      respond(200)
    })
    const recorded: unknown[] = []
    const outgoing = createOutgoing({
      isAllowed: async (host, purpose) => host === HOST && purpose === 'models',
      record: async (leaving) => {
        happened.push('recorded')
        recorded.push(leaving)
        return async () => {}
      },
    })

    await outgoing.fetchFor('models')(`http://${HOST}:${port}/api/chat`, { method: 'POST', body: 'smörgås' })

    expect(recorded).toEqual([{ way: 'sent', host: HOST, purpose: 'models', what: null, bytes: 9 }])
    expect(happened).toEqual(['recorded', 'arrived'])
  })

  test('is not sent to when its row cannot be kept', async () => {
    const leaving = watchLeaving()
    const outgoing = createOutgoing({
      isAllowed: async () => true,
      record: () => Promise.reject(new Error('The disk is full')),
    })

    const failure = await failureOf(outgoing.fetchFor('models')('http://gpu.lan/'))

    expect([failure.message, leaving.lookups, leaving.connections]).toEqual(['The disk is full', 0, []])
  })
})

test('another address a server sends on to is not followed', async () => {
  const { port } = await startEcho((_, respond) => respond(307, { location: 'http://127.0.0.1:1/elsewhere' }))
  const { fetch } = openGate()

  const failure = await failureOf(fetch(`http://127.0.0.1:${port}/`))

  expect([failure.code, failure.message]).toEqual([
    'refused',
    '127.0.0.1 sends on to another address, and that is not followed',
  ])
})

test('no proxy the environment names is asked', async () => {
  const { port } = await startEcho()
  const proxy = await startEcho()
  setEnv({
    NODE_USE_ENV_PROXY: '1',
    HTTP_PROXY: `http://127.0.0.1:${proxy.port}`,
    ALL_PROXY: `http://127.0.0.1:${proxy.port}`,
  })
  const { fetch } = openGate()

  await fetch(`http://127.0.0.1:${port}/`)

  expect(proxy.asked).toEqual([])
})

test('nothing about this machine or its person goes along', async () => {
  const { port, asked } = await startEcho()
  const { fetch } = openGate()
  const headers = {
    'content-type': 'application/json',
    authorization: 'Bearer secret',
    cookie: 'a=b',
    'user-agent': 'ollama-js (x64 linux)',
  }

  await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: '{}', headers })

  expect(asked.map((one) => Object.keys(one.headers).toSorted())).toEqual([
    ['connection', 'content-length', 'content-type', 'host'],
  ])
})

test('stopping closes the connection', async () => {
  const closed = Promise.withResolvers<void>()
  const { port } = await startEcho((request) => void request.socket.once('close', closed.resolve))
  const { fetch } = openGate()
  const stop = new AbortController()
  const answer = failureOf(fetch(`http://127.0.0.1:${port}/`, { signal: stop.signal }))
  setTimeout(() => stop.abort(), 50)

  const failure = await answer
  await closed.promise

  expect(failure.name).toBe('AbortError')
})

function openGate() {
  const recorded: unknown[] = []
  const outgoing = createOutgoing({
    isAllowed: async () => false,
    record: async (leaving) => {
      recorded.push(leaving)
      return async () => {}
    },
  })
  return { fetch: outgoing.fetchFor('models'), recorded }
}

type Respond = (status: number, headers?: Record<string, string>) => void

async function startEcho(
  answer: (request: IncomingMessage, respond: Respond) => void = (_, respond) => respond(200),
) {
  const asked: IncomingMessage[] = []
  const server = createServer((request, response) => {
    asked.push(request)
    answer(request, (status, headers) => response.writeHead(status, headers).end('{}'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { port: (server.address() as AddressInfo).port, asked }
}

function setEnv(values: Readonly<Record<string, string>>): void {
  const before = Object.fromEntries(Object.keys(values).map((name) => [name, process.env[name]]))
  Object.assign(process.env, values)
  onTestFinished(() => {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  })
}
