import type { Dream } from '../../contract/model/dream.ts'
import { compiledWrite } from '../db/compiled.ts'
import type { ReadDb, WriteDb } from '../db/schema.ts'
import { FOLD_VERSION, foldText } from '../lib/fold/fold.ts'

type Words = Pick<Dream, 'title' | 'text' | 'reflection'>

const insertWords = compiledWrite(
  (db, words: { rowid: number; title: string; body: string; reflection: string }) =>
    db.insertInto('dream_search').values({
      rowid: words.rowid,
      title: words.title,
      body: words.body,
      reflection: words.reflection,
    }),
)

/** Puts a dream's folded words into the search index, in the transaction that writes the dream. */
export async function indexDream(db: WriteDb, seq: number, dream: Words): Promise<void> {
  await insertWords(db, { rowid: seq, ...folded(dream) })
}

export async function reindexDream(db: WriteDb, seq: number, dream: Words): Promise<void> {
  await db.updateTable('dream_search').set(folded(dream)).where('rowid', '=', seq).execute()
}

export async function unindexDreams(db: WriteDb, seqs: readonly number[]): Promise<void> {
  await db.deleteFrom('dream_search').where('rowid', 'in', seqs).execute()
}

/** The fold the index was made with; search still works with an older one, but finds less. */
export async function findIndexVersion(db: ReadDb): Promise<number> {
  const row = await db.selectFrom('search_fold').select('version').executeTakeFirst()
  return row?.version ?? 0
}

export async function markIndexCurrent(db: WriteDb): Promise<void> {
  await db.updateTable('search_fold').set({ version: FOLD_VERSION }).execute()
}

function folded({ title, text, reflection }: Words) {
  return {
    title: title === null ? '' : foldText(title),
    body: foldText(text),
    reflection: reflection === null ? '' : foldText(reflection),
  }
}
