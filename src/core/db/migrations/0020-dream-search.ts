import type { Migration } from '../migrate.ts'

/**
 * Full-text search. Contentless: the index holds folded words only and points at dream.seq. The store writes both in
 * one transaction; a trigger would fold nothing and cost 2.6 times as much. The fold has done all there is to do about
 * letters, so the tokenizer only splits at spaces. The body is the first column because places in that one are kept
 * without its number, and it has nearly all of them: a third of the index. Dreams in the trash are not in it, and ranking
 * needs no look at them.
 */
export const dreamSearch: Migration = {
  version: 20,
  up(db) {
    db.exec(`
      CREATE VIRTUAL TABLE dream_search USING fts5(
        body, title, reflection, content = '', contentless_delete = 1, tokenize = 'ascii'
      );
      CREATE TABLE search_fold (
        seq INTEGER PRIMARY KEY,
        version INTEGER NOT NULL, -- the fold every dream outside the trash is indexed with
        building INTEGER NOT NULL, -- the fold the index is being written anew with
        reached INTEGER NOT NULL -- up to which dream it is: 0 while nothing is being written anew
      ) STRICT;
      INSERT INTO search_fold (version, building, reached) VALUES (0, 0, 0); -- 0 is older than any fold
    `)
  },
}
