import { writeSync } from 'node:fs'
import { openJournal } from '../../../src/core/app.ts'

/** Opens the journal, writes one dream, prints its id and ends: `add`, without a command line round it. */
const [folder = '', text = ''] = process.argv.slice(2)
const { client, close } = openJournal({ folder })
const { id } = await client.dreams.add({ text })
writeSync(1, `${id}\n`)
await close()
