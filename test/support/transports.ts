import { MessageChannel } from 'node:worker_threads'
import { onTestFinished } from 'vitest'
import type { Client } from '../../src/rpc/client.ts'
import { httpClient, serveHttp } from '../../src/rpc/http.ts'
import { inProcessClient } from '../../src/rpc/in-process.ts'
import { messagePortClient, serveMessagePort } from '../../src/rpc/message-port.ts'
import type { Group } from '../../src/rpc/operations.ts'
import type { Router } from '../../src/rpc/router.ts'

export type Transport = 'in process' | 'message port' | 'http'
export const TRANSPORTS: readonly Transport[] = ['in process', 'message port', 'http']

/** A client that asks the router this way, for as long as the test runs. */
export async function connect<C extends Readonly<Record<string, Group>>>(
  transport: Transport,
  router: Router,
): Promise<Client<C>> {
  if (transport === 'in process') return inProcessClient<C>(router)
  if (transport === 'message port') return overMessagePort<C>(router)
  const server = await serveHttp(router)
  onTestFinished(() => server.close())
  return httpClient<C>(server.url)
}

function overMessagePort<C extends Readonly<Record<string, Group>>>(router: Router): Client<C> {
  const { port1, port2 } = new MessageChannel()
  onTestFinished(() => {
    port1.close()
    port2.close()
  })
  serveMessagePort(router, port1)
  return messagePortClient<C>(port2)
}
