import fc from 'fast-check'
import { expect, test } from 'vitest'
import { act, acts, exported, imported, openTraveller, type Act, type Traveller } from './transfer-support.ts'

const lives = fc.array(acts, { minLength: 1, maxLength: 14 })

test('export, import into an empty journal, export again: the same file', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(lives, async (life) => {
      const lived = await openTraveller('a')
      for (const deed of life) await act(lived, deed)
      const file = await exported(lived)

      const empty = await openTraveller('b')
      const { badRows } = await imported(empty, file)

      expect(badRows).toEqual([])
      expect(await exported(empty)).toBe(file)
    }),
    { numRuns: 30 },
  )
})

test('two journals that meet often enough become the same', { timeout: 240_000 }, async () => {
  type Step = { readonly by: 'a' | 'b'; readonly deed: Act } | { readonly meet: 'a' | 'b' }
  const steps: fc.Arbitrary<Step[]> = fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.record({ by: fc.constantFrom('a' as const, 'b' as const), deed: acts }) },
      { weight: 1, arbitrary: fc.record({ meet: fc.constantFrom('a' as const, 'b' as const) }) },
    ),
    { minLength: 4, maxLength: 30 },
  )
  await fc.assert(
    fc.asyncProperty(lives, steps, async (before, together) => {
      const journals = { a: await openTraveller('a'), b: await openTraveller('b') }
      for (const deed of before) await act(journals.a, deed)
      await imported(journals.b, await exported(journals.a))
      for (const step of together) {
        if ('by' in step) await act(journals[step.by], step.deed)
        else await imported(journals[step.meet], await exported(step.meet === 'a' ? journals.b : journals.a))
      }

      await meet(journals.a, journals.b)

      expect(await exported(journals.a)).toBe(await exported(journals.b))
    }),
    { numRuns: 30 },
  )
})

test(
  'no words are lost in meeting: what was written and not taken out for good is in both',
  { timeout: 240_000 },
  async () => {
    const keeping = acts.filter(
      ({ does }) => does !== 'take out' && does !== 'empty trash' && does !== 'undo',
    )
    const step = fc.record({
      by: fc.constantFrom('a' as const, 'b' as const),
      deed: keeping,
      thenMeet: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25 }), async (steps) => {
        const journals = { a: await openTraveller('a'), b: await openTraveller('b') }
        const written: string[] = []
        for (const { by, deed, thenMeet } of steps) {
          const before = await exported(journals[by])
          await act(journals[by], deed)
          if ((await exported(journals[by])) !== before && 'dream' in deed)
            written.push(JSON.stringify(deed.dream.text))
          if (thenMeet) await imported(journals.a, await exported(journals.b))
        }

        await meet(journals.a, journals.b)

        const end = await exported(journals.a)
        expect(written.filter((text) => !end.includes(text))).toEqual([])
        expect(await exported(journals.b)).toBe(end)
      }),
      { numRuns: 15 },
    )
  },
)

test('three journals that meet in any order become the same', { timeout: 240_000 }, async () => {
  const names = ['a', 'b', 'c'] as const
  const who = fc.constantFrom(...names)
  const steps = fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fc.record({ by: who, deed: acts }) },
      { weight: 1, arbitrary: fc.record({ from: who, to: who }) },
    ),
    { minLength: 4, maxLength: 30 },
  )
  await fc.assert(
    fc.asyncProperty(lives, steps, async (before, together) => {
      const journals = {
        a: await openTraveller('a'),
        b: await openTraveller('b'),
        c: await openTraveller('c'),
      }
      for (const deed of before) await act(journals.a, deed)
      for (const name of names) await imported(journals[name], await exported(journals.a))
      for (const step of together) {
        if ('by' in step) await act(journals[step.by], step.deed)
        else await imported(journals[step.to], await exported(journals[step.from]))
      }

      await meet(journals.a, journals.b)
      await meet(journals.b, journals.c)
      await meet(journals.c, journals.a)
      await meet(journals.a, journals.b)

      const end = await exported(journals.a)
      expect([await exported(journals.b), await exported(journals.c)]).toEqual([end, end])
    }),
    { numRuns: 15 },
  )
})

test('a file that was imported brings nothing more, and loses nothing', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(lives, lives, async (one, other) => {
      const [a, b] = [await openTraveller('a'), await openTraveller('b')]
      for (const deed of one) await act(a, deed)
      for (const deed of other) await act(b, deed)
      const file = await exported(a)
      await imported(b, file)
      const once = await exported(b)

      const again = await imported(b, file)

      expect(again).toMatchObject({
        importId: null,
        added: 0,
        updated: 0,
        conflicts: 0,
        removed: 0,
        besides: 0,
      })
      expect(await exported(b)).toBe(once)
    }),
    { numRuns: 20 },
  )
})

async function meet(a: Traveller, b: Traveller): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await imported(b, await exported(a))
    await imported(a, await exported(b))
  }
}
