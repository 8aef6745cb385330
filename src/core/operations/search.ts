import type { search as contract } from '../../contract/journal/search.ts'
import type { Handlers } from '../../rpc/router.ts'
import { excerptOf } from '../engines/search/excerpt.ts'
import { countIndexable, reindexedUpTo, reindexSome } from '../store/search-reindex.ts'
import type { JournalHands } from './hands.ts'
import { readCursor, writeCursor } from './search-cursor.ts'
import { findPage } from './search-pages.ts'
import { understandSearch } from './search-sought.ts'

const SNIPPET_LENGTH = 160

export const search: Handlers<typeof contract, JournalHands> = {
  async words(hands, { limit, cursor, ...asked }) {
    const asking = JSON.stringify([asked.query, asked.since, asked.until])
    const after = cursor === undefined ? undefined : readCursor(cursor, asking)
    const sought = await understandSearch(hands.db, asked, hands)
    const { dreams, next, found, order } = await findPage(hands.db, sought, { limit, after })
    const terms = sought.query.wanted.flat()
    return {
      items: dreams.map((dream) => ({ dream, ...excerptOf(dream, terms, { length: SNIPPET_LENGTH }) })),
      next: next ? writeCursor(next, asking) : null,
      found,
      order,
    }
  },

  async *reindex({ read, write, signal }) {
    let reached: number | undefined = await read(reindexedUpTo)
    for (;;) {
      const from: number = reached
      // oxlint-disable-next-line no-await-in-loop -- one short transaction after the other, so that others get to write
      reached = await write(({ db }) => reindexSome(db, from))
      const upTo = reached ?? Number.MAX_SAFE_INTEGER
      // oxlint-disable-next-line no-await-in-loop -- as above
      yield await read((db) => countIndexable(db, upTo))
      if (reached === undefined) return
      signal.throwIfAborted()
    }
  },
}
