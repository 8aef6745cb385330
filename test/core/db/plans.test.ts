import { join } from 'node:path'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import type { Database } from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kyselyOver } from '../../../src/core/db/dialect.ts'
import { migrate } from '../../../src/core/db/migrate.ts'
import { MIGRATIONS } from '../../../src/core/db/migrations/all.ts'
import { createFile } from '../../../src/core/db/open.ts'
import type { ReadDb } from '../../../src/core/db/schema.ts'
import { NOTHING_ELSE } from '../../../src/core/operations/nothing-else.ts'
import {
  insertChanges,
  listChangesAfter,
  listChangesOf,
  listDeedsOnTopOf,
} from '../../../src/core/store/changes.ts'
import { listDreams, listExpired, listTrash } from '../../../src/core/store/dream-list.ts'
import { findLast, listByTail, listOfNight, shortestTails } from '../../../src/core/store/dream-names.ts'
import { listTagged } from '../../../src/core/store/dream-tags.ts'
import { listVersions, openSidesOf } from '../../../src/core/store/dream-versions.ts'
import { findDream, insertDream, newDream } from '../../../src/core/store/dreams.ts'
import { countDreamsOf, findNight, listNightsOn, putNight } from '../../../src/core/store/nights.ts'
import { findSleep, listSleep } from '../../../src/core/store/sleep.ts'
import { createIds } from '../../support/clock.ts'

const ID = '0193c0de-0000-7000-8000-000000000007'
const NIGHT = '2026-11-20'
const AT = '2026-11-20T07:30:00.000Z'
const CURSOR = `${NIGHT}/${ID}`

/** What must stay quick however large a journal grows, and the index that makes it so. */
const HOT: Readonly<
  Record<string, { by: string | RegExp; ask(db: ReadDb): Promise<unknown>; sorts?: boolean }>
> = {
  'the first page of dreams': { by: 'dream_by_night', ask: (db) => listDreams(db, { limit: 20 }) },
  'the next page of dreams': {
    by: 'dream_by_night',
    ask: (db) => listDreams(db, { limit: 20, cursor: CURSOR }),
  },
  'dreams since a night': {
    by: 'dream_by_night',
    ask: (db) => listDreams(db, { limit: 20 }, { since: NIGHT }),
  },
  'a dream by its id': { by: 'sqlite_autoindex_dream_1', ask: (db) => findDream(db, ID) },
  'a dream by its tail': { by: 'dream_by_tail', ask: (db) => listByTail(db, '0007') },
  'the shortest tails': { by: 'dream_by_tail', ask: (db) => shortestTails(db, [ID]) },
  'what was written last': { by: 'sqlite_autoindex_dream_1', ask: (db) => findLast(db, 2) },
  'the dreams of a night': { by: 'dream_by_night', ask: (db) => listOfNight(db, NIGHT) },
  'the dreams of the second night of a date': {
    by: 'dream_by_night',
    ask: (db) => listOfNight(db, `${NIGHT}.2`),
  },
  'the nights of a date': { by: /dream_by_night[^]*night_by_day/, ask: (db) => listNightsOn(db, NIGHT) },
  'how many dreams a night has': { by: 'dream_by_night', ask: (db) => countDreamsOf(db, NIGHT) },
  'what was said of a night': { by: 'sqlite_autoindex_night_1', ask: (db) => findNight(db, NIGHT) },
  'the first page of the trash': { by: 'dream_in_trash', ask: (db) => listTrash(db, { limit: 20 }) },
  'the next page of the trash': {
    by: 'dream_in_trash',
    ask: (db) => listTrash(db, { limit: 20, cursor: `${AT}/${ID}` }),
  },
  'what has been in the trash too long': { by: 'dream_in_trash', ask: (db) => listExpired(db, AT, 20) },
  'the history of a dream': {
    by: 'sqlite_autoindex_dream_version_1',
    ask: (db) => listVersions(db, 7),
    sorts: true,
  },
  'the open sides of a conflict': { by: 'sqlite_autoindex_dream_version_1', ask: (db) => openSidesOf(db, 7) },
  'dreams that carry a tag': {
    by: /sqlite_autoindex_tag_1[^]*dream_tag_by_tag/,
    ask: (db) => listTagged(db, ['sky']),
  },
  'what happened since': { by: /INTEGER PRIMARY KEY \(rowid>\?\)/, ask: (db) => listChangesAfter(db, 7, 20) },
  'what a deed changed': {
    by: 'change_of_deed',
    ask: (db) => listChangesOf(db, 'deed 7'),
    sorts: true,
  },
  'what was changed on top of a deed': {
    by: /change_of_deed[^]*change_of_thing/,
    ask: (db) => listDeedsOnTopOf(db, 'deed 7', 'gone'),
  },
  'sleep around a moment': { by: 'sleep_by_waking', ask: (db) => listSleep(db, { since: AT }) },
  'sleep by its id': { by: 'sqlite_autoindex_sleep_1', ask: (db) => findSleep(db, ID) },
}

