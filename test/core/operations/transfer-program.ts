import { openJournal } from '../../../src/core/app.ts'

/** Imports a file and says after each piece how many dreams came in; its test kills it. */
const [folder = '', source = ''] = process.argv.slice(2)
const journal = openJournal({ folder })
await journal.client.vault.init({})
for await (const { added } of await journal.client.transfer.import({ source })) {
  process.stdout.write(`${added}\n`)
  // Gives whoever listens the time to kill it midway.
  await new Promise((resolve) => setTimeout(resolve, 50))
}
await journal.close()
