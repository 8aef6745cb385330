import { chmodSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { isHeardByOthers, thisMachine } from '../../src/core/machine.ts'
import { testFolder } from '../support/folder.ts'

/** As /proc/net/tcp has it: 11434 is 2CAA, state 0A listens, 01 is a connection. */
const row = (local: string, state = '0A') =>
  `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000  1000 0 12345 1`

test.for([
  ['127.0.0.1', row('0100007F:2CAA'), false],
  ['127.0.1.1', row('0101007F:2CAA'), false],
  ['::1', row('00000000000000000000000001000000:2CAA'), false],
  ['127.0.0.1 as IPv6', row('0000000000000000FFFF00000100007F:2CAA'), false],
  ['every address', row('00000000:2CAA'), true],
  ['every address, IPv6', row('00000000000000000000000000000000:2CAA'), true],
  ['192.168.1.20', row('1401A8C0:2CAA'), true],
  ['another port', row('00000000:2CAB'), false],
  ['a connection', row('1401A8C0:2CAA', '01'), false],
] as const)('that a socket of %s is heard by others: %3$s', ([, table, heard]) => {
  expect(isHeardByOthers(`  sl  local_address rem_address   st\n${table}\n`, 11434)).toBe(heard)
})

test.skipIf(process.platform !== 'linux')('a server on loopback is heard by nobody else', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo

  expect(thisMachine({}, 'linux').listensToOthers(port)).toBe(false)
  expect(thisMachine({}, 'darwin').listensToOthers(port)).toBeUndefined()
})

test.skipIf(process.platform === 'win32')('a program is found on the path when it can be run', () => {
  const folder = testFolder()
  writeFileSync(join(folder, 'ollama'), '#!/bin/sh\n')
  const machine = thisMachine({ PATH: `/nowhere:${folder}` }, 'linux')

  const before = machine.hasProgram('ollama')
  chmodSync(join(folder, 'ollama'), 0o755)

  expect([before, machine.hasProgram('ollama')]).toEqual([false, true])
})
