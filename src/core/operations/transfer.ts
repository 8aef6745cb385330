import type { transfer as contract } from '../../contract/journal/transfer.ts'
import type { Handlers } from '../../rpc/router.ts'
import { exportFrom } from './exporting.ts'
import type { JournalHands } from './hands.ts'
import { importFrom } from './importing.ts'

export const transfer: Handlers<typeof contract, JournalHands> = {
  import: importFrom,
  export: exportFrom,
}
