import { writeSync } from 'node:fs'
import { openJournal } from '../../../src/core/app.ts'

/** Writes a dream, replaces the journal's file, and so on until it is killed. What is on its stdout was acknowledged. */
const { client } = openJournal({ folder: process.argv[2] ?? '' })
for (let count = 0; ; count++) {
  // oxlint-disable-next-line no-await-in-loop -- one after the other
  const { id } = await client.dreams.add({ text: `Written between two replacements, ${count}` })
  writeSync(1, `${id}\n`)
  // oxlint-disable-next-line no-await-in-loop -- as above
  await client.vault.mend({})
  writeSync(1, 'replaced\n')
}
