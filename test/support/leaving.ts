import { createHook } from 'node:async_hooks'
import diagnostics from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/**
 * Watches this process for what no test of ours may do: look a name up, or connect to anything but this machine. It sees
 * what Node does underneath, whoever asked for it and however.
 */
export function watchLeaving() {
  let lookups = 0
  const connections: string[] = []
  const hook = createHook({
    init: (_, type) => {
      if (/^(?:GETADDRINFO|GETNAMEINFO|QUERY)/.test(type)) lookups++
    },
  }).enable()
  const onSocket = (message: unknown) => {
    const { socket } = message as { socket: Socket } // what this channel tells
    socket.once('connectionAttempt', (address: string) => connections.push(address))
  }
  diagnostics.subscribe('net.client.socket', onSocket)
  onTestFinished(() => {
    hook.disable()
    diagnostics.unsubscribe('net.client.socket', onSocket)
  })
  return {
    get lookups() {
      return lookups
    },
    get connections() {
      return connections as readonly string[]
    },
    get beyond() {
      return connections.filter((address) => !/^(?:127\.|::1$)/.test(address))
    },
  }
}
