import { compiledRead, compiledWrite } from '../db/compiled.ts'
import type { ReadDb, WriteDb } from '../db/schema.ts'
import { foldText } from '../lib/fold/fold.ts'

/** What two spellings of a tag have in common: no case, no accents. */
export function foldTag(name: string): string {
  return foldText(name) || name.trim().toLowerCase()
}

/** A dream's tags as they are kept: trimmed, each once, in the order of their folded names. */
export function tidyTags(names: readonly string[]): string[] {
  const byFold = new Map<string, string>()
  for (const name of names) {
    const tidy = name.trim().replaceAll(/\s+/g, ' ')
    if (tidy !== '' && !byFold.has(foldTag(tidy))) byFold.set(foldTag(tidy), tidy)
  }
  // As SQLite sorts: by code points, where `<` goes by halves of them.
  return [...byFold]
    .toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([, name]) => name)
}

const selectTag = compiledRead((db, { folded }: { folded: string }) =>
  db.selectFrom('tag').select(['seq', 'name']).where('folded', '=', folded),
)
const insertTag = compiledWrite((db, { name, folded }: { name: string; folded: string }) =>
  db.insertInto('tag').values({ name, folded }),
)
const insertDreamTag = compiledWrite((db, { dream, tag }: { dream: number; tag: number }) =>
  db.insertInto('dream_tag').values({ dream_seq: dream, tag_seq: tag }),
)

/** A tag that is known already keeps the spelling it has: the names given back are those kept. */
export async function keptTagNames(db: ReadDb, names: readonly string[]): Promise<string[]> {
  const kept: string[] = []
  for (const name of names) {
    const [known] = await selectTag(db, { folded: foldTag(name) })
    kept.push(known?.name ?? name)
  }
  return kept
}

export async function linkTags(db: WriteDb, dreamSeq: number, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const folded = foldTag(name)
    const [known] = await selectTag(db, { folded })
    const tag = known?.seq ?? Number((await insertTag(db, { name, folded })).insertId)
    // One row by its values: what could be several rows makes the search index write itself out before it.
    await insertDreamTag(db, { dream: dreamSeq, tag })
  }
}

export async function relinkTags(db: WriteDb, dreamSeq: number, names: readonly string[]): Promise<void> {
  await db.deleteFrom('dream_tag').where('dream_seq', '=', dreamSeq).execute()
  await linkTags(db, dreamSeq, names)
}

/** Tags that no dream carries any more are no tags. */
export async function deleteUnusedTags(db: WriteDb): Promise<void> {
  await db
    .deleteFrom('tag')
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('dream_tag').select('dream_seq').whereRef('dream_tag.tag_seq', '=', 'tag.seq'))),
    )
    .execute()
}

export async function listTags(db: ReadDb): Promise<{ name: string; dreams: number }[]> {
  return db
    .selectFrom('tag')
    .innerJoin('dream_tag', 'dream_tag.tag_seq', 'tag.seq')
    .innerJoin('dream', (join) =>
      join.onRef('dream.seq', '=', 'dream_tag.dream_seq').on('dream.deleted_at', 'is', null),
    )
    .select(['tag.name', ({ fn }) => fn.countAll<number>().as('dreams')])
    .groupBy('tag.seq')
    .orderBy('dreams', 'desc')
    .orderBy('tag.folded')
    .execute()
}

/** Every dream that carries one of these tags, in the trash or not. */
export async function listTagged(db: ReadDb, names: readonly string[]): Promise<number[]> {
  const rows = await db
    .selectFrom('dream_tag')
    .innerJoin('tag', 'tag.seq', 'dream_tag.tag_seq')
    .where('tag.folded', 'in', names.map(foldTag))
    .select('dream_tag.dream_seq')
    .distinct()
    .execute()
  return rows.map((row) => row.dream_seq)
}

/** How a tag is spelt. */
export async function findTag(db: ReadDb, name: string): Promise<string | undefined> {
  return (await selectTag(db, { folded: foldTag(name) }))[0]?.name
}

/** Gives a tag that exists another spelling. */
export async function respellTag(db: WriteDb, name: string): Promise<void> {
  await db.updateTable('tag').set({ name }).where('folded', '=', foldTag(name)).execute()
}
