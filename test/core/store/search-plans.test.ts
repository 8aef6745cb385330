import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kyselyOver } from '../../../src/core/db/dialect.ts'
import { migrate } from '../../../src/core/db/migrate.ts'
import { MIGRATIONS } from '../../../src/core/db/migrations/all.ts'
import { createFile } from '../../../src/core/db/open.ts'
import type { ReadDb } from '../../../src/core/db/schema.ts'
import { countMatches, listBest, listByNight, listByRank } from '../../../src/core/store/search.ts'

const AFTER = { night: '2026-11-20', id: '0193c0de-0000-7000-8000-000000000007', seen: 20 }
const MOOD = [[{ not: false, column: 'mood', from: 2, to: null }]] as const
const NOTHING = { match: null, exclude: null, conditions: [], limit: 20 }

const BY_WORDS = /SCAN dream_search VIRTUAL TABLE INDEX \d+:\S*M/
const BY_SEQ = /SEARCH dream USING INTEGER PRIMARY KEY \(rowid=\?\)/
const BY_NIGHT = /^(SCAN|SEARCH) dream USING INDEX dream_by_night/m

const ASKED: Readonly<Record<string, { ask(db: ReadDb): Promise<unknown>; plan: readonly RegExp[] }>> = {
  'the best': { ask: (db) => listBest(db, { match: 'a', limit: 20, most: 100 }), plan: [BY_WORDS, BY_SEQ] },
  'a later page by rank': {
    ask: (db) => listByRank(db, { match: 'a', after: AFTER, limit: 20 }),
    plan: [BY_WORDS, BY_SEQ],
  },
  'ranked and filtered': {
    ask: (db) => listByRank(db, { match: 'a', limit: 20 }, { also: 'b', conditions: MOOD }),
    plan: [BY_WORDS, BY_SEQ],
  },
  'how many match': { ask: (db) => countMatches(db, 'a', 100), plan: [BY_WORDS] },
  'the newest': { ask: (db) => listByNight(db, NOTHING), plan: [BY_NIGHT] },
  'the newest that match': {
    ask: (db) => listByNight(db, { ...NOTHING, match: 'a', exclude: 'b', after: AFTER }),
    plan: [BY_NIGHT, BY_WORDS],
  },
  'the newest of a mood': {
    ask: (db) => listByNight(db, { ...NOTHING, conditions: MOOD }),
    plan: [BY_NIGHT],
  },
}

const folder = mkdtempSync(join(tmpdir(), 'dreamcanvas-plans-'))
const file = createFile(join(folder, 'journal.db'))
const asked: string[] = []
beforeAll(() => {
  migrate(file, MIGRATIONS)
  const prepare = file.prepare.bind(file)
  file.prepare = (sql: string) => {
    asked.push(sql)
    return prepare(sql)
  }
  file.exec(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
    INSERT INTO dream (id, tail, revision, stamp, written_at, changed_at, text, night, nap, zone, mood, nightmare, recurring,
      fragment, conflict)
    SELECT i, i, 1, '', '', '', 'a', date('2010-01-01', i || ' days'), 0, 'UTC', i % 7 - 3, 0, 0, 0, 0 FROM n;
    INSERT INTO dream_search (rowid, title, body, reflection) SELECT seq, '', iif(seq % 9, 'a', 'a b'), '' FROM dream;
  `)
})
afterAll(() => {
  file.close()
  rmSync(folder, { recursive: true })
})

test.each(Object.entries(ASKED))(
  '%s is found the same way with statistics and without',
  async (_, { ask, plan }) => {
    file.exec('DROP TABLE IF EXISTS sqlite_stat1; DROP TABLE IF EXISTS sqlite_stat4')
    const [before] = await plansOf(ask)
    file.exec('ANALYZE')
    const [after] = await plansOf(ask)

    for (const part of plan) expect(before).toMatch(part)
    expect(after).toBe(before)
  },
)

async function plansOf(ask: (db: ReadDb) => Promise<unknown>): Promise<string[]> {
  const from = asked.length
  // Anew, so that nothing is prepared already.
  await kyselyOver(file, 'deferred').transaction().execute(ask)
  return asked
    .slice(from)
    .filter((sql) => sql.includes('dream'))
    .map((sql) => {
      const nulls = Array.from(sql.matchAll(/\?/g), () => null)
      const rows = file.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...nulls) as { detail: string }[]
      return rows.map(({ detail }) => detail).join('\n')
    })
}
