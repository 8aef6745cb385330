import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { RPCLink } from '@orpc/client/fetch'
import { RPCHandler } from '@orpc/server/node'
import { clientOver, type Client } from './client.ts'
import type { Group } from './operations.ts'
import type { Router } from './router.ts'

const PREFIX = '/rpc'

/**
 * The router over HTTP on this machine only. It carries no door of its own: whoever opens it to a browser puts the
 * token, Host and Origin checks in front.
 */
export async function serveHttp(router: Router): Promise<{ url: string; close(): Promise<void> }> {
  const handler = new RPCHandler(router)
  const server = createServer((request, response) => {
    handler.handle(request, response, { prefix: PREFIX, context: {} }).then(
      ({ matched }) => {
        if (!matched) response.writeHead(404).end()
      },
      () => response.destroy(),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo // a TCP server that listens has one
  return { url: `http://127.0.0.1:${port}${PREFIX}`, close: () => close(server) }
}

export function httpClient<C extends Readonly<Record<string, Group>>>(url: string): Client<C> {
  const link = new RPCLink({ url })
  return clientOver((path, input, signal) => link.call(path, input, { signal, context: {} }))
}

function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()))
  })
}
