import { sql } from 'kysely'
import type { Dream } from '../../contract/model/dream.ts'
import { compiledWrite } from '../db/compiled.ts'
import type { WriteDb } from '../db/schema.ts'
import { foldText } from '../lib/fold/fold.ts'

type Words = Pick<Dream, 'title' | 'text' | 'reflection'>

const putWords = compiledWrite(
  (db, words: { rowid: number; title: string; body: string; reflection: string }) =>
    db.replaceInto('dream_search').values({
      rowid: words.rowid,
      title: words.title,
      body: words.body,
      reflection: words.reflection,
    }),
)

/**
 * Puts a dream's folded words into the search index in place of those that were there, in the transaction that writes
 * the dream. Dreams in the trash are not in it.
 */
export async function indexDream(
  db: WriteDb,
  seq: number,
  { title, text, reflection }: Words,
): Promise<void> {
  await putWords(db, {
    rowid: seq,
    title: title === null ? '' : foldText(title),
    body: foldText(text),
    reflection: reflection === null ? '' : foldText(reflection),
  })
}

/** In one statement however many they are: the index merges itself after each, which costs as much as all of it. */
export async function unindexDreams(db: WriteDb, seqs: readonly number[]): Promise<void> {
  await deleteWords(db, { seqs: JSON.stringify(seqs) })
}
const deleteWords = compiledWrite((db, { seqs }: { seqs: string }) =>
  db.deleteFrom('dream_search').where('rowid', 'in', sql<number>`(select value from json_each(${seqs}))`),
)
