import { createProcedureClient, getRouter, isProcedure, ORPCError, unlazy } from '@orpc/server'
import { clientOver, type Client } from './client.ts'
import type { Group } from './operations.ts'
import type { Router } from './router.ts'

/** The router in the same process: same validation, same errors, same cancelling as over a wire. */
export function inProcessClient<C extends Readonly<Record<string, Group>>>(router: Router): Client<C> {
  return clientOver(async (path, input, signal) => {
    const found = getRouter(router, path)
    const { default: procedure } = found === undefined ? { default: undefined } : await unlazy(found)
    if (!isProcedure(procedure)) throw new ORPCError('NOT_FOUND')
    return createProcedureClient(procedure, { context: {}, path })(input, { signal })
  })
}
