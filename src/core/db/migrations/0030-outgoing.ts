import type { Migration } from '../migrate.ts'

/** What the person allowed to leave this machine, and what left it. Never what was in it. */
export const outgoingTables: Migration = {
  version: 30,
  up(db) {
    db.exec(`
      CREATE TABLE consent (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind IN ('host', 'model')),
        name TEXT NOT NULL,
        purpose TEXT NOT NULL,
        given_at TEXT NOT NULL,
        UNIQUE (kind, name, purpose)
      ) STRICT;

      CREATE TABLE departure (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        at TEXT NOT NULL,
        way TEXT NOT NULL CHECK (way IN ('sent', 'asked')),
        host TEXT NOT NULL,
        purpose TEXT NOT NULL,
        what TEXT,
        bytes INTEGER -- null while it is not known
      ) STRICT;
    `)
  },
}
