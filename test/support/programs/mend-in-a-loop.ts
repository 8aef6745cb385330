import { writeSync } from 'node:fs'
import { openJournal } from '../../../src/core/app.ts'

/** Writes a dream, replaces the journal's file, and so on until it is killed. What is on its stdout was acknowledged. */
const { client } = openJournal({ folder: process.argv[2] ?? '' })
for (let count = 0; ; count++) {
  const { id } = await client.dreams.add({ text: `Written between two replacements, ${count}` })
  writeSync(1, `${id}\n`)
  await client.vault.mend({})
  writeSync(1, 'replaced\n')
}
