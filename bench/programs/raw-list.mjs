// The floor under `list --limit 10`: the same page with nothing but the driver.
import { join } from 'node:path'
import process from 'node:process'
import { openRaw, PAGE } from '../raw.mjs'

const db = openRaw(join(process.argv[2], 'journal.db'))
for (const { id, night, title } of db.prepare(PAGE).all(10))
  process.stdout.write(`${id}\t${night}\t${title}\n`)
db.close()
