import type { Migration } from '../migrate.ts'

/**
 * What was read of a dream, how it was made, and what the dreamer answered. A reading goes with its dream; one that was
 * taken out on its own waits here for undo.
 */
export const readingTables: Migration = {
  version: 50,
  up(db) {
    db.exec(`
      CREATE TABLE reading (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        dream_seq INTEGER NOT NULL REFERENCES dream (seq) ON DELETE CASCADE,
        made_at TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('whole', 'partial', 'unstructured')),
        lens TEXT NOT NULL,
        model TEXT, -- null where no model wrote it
        made_of TEXT NOT NULL, -- names what of the dream, the lens, the rules and the model it was made of
        text_hash TEXT NOT NULL, -- names the words its quotes stand in
        content TEXT NOT NULL,
        provenance TEXT NOT NULL,
        raw TEXT NOT NULL,
        answers TEXT NOT NULL, -- all the dreamer ever answered; words live here and nowhere in the change table
        answer INTEGER, -- which of them stands
        removed_at TEXT
      ) STRICT;
      CREATE INDEX reading_of_dream ON reading (dream_seq, seq);
      CREATE INDEX reading_removed ON reading (removed_at) WHERE removed_at IS NOT NULL;
    `)
  },
}
