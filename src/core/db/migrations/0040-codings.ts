import type { Migration } from '../migrate.ts'

/** What is counted in dreams, and what it was before: both go with the dream. */
export const codingTables: Migration = {
  version: 40,
  up(db) {
    db.exec(`
      CREATE TABLE coding (
        seq INTEGER PRIMARY KEY,
        dream_seq INTEGER NOT NULL UNIQUE REFERENCES dream (seq) ON DELETE CASCADE,
        revision INTEGER NOT NULL,
        changed_at TEXT NOT NULL,
        content TEXT NOT NULL -- a KeptCoding as JSON
      ) STRICT;

      CREATE TABLE coding_version (
        seq INTEGER PRIMARY KEY,
        dream_seq INTEGER NOT NULL REFERENCES dream (seq) ON DELETE CASCADE,
        revision INTEGER NOT NULL,
        changed_at TEXT NOT NULL,
        content TEXT NOT NULL,
        UNIQUE (dream_seq, revision)
      ) STRICT;
    `)
  },
}
