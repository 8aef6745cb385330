// Asks an open journal and the bare driver the same things by turns, and prints the ratios as JSON.
// Started by run.mjs: node programs/in-process.mjs <core.js> <folder of a journal> <pairs>
import { join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { median } from '../measure.mjs'
import { openRaw, PAGE, PAGE_AFTER, RANKED } from '../raw.mjs'
import { findQueries } from '../queries.mjs'

const [core, folder, pairs] = process.argv.slice(2)
const PAGE_SIZE = 50
const FOUND = 20
/** Too short a run says more about the clock than about the work. */
const ENOUGH_MS = 20
/** What runs often is compiled well; until then it says more about V8. */
const WARM_MS = 400

const { openJournal } = await import(pathToFileURL(core).href)
const journal = openJournal({ folder, program: 'bench', zone: 'UTC' })
const { dreams, search } = journal.client
const db = openRaw(join(folder, 'journal.db'))
const raw = { page: db.prepare(PAGE), after: db.prepare(PAGE_AFTER), ranked: db.prepare(RANKED) }
const queries = findQueries(db)
const found = {}

const deep = db
  .prepare(
    `SELECT night, id FROM dream WHERE deleted_at IS NULL ORDER BY night DESC, id DESC
     LIMIT 1 OFFSET (SELECT count(*) * 9 / 10 FROM dream)`,
  )
  .get()
const firstPage = () => dreams.list({ limit: PAGE_SIZE })
const deepPage = () => dreams.list({ limit: PAGE_SIZE, cursor: `${deep.night}/${deep.id}` })
found.page = await ratio(firstPage, () => raw.page.all(PAGE_SIZE))
found.deepPageToRaw = await ratio(deepPage, () => raw.after.all(deep.night, deep.id, PAGE_SIZE))
found.deepPage = await ratio(deepPage, firstPage)

const searchIsThere = await search.words({ query: 'sea', limit: 1 }).then(
  () => true,
  (error) => {
    if (error.code === 'not_found') return false
    throw error
  },
)
if (searchIsThere) {
  const ask = (query) => search.words({ query, limit: FOUND })
  const askRaw = (query) => raw.ranked.all(query, FOUND)
  for (const kind of ['rare', 'percent', 'phrase', 'prefix']) {
    const each = queries[kind]
    found[kind] = await ratio(
      async () => {
        for (const { ours } of each) await ask(ours)
      },
      () => each.forEach(({ theirs }) => askRaw(theirs)),
    )
  }
  found.any = []
  for (const query of queries.any)
    found.any.push({
      query,
      ratio: await ratio(
        () => ask(query),
        () => askRaw('the'),
      ),
    })
}

process.stdout.write(JSON.stringify(found))
db.close()
await journal.close()

async function ratio(ours, theirs) {
  const times = { ours: await timesFor(ours), theirs: await timesFor(theirs) }
  const ratios = []
  for (let pair = 0; pair < Number(pairs); pair++)
    ratios.push((await cpuOf(ours, times.ours)) / (await cpuOf(theirs, times.theirs)))
  return median(ratios)
}

/** Runs it until it is warm, and says how often it has to run to be measured. */
async function timesFor(work) {
  for (let spent = 0, times = 1; ; times *= 2) {
    const took = (await cpuOf(work, times)) * times
    spent += took
    if (spent >= WARM_MS) return Math.max(1, Math.ceil((ENOUGH_MS / took) * times))
  }
}

/** Milliseconds one takes. */
async function cpuOf(work, times) {
  const before = process.cpuUsage()
  for (let index = 0; index < times; index++) await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / times
}
