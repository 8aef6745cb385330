// The floor under `import`: the same lines into the same tables, a thousand a transaction, with nothing but the driver.
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { openRaw } from '../raw.mjs'
import { createWriter } from '../raw-write.mjs'

const BATCH = 1000
const [folder, lines] = process.argv.slice(2)
const db = openRaw(join(folder, 'journal.db'))
const write = createWriter(db)
const writeAll = db.transaction((batch) => batch.forEach(write))

let batch = []
for await (const line of createInterface({ input: createReadStream(lines) })) {
  const parsed = JSON.parse(line)
  if (parsed.type !== 'dream') continue
  batch.push(parsed)
  if (batch.length < BATCH) continue
  writeAll.immediate(batch)
  batch = []
}
writeAll.immediate(batch)
db.close()
