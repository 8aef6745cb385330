import { AppError } from '../../../../contract/errors.ts'
import { isLoopback } from '../../../lib/hosts.ts'
import type { ServerAddress } from '../port.ts'

const PORT = '11434'
export const OWN_ADDRESS = `http://127.0.0.1:${PORT}`

/**
 * Where Ollama answers. OLLAMA_HOST is as often what a server listens on as what a client should ask: `0.0.0.0` is then
 * this machine, and a name on the network is followed only through the gate, which asks whether it was allowed.
 */
export function findAddress(setting: string | null, hostVariable: string | undefined): ServerAddress {
  if (setting !== null) return { url: trimmed(new URL(setting)), from: 'setting', listensToAll: false }
  const said = hostVariable?.trim().replaceAll(/^["']+|["']+$/g, '') ?? ''
  if (said === '') return { url: OWN_ADDRESS, from: 'default', listensToAll: false }
  const url = readHostVariable(said)
  const toAll = url.hostname === '0.0.0.0' || url.hostname === '[::]'
  if (toAll) url.hostname = url.hostname === '[::]' ? '[::1]' : '127.0.0.1'
  return { url: trimmed(url), from: 'environment', listensToAll: toAll || !isLoopback(url.hostname) }
}

/** As Ollama reads it: the port is 11434 unless one is said, or a scheme that has its own. */
function readHostVariable(said: string): URL {
  // A name and password before the host are left out: nothing of the kind is ever sent.
  const [, scheme, hostAndPort = '', path = ''] =
    /^(?:([a-z]+):\/\/)?(?:[^/@]*@)?([^/]*)(.*)$/i.exec(said) ?? []
  const host = /^:\d/.test(hostAndPort) ? `127.0.0.1${hostAndPort}` : bracketed(hostAndPort)
  const hasPort = /(?:^[^:]*|\]):\d+$/.test(host)
  try {
    const url = new URL(
      `${scheme ?? 'http'}://${host}${hasPort || scheme !== undefined ? '' : `:${PORT}`}${path}`,
    )
    if (url.protocol === 'http:' || url.protocol === 'https:') return url
  } catch {
    // Said below, for both.
  }
  throw new AppError('invalid_input', 'OLLAMA_HOST is not an address', {
    hint: `Unset it, or set it to a host like 127.0.0.1:${PORT}.`,
  })
}

/** A bare IPv6 address, as it may stand in the variable. */
function bracketed(host: string): string {
  return !host.startsWith('[') && host.split(':').length > 2 ? `[${host}]` : host
}

function trimmed(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`.replace(/\/+$/, '')
}
