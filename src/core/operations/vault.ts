import { AppError } from '../../contract/errors.ts'
import type { JournalState, vault as contract } from '../../contract/journal/vault.ts'
import type { Handlers } from '../../rpc/router.ts'
import type { Finding } from '../vault/doctor.ts'

/** What the vault group is handed: the journal as a file, in whatever state it is. No transaction. */
export type VaultHands = {
  readonly folder: string
  state(): Promise<{ state: JournalState; version: number | null }>
  make(): Promise<void>
  examine(): Promise<Finding[]>
  mend(): Promise<string[]>
}

type Hands = { query: VaultHands; command: VaultHands; stream: VaultHands }

export const vault: Handlers<typeof contract, Hands> = {
  async state({ folder, state }) {
    return { ...(await state()), folder }
  },

  async init({ folder, state, make }) {
    if ((await state()).state !== 'absent')
      throw new AppError('conflict', 'There is a journal here already', {
        hint: 'Nothing was changed.',
        details: { folder },
      })
    await make()
    return { folder }
  },

  async doctor({ examine }) {
    const findings = await examine()
    return { well: findings.every(({ ok }) => ok), findings }
  },

  async mend({ mend }) {
    return { done: await mend() }
  },
}
