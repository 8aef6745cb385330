import type { Migration } from '../migrate.ts'

/**
 * The journal's first tables. Every table has `seq` beside its public id, because VACUUM renumbers bare rowids and the
 * search index points at them.
 */
export const journalTables: Migration = {
  version: 10,
  up(db) {
    db.exec(`
      PRAGMA application_id = ${0x44_43_6a_6c}; -- 'DCjl': this file is a DreamCanvas journal

      CREATE TABLE dream (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        tail TEXT NOT NULL, -- the id's end, backwards: people call a dream by it, and this finds it by an index
        revision INTEGER NOT NULL CHECK (revision >= 1),
        stamp TEXT NOT NULL,
        written_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        title TEXT,
        text TEXT NOT NULL,
        reflection TEXT,
        night TEXT NOT NULL, -- '' where unknown
        night_id TEXT,
        nap INTEGER NOT NULL CHECK (nap IN (0, 1)),
        dreamt_at TEXT,
        zone TEXT NOT NULL,
        mood INTEGER CHECK (mood BETWEEN -3 AND 3),
        vividness INTEGER CHECK (vividness BETWEEN 1 AND 5),
        lucidity INTEGER CHECK (lucidity BETWEEN 0 AND 5),
        technique TEXT,
        lucid_trigger TEXT,
        nightmare INTEGER NOT NULL CHECK (nightmare IN (0, 1)),
        recurring INTEGER NOT NULL CHECK (recurring IN (0, 1)),
        fragment INTEGER NOT NULL CHECK (fragment IN (0, 1)),
        deleted_at TEXT,
        conflict INTEGER NOT NULL CHECK (conflict IN (0, 1))
      ) STRICT;
      -- Newest night first is how dreams are read; the id, whose head is a clock, settles the order within a night.
      -- What lists are filtered by stands beside, so that those left out need no look at the dream.
      CREATE INDEX dream_by_night ON dream (night, id, mood, vividness, lucidity, nightmare, recurring, fragment, nap)
        WHERE deleted_at IS NULL;
      CREATE INDEX dream_by_tail ON dream (tail);
      CREATE INDEX dream_in_trash ON dream (deleted_at, id) WHERE deleted_at IS NOT NULL;
      CREATE INDEX dream_conflict ON dream (seq) WHERE conflict = 1;

      CREATE TABLE dream_version (
        seq INTEGER PRIMARY KEY,
        dream_seq INTEGER NOT NULL REFERENCES dream (seq) ON DELETE CASCADE,
        stamp TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('was', 'conflict')),
        content TEXT NOT NULL,
        UNIQUE (dream_seq, stamp)
      ) STRICT;

      CREATE TABLE tag (
        seq INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        folded TEXT NOT NULL UNIQUE
      ) STRICT;
      CREATE TABLE dream_tag (
        dream_seq INTEGER NOT NULL REFERENCES dream (seq) ON DELETE CASCADE,
        tag_seq INTEGER NOT NULL REFERENCES tag (seq) ON DELETE CASCADE,
        PRIMARY KEY (dream_seq, tag_seq)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX dream_tag_by_tag ON dream_tag (tag_seq, dream_seq);

      CREATE TABLE night (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        ends_on TEXT NOT NULL,
        zone TEXT NOT NULL,
        no_recall INTEGER NOT NULL CHECK (no_recall IN (0, 1)),
        changed_at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX night_by_day ON night (ends_on, id);

      CREATE TABLE sleep (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        asleep_at TEXT NOT NULL,
        woke_at TEXT NOT NULL CHECK (woke_at > asleep_at),
        zone TEXT NOT NULL,
        nap INTEGER NOT NULL CHECK (nap IN (0, 1)),
        changed_at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX sleep_by_waking ON sleep (woke_at);

      CREATE TABLE setting (
        seq INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        value TEXT NOT NULL
      ) STRICT;

      -- One command, or one import however many rows it has: what undo takes back at once.
      CREATE TABLE deed (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        at TEXT NOT NULL, -- of its last change
        operation TEXT NOT NULL,
        program TEXT NOT NULL,
        undoes TEXT, -- the deed this one took back
        last_change INTEGER NOT NULL -- an import that goes on counts as done when it went on
      ) STRICT;
      CREATE INDEX deed_by_last_change ON deed (last_change);
      CREATE INDEX deed_undoing ON deed (undoes) WHERE undoes IS NOT NULL;
      CREATE TABLE change (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, -- never reused: other programs remember how far they have read
        deed_seq INTEGER NOT NULL REFERENCES deed (seq) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        before TEXT
      ) STRICT;
      CREATE INDEX change_of_thing ON change (kind, id);
      CREATE INDEX change_of_deed ON change (deed_seq, kind);

      CREATE TABLE import_run (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        source TEXT NOT NULL,
        started_at TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('partial', 'done'))
      ) STRICT;

      -- Dreams taken out for good, so that their going travels to the dreamer's other computers. Never their words.
      CREATE TABLE gone (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        stamp TEXT NOT NULL,
        ancestors TEXT NOT NULL, -- stamps of the versions it had: what whoever took it out had seen
        at TEXT NOT NULL
      ) STRICT;
    `)
  },
}
