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
    let reached = await read(reindexedUpTo)
    let { of, done } = await read((db) => countIndexable(db, reached))
    for (;;) {
      const some = await write(({ db }) => reindexSome(db, reached))
      if (!some) break
      reached = some.reached
      done += some.indexed
      // Dreams may have been written since they were counted.
      of = Math.max(of, done)
      yield { done, of }
      signal.throwIfAborted()
    }
    yield { done, of: done }
  },
}
