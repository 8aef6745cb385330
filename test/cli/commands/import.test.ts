import { expect, test } from 'vitest'
import { run } from '../../../src/cli/run.ts'
import { testFolder } from '../../support/folder.ts'
import { fakeIo } from '../output/fake-io.ts'

test('an import that is stopped by Ctrl-C ends with 130 and says what is in and how to go on', async () => {
  const env = { HOME: testFolder(), TZ: 'Europe/Berlin' }
  const io = fakeIo({ env })
  const ended = run(['import', '-', '--from', 'csv'], io)
  const rows = Array.from({ length: 5000 }, (_, at) => `2024-01-01,,Dream number ${at} of many\n`)
  io.stdin.write(`date,title,text\n${rows.join('')}`)
  await expect.poll(() => dreamsIn(env)).toBeGreaterThan(0)

  io.abort()

  expect(await ended).toBe(130)
  const kept = await dreamsIn(env)
  expect(io.stderr.text).toContain(
    `Stopped midway: ${kept} added.\nThe same import goes on from there; \`dreamcanvas undo\` takes back what came in.\n`,
  )
})

async function dreamsIn(env: Record<string, string>): Promise<number> {
  const io = fakeIo({ env })
  await run(['list', '--quiet'], io)
  return io.stdout.text.split('\n').length - 1
}
