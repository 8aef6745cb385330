import { accessSync, constants, readFileSync } from 'node:fs'
import { freemem, totalmem } from 'node:os'
import { delimiter, join } from 'node:path'
import type { Machine } from './operations/hands.ts'

/** This computer, looked at when it is asked about. */
export function thisMachine(env: Machine['env'], platform: NodeJS.Platform): Machine {
  return {
    env,
    platform,
    memory: () => ({ free: freemem(), total: totalmem() }),
    hasProgram: (name) => placesOf(name, env, platform).some(canRun),
    listensToOthers: (port) => (platform === 'linux' ? listensToOthers(port) : undefined),
  }
}

/** The path, and where an app puts itself without being on it. */
function placesOf(name: string, env: Machine['env'], platform: NodeJS.Platform): string[] {
  const onPath = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  if (platform === 'win32') {
    const own = join(env['LOCALAPPDATA'] ?? '', 'Programs', name)
    return [...onPath, own].map((folder) => join(folder, `${name}.exe`))
  }
  const app = `${name.charAt(0).toUpperCase()}${name.slice(1)}.app`
  return [
    ...onPath.map((folder) => join(folder, name)),
    ...(platform === 'darwin'
      ? [join('/Applications', app), join(env['HOME'] ?? '', 'Applications', app)]
      : []),
  ]
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const LISTENING = '0A'

/** Linux tells who listens in a file: no connection is made to find out. */
function listensToOthers(port: number): boolean | undefined {
  try {
    return ['/proc/net/tcp', '/proc/net/tcp6'].some((file) =>
      isHeardByOthers(readFileSync(file, 'utf8'), port),
    )
  } catch {
    return undefined
  }
}

/** Whether a table of sockets, as Linux writes it, has one that listens on this port beyond loopback. */
export function isHeardByOthers(sockets: string, port: number): boolean {
  return sockets.split('\n').some((row) => {
    const [, local = '', , state] = row.trim().split(/\s+/)
    const [address = '', at = ''] = local.split(':')
    return state === LISTENING && Number.parseInt(at, 16) === port && !isLoopback(address)
  })
}

/** Written in hexadecimal, each four bytes backwards: 127.0.0.1 is 0100007F. */
function isLoopback(address: string): boolean {
  if (address.length === 8) return address.endsWith('7F')
  return /^0{24}01000000$/.test(address) || /^0{16}FFFF0000[0-9A-F]{6}7F$/i.test(address)
}
