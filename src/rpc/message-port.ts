import { RPCLink, type SupportedMessagePort } from '@orpc/client/message-port'
import { RPCHandler } from '@orpc/server/message-port'
import { clientOver, type Client } from './client.ts'
import type { Group } from './operations.ts'
import type { Router } from './router.ts'

/** Answers what comes through a port: a window, a worker, a utility process. */
export function serveMessagePort(router: Router, port: SupportedMessagePort): void {
  new RPCHandler(router).upgrade(port, { context: {} })
}

export function messagePortClient<C extends Readonly<Record<string, Group>>>(
  port: SupportedMessagePort,
): Client<C> {
  const link = new RPCLink({ port })
  return clientOver((path, input, signal) => link.call(path, input, { signal, context: {} }))
}
