// The floor under `search`: the same question with nothing but the driver.
import { join } from 'node:path'
import process from 'node:process'
import { openRaw, RANKED } from '../raw.mjs'

const [folder, query] = process.argv.slice(2)
const db = openRaw(join(folder, 'journal.db'))
for (const { id, night, title } of db.prepare(RANKED).all(query, 20))
  process.stdout.write(`${id}\t${night}\t${title}\n`)
db.close()
