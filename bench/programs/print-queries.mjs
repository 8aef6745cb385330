// Prints as JSON what to search a journal for. Started by run.mjs: node print-queries.mjs <folder of a journal>
import { join } from 'node:path'
import process from 'node:process'
import { findQueries } from '../queries.mjs'
import { openRaw } from '../raw.mjs'

const db = openRaw(join(process.argv[2], 'journal.db'))
process.stdout.write(JSON.stringify(findQueries(db)))
db.close()
