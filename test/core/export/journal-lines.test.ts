import { expect, test } from 'vitest'
import { bundle } from '../../../src/core/export/journal-lines.ts'

test('bundles are neither many nor large, and lose no line', async () => {
  const lines = Array.from({ length: 100 }, (_, index) => String(index).repeat(100))

  const bundles = await Array.fromAsync(bundle(from(lines), 1000))

  expect(bundles.flatMap((one) => one.lines)).toEqual(lines)
  expect(bundles.length).toBeLessThan(25)
  expect(Math.max(...bundles.map((one) => one.lines.join('').length))).toBeLessThan(1300)
})

async function* from(lines: readonly string[]): AsyncIterable<string> {
  yield* lines
}
