import type { Migration } from '../migrate.ts'
import { journalTables } from './0010-journal.ts'
import { dreamSearch } from './0020-dream-search.ts'
import { outgoingTables } from './0030-outgoing.ts'
import { codingTables } from './0040-codings.ts'
import { readingTables } from './0050-readings.ts'

/** Every step a journal's file has taken, in order. Steps only add. */
export const MIGRATIONS: readonly Migration[] = [
  journalTables,
  dreamSearch,
  outgoingTables,
  codingTables,
  readingTables,
]
