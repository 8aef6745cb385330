import type { Migration } from '../migrate.ts'

/**
 * Full-text search. Contentless: the index holds folded words only and points at dream.seq. The store writes both in
 * one transaction; a trigger would fold nothing and cost 2.6 times as much.
 */
export const dreamSearch: Migration = {
  version: 20,
  up(db) {
    db.exec(`
      CREATE VIRTUAL TABLE dream_search USING fts5(
        title, body, reflection, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0'
      );
      CREATE TABLE search_fold (seq INTEGER PRIMARY KEY, version INTEGER NOT NULL) STRICT;
      INSERT INTO search_fold (version) VALUES (0); -- older than any fold: the first run indexes what is there
    `)
  },
}
