// The floor under `add`: one dream, on disk before the program ends, with nothing but the driver.
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import process from 'node:process'
import { openRaw } from '../raw.mjs'
import { createWriter } from '../raw-write.mjs'

const now = new Date().toISOString()
const db = openRaw(join(process.argv[2], 'journal.db'))
const write = createWriter(db)
const add = db.transaction(() =>
  write({
    id: randomUUID(),
    revision: 1,
    stamp: '0123456789abcdef',
    writtenAt: now,
    changedAt: now,
    title: null,
    text: 'A door in the sea, and behind it the kitchen of the old house.',
    reflection: null,
    night: now.slice(0, 10),
    nightId: now.slice(0, 10),
    nap: false,
    dreamtAt: null,
    zone: 'UTC',
    mood: null,
    vividness: null,
    lucidity: null,
    technique: null,
    trigger: null,
    nightmare: false,
    recurring: false,
    fragment: false,
    tags: ['sea'],
    deletedAt: null,
  }),
)
add.immediate()
db.close()
