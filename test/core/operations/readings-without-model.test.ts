import { describe, expect, test } from 'vitest'
import { all, openTestJournal, type TestJournal } from '../../support/journal.ts'
import { ARABIC_DREAM, DREAM, readThrough as read, readyToRead } from '../../support/readings.ts'

/** A journal with a dream, and no model anywhere. */
async function alone(journal: TestJournal, text = DREAM) {
  const { dream, ollama } = await readyToRead(journal, { text })
  await ollama.close()
  return dream
}

const replayed = async (journal: TestJournal, id: string) =>
  (await all(await journal.readings.replay({ id }))).at(-1)

describe('where no model can be asked', () => {
  test('the built-in reader reads, says why, and keeps what it told', async () => {
    const journal = await openTestJournal()
    const dream = await alone(journal)

    const { pieces, claims, reading, kinds } = await read(journal, { dream: dream.id, lens: 'continuity' })

    expect(pieces[0]).toMatchObject({
      is: 'began',
      model: null,
      builtIn: true,
      noModelAs: {
        says: expect.stringContaining('No model server answers'),
        hint: expect.stringContaining('models doctor'),
      },
      given: [{ what: 'text', characters: DREAM.length, replaced: 0 }],
    })
    expect([kinds.at(-1), new Set(claims.map(({ part }) => part))]).toEqual([
      'done',
      new Set(['summary', 'elements', 'emotions', 'questions']),
    ])
    for (const claim of claims)
      if (claim.part === 'elements' || claim.part === 'emotions')
        expect(DREAM.slice(claim.from, claim.to)).toBe(claim.quote)
    expect(reading).toMatchObject({
      state: 'whole',
      withheld: null,
      claims,
      offer: [expect.stringContaining('No model wrote this')],
      provenance: { model: null, seed: null, promptHash: expect.any(String) },
    })
    expect((await journal.readings.get({ id: reading!.id })).reading).toEqual(reading)
  })

  test('an Arabic dream is read in Arabic', async () => {
    const journal = await openTestJournal()
    const dream = await alone(journal, ARABIC_DREAM)

    const { claims, reading } = await read(journal, { dream: dream.id })

    expect(claims).toContainEqual(expect.objectContaining({ part: 'elements', name: 'الدرج' }))
    expect(reading?.offer.join(' ')).toMatch(/نموذج/)
  })

  test('the same again is the reading there is; made again it is identical', async () => {
    const journal = await openTestJournal()
    const dream = await alone(journal)
    const first = await read(journal, { dream: dream.id })

    const second = await read(journal, { dream: dream.id })

    expect([second.kinds, second.reading]).toEqual([['began', 'kept'], first.reading])
    expect(await replayed(journal, first.reading!.id)).toEqual({
      is: 'replayed',
      identical: true,
      changed: [],
      differences: [],
    })
  })

  test('what returned is told, and an earlier dream written down since changes it', async () => {
    const journal = await openTestJournal()
    const dream = await alone(journal)
    const first = await read(journal, { dream: dream.id })
    await journal.dreams.add({ text: 'A door stood in the sea.', night: '2026-11-01' })

    const second = await read(journal, { dream: dream.id })

    const told = second.claims.flatMap((claim) => (claim.part === 'summary' ? claim.text : []))
    expect(told).toContain('The door: also in 1 of 1 earlier dreams, the latest on 2026-11-01.')
    expect(await replayed(journal, first.reading!.id)).toMatchObject({
      identical: false,
      changed: ['prompt'],
      differences: [{ only: 'again' }],
    })
  })

  test('a later dream is not an earlier one', async () => {
    const journal = await openTestJournal()
    const dream = await journal.dreams.add({ text: DREAM, night: '2026-11-01' })
    await journal.dreams.add({ text: 'A door stood in the sea.', night: '2026-11-10' })

    const { claims } = await read(journal, { dream: dream.id, model: 'builtin' })

    expect(JSON.stringify(claims)).not.toContain('earlier')
  })

  test('what is screened before any reading is screened here too', async () => {
    const journal = await openTestJournal()
    const dream = await alone(journal)
    const { kinds, reading } = await read(journal, { dream: dream.id, lens: 'tabir', felt: 'disliked' })
    expect([kinds, reading?.withheld, reading?.claims]).toEqual([
      ['began', 'withheld', 'done'],
      'disliked',
      [],
    ])
    expect((await read(journal, { dream: dream.id, lens: 'tabir', felt: 'liked' })).claims).not.toEqual([])
  })
})

test('who wants no model names the built-in reader, and no model is asked', async () => {
  const journal = await openTestJournal()
  const { dream, ollama } = await readyToRead(journal)

  const { pieces, reading } = await read(journal, { dream: dream.id, model: 'builtin' })

  expect(pieces[0]).toMatchObject({ builtIn: true, noModelAs: null })
  expect(ollama.askedFor('/api/chat')).toEqual([])
  expect(await replayed(journal, reading!.id)).toMatchObject({ identical: true })
})

test('once there is a model, it reads: the other reading stays as it is', async () => {
  const journal = await openTestJournal()
  const { dream } = await readyToRead(journal)
  await read(journal, { dream: dream.id, model: 'builtin' })

  const { reading } = await read(journal, { dream: dream.id })

  expect(reading?.provenance.model?.name).toBe('little:1b')
  expect((await journal.readings.list({ dream: dream.id })).items).toHaveLength(2)
})
