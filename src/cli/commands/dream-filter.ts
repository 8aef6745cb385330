import type { DreamFilter } from '../../contract/model/dream.ts'
import type { JournalClient } from '../cli.ts'
import { nightOf } from './finding.ts'

/** Which dreams a list or an export is to hold. */
export type FilterFlags = {
  readonly since?: string
  readonly until?: string
  readonly night?: string
  readonly tag?: string[]
  readonly lucid?: number
  readonly mood?: number
  readonly nightmare?: boolean
  readonly recurring?: boolean
  readonly fragment?: boolean
  readonly nap?: boolean
  readonly conflict?: boolean
}

/** The flags in the contract's words; only those that were given. */
export async function filterFrom(journal: JournalClient, flags: FilterFlags): Promise<DreamFilter> {
  const { tag, lucid, mood, nightmare, recurring, fragment, nap, conflict } = flags
  const [since, until] = [
    await nightOf(journal, flags.night ?? flags.since),
    await nightOf(journal, flags.night ?? flags.until),
  ]
  const filter = {
    since,
    until,
    tags: tag,
    lucidity: lucid === undefined ? undefined : { from: lucid },
    mood: mood === undefined ? undefined : { from: mood, to: mood },
    nightmare,
    recurring,
    fragment,
    nap,
    conflict,
  }
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
}
