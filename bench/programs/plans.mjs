// Prints as JSON which selects of the journal get another plan once SQLite has counted its tables (ANALYZE).
// Started by run.mjs: node programs/plans.mjs <core.js> <folder of a journal, which it changes>
import { join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import Database from 'better-sqlite3'
import { findQueries } from '../queries.mjs'
import { openRaw } from '../raw.mjs'

const [core, folder] = process.argv.slice(2)
const file = join(folder, 'journal.db')
const db = openRaw(file)
const selects = await selectsOfAJournal(findQueries(db))
const before = selects.map((sql) => planOf(db, sql))
db.exec('ANALYZE')
db.close()

// A connection reads what was counted when it opens.
const counted = openRaw(file)
const changed = selects.filter((sql, index) => planOf(counted, sql) !== before[index])
counted.close()
process.stdout.write(JSON.stringify({ selects: selects.length, changed }))

/** Everything the journal prepares while it answers what is asked most. */
async function selectsOfAJournal(queries) {
  const { openJournal } = await import(pathToFileURL(core).href)
  const prepared = new Set()
  const { prepare } = Database.prototype
  Database.prototype.prepare = function listening(sql) {
    prepared.add(sql)
    return prepare.call(this, sql)
  }
  const journal = openJournal({ folder, program: 'bench', zone: 'UTC' })
  const { dreams, search } = journal.client
  const { items, next } = await dreams.list({ limit: 10 })
  await dreams.list({ limit: 10, cursor: next })
  await dreams.list({ filter: { tags: ['tag1'] } })
  await dreams.list({ trash: true })
  await dreams.names({ ids: items.map(({ id }) => id) })
  await dreams.find({ reference: items[0].id.slice(-6) })
  await dreams.find({ reference: items[0].id })
  for (const query of [queries.rare[0].ours, queries.phrase[0].ours, ...queries.any])
    await search.words({ query }).catch(ifMissing)
  await dreams.add({ text: 'A door in the sea.', tags: ['sea'] })
  await journal.close()
  Database.prototype.prepare = prepare
  return [...prepared].filter((sql) => /^\s*(select|with)\b/i.test(sql))
}

function planOf(opened, sql) {
  const values = Array.from({ length: [...sql.matchAll(/\?/g)].length }, () => 1)
  return JSON.stringify(
    opened
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...values)
      .map(({ detail }) => detail),
  )
}

/** The search may not be built yet. */
function ifMissing(error) {
  if (error.code !== 'not_found') throw error
}
