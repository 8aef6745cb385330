import { expect, test } from 'vitest'
import { openTestJournal } from '../../support/journal.ts'
import { LATER } from '../../support/migrations.ts'
import { startProgram } from '../../support/programs.ts'

test('who writes now and then gets in between programs that write without a pause', async () => {
  const { folder, dreams } = await openTestJournal()
  const busy = await Promise.all([startProgram(folder), startProgram(folder)])
  const writing = busy.map((program) => program.write('Without a pause'))
  while (busy.some(({ printed }) => printed.length === 0)) await pause(5)
  const waits: number[] = []

  for (let count = 0; count < 20; count++) {
    const from = performance.now()
    await dreams.add({ text: `Now and then, ${count}` })
    waits.push(performance.now() - from)
  }
  for (const program of busy) program.stop()
  await Promise.all(writing)

  expect(Math.max(...waits)).toBeLessThan(2000)
})

test('who migrates gets in, too', async () => {
  const { folder } = await openTestJournal()
  const busy = await Promise.all([startProgram(folder), startProgram(folder)])
  const writing = busy.map((program) => program.write('Without a pause').catch((error: unknown) => error))
  while (busy.some(({ printed }) => printed.length === 0)) await pause(5)
  const from = performance.now()

  const { opened } = await openTestJournal({ folder, migrations: LATER })
  const waited = performance.now() - from

  expect({ state: opened.state, errors: await Promise.all(writing) }).toEqual({
    state: 'open',
    errors: [expect.objectContaining({ code: 'newer' }), expect.objectContaining({ code: 'newer' })],
  })
  expect(waited).toBeLessThan(2000)
})

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
