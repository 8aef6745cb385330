-- Version 50. Written by `npm run schema`; not read by the program.

CREATE TABLE change (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, -- never reused: other programs remember how far they have read
        deed_seq INTEGER NOT NULL REFERENCES deed (seq) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        before TEXT
      ) STRICT;

CREATE INDEX change_of_deed ON change (deed_seq, kind);

CREATE INDEX change_of_thing ON change (kind, id);

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

CREATE TABLE consent (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind IN ('host', 'model')),
        name TEXT NOT NULL,
        purpose TEXT NOT NULL,
        given_at TEXT NOT NULL,
        UNIQUE (kind, name, purpose)
      ) STRICT;

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

CREATE INDEX dream_by_night ON dream (night, id, mood, vividness, lucidity, nightmare, recurring, fragment, nap)
        WHERE deleted_at IS NULL;

CREATE INDEX dream_by_tail ON dream (tail);

CREATE INDEX dream_conflict ON dream (seq) WHERE conflict = 1;

CREATE INDEX dream_in_trash ON dream (deleted_at, id) WHERE deleted_at IS NOT NULL;

CREATE VIRTUAL TABLE dream_search USING fts5(
        body, title, reflection, content = '', contentless_delete = 1, tokenize = 'ascii'
      );

CREATE TABLE dream_tag (
        dream_seq INTEGER NOT NULL REFERENCES dream (seq) ON DELETE CASCADE,
        tag_seq INTEGER NOT NULL REFERENCES tag (seq) ON DELETE CASCADE,
        PRIMARY KEY (dream_seq, tag_seq)
      ) STRICT, WITHOUT ROWID;

CREATE INDEX dream_tag_by_tag ON dream_tag (tag_seq, dream_seq);

CREATE TABLE dream_version (
        seq INTEGER PRIMARY KEY,
        dream_seq INTEGER NOT NULL REFERENCES dream (seq) ON DELETE CASCADE,
        stamp TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('was', 'conflict')),
        content TEXT NOT NULL,
        UNIQUE (dream_seq, stamp)
      ) STRICT;

CREATE TABLE gone (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        stamp TEXT NOT NULL,
        ancestors TEXT NOT NULL, -- stamps of the versions it had: what whoever took it out had seen
        at TEXT NOT NULL
      ) STRICT;

CREATE TABLE import_run (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        source TEXT NOT NULL,
        started_at TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('partial', 'done'))
      ) STRICT;

CREATE TABLE night (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        ends_on TEXT NOT NULL,
        zone TEXT NOT NULL,
        no_recall INTEGER NOT NULL CHECK (no_recall IN (0, 1)),
        changed_at TEXT NOT NULL
      ) STRICT;

CREATE INDEX night_by_day ON night (ends_on, id);

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

CREATE TABLE search_fold (
        seq INTEGER PRIMARY KEY,
        version INTEGER NOT NULL, -- the fold every dream outside the trash is indexed with
        building INTEGER NOT NULL, -- the fold the index is being written anew with
        reached INTEGER NOT NULL -- up to which dream it is: 0 while nothing is being written anew
      ) STRICT;

CREATE TABLE setting (
        seq INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        value TEXT NOT NULL
      ) STRICT;

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

CREATE TABLE tag (
        seq INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        folded TEXT NOT NULL UNIQUE
      ) STRICT;
