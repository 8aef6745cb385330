import { MIGRATIONS } from '../../src/core/db/migrations/all.ts'
import type { Migration } from '../../src/core/db/migrate.ts'

/** What a later version of this program would bring. */
export const LATER: readonly Migration[] = [
  ...MIGRATIONS,
  {
    version: 990,
    up(db) {
      db.exec("CREATE TABLE hologram (seq INTEGER PRIMARY KEY, id TEXT NOT NULL DEFAULT '') STRICT")
    },
  },
]
