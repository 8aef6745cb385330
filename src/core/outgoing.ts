import {
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { Readable } from 'node:stream'
import { AppError } from '../contract/errors.ts'
import type { Departure, Purpose } from '../contract/model/outgoing.ts'
import { isLocalhost, isLoopback, plainHost } from './lib/hosts.ts'

type Leaving = Pick<Departure, 'way' | 'host' | 'purpose' | 'what' | 'bytes'>

export type Outgoing = {
  /** What a library takes for `fetch`, for requests of one purpose. */
  fetchFor(purpose: Purpose): typeof fetch
  /** Writes down what a local server is about to be asked to fetch or hand on. Answers with how to say its size. */
  asked(leaving: Omit<Leaving, 'way' | 'bytes'>): Promise<(bytes: number) => Promise<void>>
}

type Ways = {
  /** Whether the person allowed this host for this purpose. */
  isAllowed(host: string, purpose: Purpose): Promise<boolean>
  /** Keeps a row of it before anything leaves, so that nothing leaves unseen. */
  record(leaving: Leaving): Promise<(bytes: number) => Promise<void>>
}

/**
 * The one gate through which any request leaves the process. What is not this machine, and not a host the person allowed
 * for the purpose, is refused before its name is looked up.
 *
 * Not on Node's own fetch: that follows redirects and, where the environment says so, proxies; and it gives up on an
 * answer that takes five minutes to begin, as a model's may.
 */
export function createOutgoing({ isAllowed, record }: Ways): Outgoing {
  return {
    fetchFor: (purpose) => async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input)
      const body = bodyOf(init)
      if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refused(url.protocol, purpose)
      if (!isLoopback(url.hostname)) {
        if (!(await isAllowed(plainHost(url.hostname), purpose)))
          throw refused(plainHost(url.hostname), purpose)
        init?.signal?.throwIfAborted()
        await record({
          way: 'sent',
          host: plainHost(url.hostname),
          purpose,
          what: null,
          bytes: body?.length ?? 0,
        })
      }
      return send(url, {
        method: init?.method ?? 'GET',
        headers: headersOf(init),
        body,
        signal: init?.signal ?? null,
      })
    },
    asked: (leaving) => record({ ...leaving, way: 'asked', bytes: null }),
  }
}

function refused(host: string, purpose: Purpose): AppError {
  return new AppError(
    'refused',
    `Nothing is sent to ${host}: it is not this machine, and nobody allowed it`,
    {
      hint: `If you trust it with your dreams: \`dreamcanvas outgoing allow ${host} --for ${purpose}\`.`,
      details: { host, purpose },
    },
  )
}

type Asked = {
  readonly method: string
  readonly headers: Record<string, string>
  readonly body: Buffer | undefined
  readonly signal: AbortSignal | null
}

// Their own agents: the global ones send through whatever proxy the environment names.
const http = new HttpAgent({ keepAlive: false })
const https = new HttpsAgent({ keepAlive: false })

function send(url: URL, { method, headers, body, signal }: Asked): Promise<Response> {
  const options: RequestOptions = {
    method,
    headers: { ...headers, ...(body && { 'content-length': body.length }) },
    ...(signal && { signal }),
    // The name `localhost` is never looked up: it is this machine, whatever a hosts file says.
    ...(isLocalhost(plainHost(url.hostname)) && { lookup: loopbackAddresses }),
  }
  return new Promise((resolve, reject) => {
    const request =
      url.protocol === 'https:'
        ? httpsRequest(url, { ...options, agent: https })
        : httpRequest(url, { ...options, agent: http })
    request.once('error', reject)
    request.once('response', (message) => {
      const { statusCode = 0 } = message
      if (statusCode >= 300 && statusCode < 400) {
        message.destroy()
        reject(sentElsewhere(plainHost(url.hostname)))
      } else resolve(toResponse(message, statusCode))
    })
    request.end(body)
  })
}

function toResponse(message: IncomingMessage, status: number): Response {
  const headers = new Headers()
  for (const [name, value] of Object.entries(message.headers))
    if (typeof value === 'string') headers.set(name, value)
  if (status === 204 || status === 205) {
    message.resume()
    return new Response(null, { status, headers })
  }
  // No encoding is set, so it is bytes; Node has two names for the one class of streams.
  const body = Readable.toWeb(message) as unknown as globalThis.ReadableStream<Uint8Array>
  return new Response(body, { status, headers })
}

const loopbackAddresses: LookupFunction = (_, { all }, callback) => {
  if (all) {
    callback(null, [
      { address: '127.0.0.1', family: 4 },
      { address: '::1', family: 6 },
    ])
  } else callback(null, '127.0.0.1', 4)
}

function sentElsewhere(host: string): AppError {
  return new AppError('refused', `${host} sends on to another address, and that is not followed`, {
    hint: 'Check the address; name the one that answers itself.',
    details: { host },
  })
}

/** Only what is known before it leaves can be measured: text and bytes. */
function bodyOf(init: RequestInit | undefined): Buffer | undefined {
  const body = init?.body
  if (body === undefined || body === null) return undefined
  if (typeof body === 'string' || body instanceof Uint8Array) return Buffer.from(body as string) // either is taken
  throw new TypeError('Only text and bytes leave through here')
}

/** What the caller set, except what says more about this machine than a server has to know, or who somebody is. */
function headersOf(init: RequestInit | undefined): Record<string, string> {
  const headers = new Headers(init?.headers)
  for (const name of ['user-agent', 'authorization', 'cookie']) headers.delete(name)
  return Object.fromEntries(headers)
}
