import Database from 'better-sqlite3'
import { foldText } from '../../../../src/core/lib/fold/fold.ts'

/** A real index, declared as the journal declares it. */
export function openIndex() {
  const db = new Database(':memory:')
  db.exec(
    `CREATE VIRTUAL TABLE dream_search USING fts5(title, body, reflection, content='', contentless_delete=1, tokenize='ascii')`,
  )
  const insert = db.prepare('INSERT INTO dream_search(rowid, title, body, reflection) VALUES (?, ?, ?, ?)')
  const select = db.prepare('SELECT rowid FROM dream_search WHERE dream_search MATCH ?').pluck()
  return {
    add: (
      seq: number,
      { title = '', text = '', reflection = '' }: { title?: string; text?: string; reflection?: string },
    ) => insert.run(seq, foldText(title), foldText(text), foldText(reflection)),
    clear: () => db.exec('DELETE FROM dream_search'),
    find: (match: string) => select.all(match) as number[],
  }
}
