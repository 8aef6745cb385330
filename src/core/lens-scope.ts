import type { Scope } from '../rpc/router.ts'
import { openLensFiles } from './lens-files.ts'
import type { JournalHands } from './operations/hands.ts'
import type { LensHands } from './operations/lenses.ts'

type Hands = { query: LensHands; command: LensHands; stream: LensHands }

/** Lenses lie beside the journal, not in it: only who asks for a dream needs it open. */
export function lensScope(journal: Scope<JournalHands>, configFolder: string): Scope<Hands> {
  const files = openLensFiles(configFolder)
  const hands = (operation: string, signal: AbortSignal): LensHands => ({
    files,
    read: (fn) => journal.query(operation, signal, ({ db }) => fn(db)),
  })
  return {
    query: (operation, signal, deed) => deed(hands(operation, signal)),
    command: (operation, signal, deed) => deed(hands(operation, signal)),
    stream: (operation, signal, deed) => deed(hands(operation, signal)),
  }
}