const folder = mkdtempSync(join(tmpdir(), 'dreamcanvas-plans-'))
const file = createFile(join(folder, 'journal.db'))
const asked: string[] = []
watch(file)
beforeAll(() => migrate(file, MIGRATIONS))
afterAll(() => {
  file.close()
  rmSync(folder, { recursive: true })
})

describe.each([
  'in an empty journal',
  'with five thousand dreams',
  'with five thousand dreams and statistics',
])('%s', (when) => {
  beforeAll(async () => {
    if (when === 'with five thousand dreams') await fill()
    if (when.endsWith('statistics')) file.exec('ANALYZE')
  }, 60_000)

  test.each(Object.entries(HOT))('%s come by an index, in order', async (_, { by, ask, sorts = false }) => {
    const from = asked.length
    // Anew, so that nothing is prepared already.
    await kyselyOver(file, 'immediate').transaction().execute(ask)
    const plans = asked
      .slice(from)
      .filter((sql) => /^(select|with)/.test(sql))
      .map(planOf)

    expect(plans.length).toBeGreaterThan(0)
    for (const plan of plans) {
      expect(plan).toMatch(by)
      expect(plan).not.toMatch(/^SCAN (?!.* USING (COVERING )?INDEX)/m)
      if (!sorts) expect(plan).not.toMatch(/TEMP B-TREE FOR (LAST TERM OF )?ORDER BY/)
    }
  })
})

/** Remembers what is asked of it. */
function watch(of: Database): void {
  const prepare = of.prepare.bind(of)
  of.prepare = (sql: string) => {
    asked.push(sql)
    return prepare(sql)
  }
}

function planOf(sql: string): string {
  const nulls = Array.from(sql.matchAll(/\?/g), () => null)
  const rows = file.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...nulls) as {
    id: number
    parent: number
    detail: string
  }[]
  // What is looked up for each row found, the tags of a dream, is small and is sorted.
  const perRow = new Set<number>()
  for (const { id, parent, detail } of rows)
    if (detail.startsWith('CORRELATED') || perRow.has(parent)) perRow.add(id)
  return rows.flatMap(({ id, detail }) => (perRow.has(id) ? [] : [detail])).join('\n')
}

async function fill(): Promise<void> {
  const newId = createIds()
  await kyselyOver(file, 'immediate')
    .transaction()
    .execute(async (writing) => {
      for (let n = 0; n < 5000; n++) {
        const day = new Date(Date.UTC(2020, 0, 1 + Math.floor(n / 2))).toISOString()
        const night = day.slice(0, 10)
        const deletedAt = n % 50 === 0 ? day : null
        const content = {
          ...NOTHING_ELSE,
          text: `The tide ${n}`,
          night,
          nightId: night,
          tags: [`tag ${n % 40}`],
          deletedAt,
        }
        await insertDream(writing, await newDream(writing, newId(), day, content))
        const deed = { deed: `deed ${n}`, operation: 'dreams.add', program: 'a test', at: day }
        await insertChanges(writing, deed, [{ kind: 'dream', id: `dream ${n}`, before: null }])
        if (n % 10 === 0)
          await putNight(writing, { id: night, endsOn: night, zone: 'UTC', noRecall: true, changedAt: day })
      }
    })
}
