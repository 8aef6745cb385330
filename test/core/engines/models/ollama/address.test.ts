import { expect, test } from 'vitest'
import { findAddress } from '../../../../../src/core/engines/models/ollama/address.ts'

test.for([
  [undefined, 'http://127.0.0.1:11434', 'default', false],
  ['', 'http://127.0.0.1:11434', 'default', false],
  ['127.0.0.1:9999', 'http://127.0.0.1:9999', 'environment', false],
  ['localhost', 'http://localhost:11434', 'environment', false],
  [':9999', 'http://127.0.0.1:9999', 'environment', false],
  ["'127.0.0.1'", 'http://127.0.0.1:11434', 'environment', false],
  ['http://127.0.0.1', 'http://127.0.0.1', 'environment', false],
  ['https://localhost/ollama/', 'https://localhost/ollama', 'environment', false],
  ['[::1]:9999', 'http://[::1]:9999', 'environment', false],
  ['::1', 'http://[::1]:11434', 'environment', false],
  // What a server is told to listen on, and nobody can ask.
  ['0.0.0.0', 'http://127.0.0.1:11434', 'environment', true],
  ['0.0.0.0:9999', 'http://127.0.0.1:9999', 'environment', true],
  ['[::]:9999', 'http://[::1]:9999', 'environment', true],
  // Followed only by the gate's leave.
  ['gpu.lan', 'http://gpu.lan:11434', 'environment', true],
  ['192.168.1.20:9999', 'http://192.168.1.20:9999', 'environment', true],
  ['http://me:secret@gpu.lan:1234', 'http://gpu.lan:1234', 'environment', true],
] as const)('OLLAMA_HOST %s leads to %s', ([said, url, from, listensToAll]) => {
  expect(findAddress(null, said)).toEqual({ url, from, listensToAll })
})

test('what was set here counts before what the environment says', () => {
  expect(findAddress('http://127.0.0.1:11500/', 'gpu.lan')).toEqual({
    url: 'http://127.0.0.1:11500',
    from: 'setting',
    listensToAll: false,
  })
})

test.for(['http://', 'unix:///var/run/ollama.sock', '127.0.0.1:99999'])(
  '%s is said not to be an address',
  (said) => {
    expect(() => findAddress(null, said)).toThrow(
      expect.objectContaining({ code: 'invalid_input', message: 'OLLAMA_HOST is not an address' }),
    )
  },
)
