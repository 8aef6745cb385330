import { describe, expect, test } from 'vitest'
import { failureOf, all, openTestJournal } from '../../support/journal.ts'
import { DREAM, GOOD, readThrough as read, readyToRead, saying } from '../../support/readings.ts'

test('a reading comes claim by claim, each quote a stretch of the dream, and is kept as it was shown', async () => {
  const journal = await openTestJournal()
  const { dream } = await readyToRead(journal)

  const { claims, reading, kinds } = await read(journal, { dream: dream.id })

  expect([kinds[0], kinds.at(-1)]).toEqual(['began', 'done'])
  expect(claims.map(({ part }) => part)).toEqual([
    'summary',
    'elements',
    'elements',
    'readings',
    'readings',
    'questions',
    'questions',
    'emotions',
  ])
  const quotes = claims.flatMap((claim) =>
    'evidence' in claim ? claim.evidence : 'quote' in claim ? [claim] : [],
  )
  expect(quotes.map(({ from, to }) => DREAM.slice(from, to))).toEqual(quotes.map(({ quote }) => quote))
  expect(reading).toMatchObject({
    state: 'whole',
    withheld: null,
    claims,
    checks: { dropped: [], structure: 'first' },
  })
  expect((await journal.readings.get({ id: reading!.id })).reading).toEqual(reading)
})

test('how it was made is kept with it', async () => {
  const journal = await openTestJournal()
  const { dream, ollama } = await readyToRead(journal)

  const { reading } = await read(journal, { dream: dream.id, seed: 7 })

  expect(reading?.provenance).toMatchObject({
    model: {
      name: 'little:1b',
      digest: 'a1b2c3d4e5f6',
      quantisation: 'Q4_K_M',
      server: '0.32.1',
      runsAt: null,
    },
    lens: { id: 'mirror', version: 1, hash: expect.stringMatching(/^[0-9a-f]{16}$/) },
    promptHash: expect.stringMatching(/^[0-9a-f]{16}$/),
    seed: 7,
    options: { temperature: 0.3, topP: 0.9 },
    promptTokens: expect.any(Number),
  })
  const { body } = ollama.askedFor('/api/chat')[0]!
  expect(body).toMatchObject({
    stream: true,
    truncate: false,
    shift: false,
    options: { seed: 7, num_ctx: reading?.provenance.context },
    format: { type: 'object' },
  })
})

test('the same dream, lens and model again shows the reading there is; a changed dream, or --redo, makes another', async () => {
  const journal = await openTestJournal()
  const { dream, ollama } = await readyToRead(journal)
  const first = await read(journal, { dream: dream.id })

  const second = await read(journal, { dream: dream.id })
  const redone = await read(journal, { dream: dream.id, redo: true })
  await journal.dreams.more({ id: dream.id, text: 'And then I woke.' })
  const later = await read(journal, { dream: dream.id })

  expect([second.kinds, second.reading]).toEqual([['began', 'kept'], first.reading])
  expect([redone.kinds.at(-1), later.kinds.at(-1)]).toEqual(['done', 'done'])
  expect(ollama.askedFor('/api/chat').length).toBe(3)
  expect((await journal.readings.get({ id: first.reading!.id })).reading.dreamChanged).toBe(true)
  expect((await journal.readings.list({ dream: dream.id })).items.length).toBe(3)
})

describe('a broken answer', () => {
  test('is asked for once more', async () => {
    const journal = await openTestJournal()
    let asked = 0
    const { dream } = await readyToRead(journal, {
      says: () => (asked++ === 0 ? [{ say: 'What a nice dream!' }] : saying(GOOD)),
    })

    const { reading } = await read(journal, { dream: dream.id })

    expect(reading).toMatchObject({ state: 'whole', checks: { structure: 'second', redone: true } })
  })

  test('twice: nothing of it is shown, and what the model wrote is kept apart', async () => {
    const journal = await openTestJournal()
    const { dream, ollama } = await readyToRead(journal, { says: [{ say: 'You will marry soon!' }] })

    const { reading, claims } = await read(journal, { dream: dream.id })

    expect([claims, reading?.state, ollama.askedFor('/api/chat').length]).toEqual([[], 'unstructured', 2])
    expect(JSON.stringify(await journal.readings.get({ id: reading!.id }))).not.toContain('marry')
    expect((await journal.readings.get({ id: reading!.id, raw: true })).raw).toContain('You will marry soon!')
  })

  test('that ends in the midst gives what was complete, marked partial', async () => {
    const journal = await openTestJournal()
    const half = JSON.stringify(GOOD)
    const { dream } = await readyToRead(journal, {
      says: [{ say: half.slice(0, half.indexOf('"questions"')) }, { end: { reason: 'length' } }],
    })

    const { reading } = await read(journal, { dream: dream.id })

    expect(reading).toMatchObject({ state: 'partial', checks: { ended: 'length', redone: false } })
    expect(reading?.claims.length).toBe(5)
  })
})

describe('stopped', () => {
  test('it keeps what had passed, marked partial, and the server sees the connection close', async () => {
    const journal = await openTestJournal()
    const steps = saying(GOOD)
    const { dream, ollama } = await readyToRead(journal, {
      says: [...steps.slice(0, 60), { wait: 5000 }, ...steps.slice(60)],
    })
    const controller = new AbortController()
    const claims: unknown[] = []

    const failure = await failureOf(
      (async () => {
        const pieces = await journal.readings.read({ dream: dream.id }, { signal: controller.signal })
        for await (const piece of pieces) {
          if (piece.is === 'claim') claims.push(piece.claim)
          if (claims.length === 2) setTimeout(() => controller.abort(), 50)
        }
      })(),
    )
    const stoppedAt = performance.now()
    await ollama.whenHungUp('/api/chat')

    expect(performance.now() - stoppedAt).toBeLessThan(300)
    expect(failure.code).toBe('cancelled')
    const [kept] = (await journal.readings.list({})).items
    expect(kept).toMatchObject({ state: 'partial', claims, checks: { ended: 'stopped' } })
    expect(claims.length).toBeGreaterThan(1)
    expect((await read(journal, { dream: dream.id })).kinds.at(-1)).toBe('done')
  })

  test('a connection that breaks off keeps what had passed too, and says so', async () => {
    const journal = await openTestJournal()
    const { dream } = await readyToRead(journal, { says: [...saying(GOOD).slice(0, 60), { cut: true }] })

    const failure = await failureOf(read(journal, { dream: dream.id }))

    expect([failure.code, failure.hint]).toEqual([
      'model_unavailable',
      expect.stringContaining('marked partial'),
    ])
    expect((await journal.readings.list({})).items).toEqual([
      expect.objectContaining({ state: 'partial', checks: expect.objectContaining({ ended: 'broke-off' }) }),
    ])
  })
})

test('a model that was named and cannot be reached is said to be missing, and nothing is kept', async () => {
  const journal = await openTestJournal()
  const { dream, ollama } = await readyToRead(journal)
  await ollama.close()

  const failure = await failureOf(read(journal, { dream: dream.id, model: 'little:1b' }))

  expect([failure.code, failure.exitCode, failure.hint]).toEqual([
    'model_unavailable',
    6,
    expect.stringContaining('models doctor'),
  ])
  expect((await journal.readings.list({})).items).toEqual([])
})

test('a dream that no context holds is refused whole, before it is sent', async () => {
  const journal = await openTestJournal()
  const { dream, ollama } = await readyToRead(journal, { text: `${DREAM} `.repeat(300) })

  const failure = await failureOf(read(journal, { dream: dream.id }))

  expect([failure.code, failure.hint]).toEqual([
    'invalid_input',
    expect.stringContaining('context of at least'),
  ])
  expect(ollama.askedFor('/api/chat')).toEqual([])
})

test('a remote model is refused before it is given anything', async () => {
  const journal = await openTestJournal()
  const cloud = { name: 'huge:120b-cloud', remote: { host: 'https://ollama.com:443', model: 'huge:120b' } }
  const { dream, ollama } = await readyToRead(journal, { models: [cloud] })

  const failure = await failureOf(read(journal, { dream: dream.id, model: cloud.name }))

  expect([failure.code, ollama.askedFor('/api/chat')]).toEqual(['refused', []])
})

test('waking words go along only when they are given, to a lens that can use them', async () => {
  const journal = await openTestJournal()
  const { dream, ollama } = await readyToRead(journal)
  await journal.dreams.edit({ id: dream.id, changes: { reflection: 'Canary in the mine.' } })
  const sent = () => JSON.stringify(ollama.askedFor('/api/chat').at(-1)?.body)

  await read(journal, { dream: dream.id, lens: 'continuity' })
  const without = sent()
  const { reading } = await read(journal, { dream: dream.id, lens: 'continuity', withReflection: true })
  const refused = await failureOf(read(journal, { dream: dream.id, withReflection: true }))

  expect([without.includes('Canary'), sent().includes('Canary'), refused.code]).toEqual([
    false,
    true,
    'refused',
  ])
  expect(reading?.provenance.given.map(({ what }) => what)).toContain('reflection')
})

describe('a kept reading', () => {
  test('can be answered, and undo gives the answer before', async () => {
    const journal = await openTestJournal()
    const { dream } = await readyToRead(journal)
    const { reading } = await read(journal, { dream: dream.id })
    const { id } = reading!

    await journal.readings.answer({ id, verdict: 'mine' })
    const second = await journal.readings.answer({ id, verdict: 'not-mine', words: ' Too neat. ' })
    await journal.changes.undo({})
    const after = (await journal.readings.get({ id })).reading

    expect([second.answer, after.answer]).toEqual([
      { verdict: 'not-mine', words: 'Too neat.', at: '2026-11-20T07:30:00.000Z' },
      { verdict: 'mine', words: null, at: '2026-11-20T07:30:00.000Z' },
    ])
  })

  test('goes out and comes back, and no word of it stands in the list of changes', async () => {
    const journal = await openTestJournal()
    const { dream } = await readyToRead(journal)
    const { reading } = await read(journal, { dream: dream.id })
    const { id } = reading!

    await journal.readings.remove({ id })
    const gone = await failureOf(journal.readings.get({ id }))
    await journal.changes.undo({})

    expect(gone.code).toBe('not_found')
    expect((await journal.readings.get({ id })).reading).toEqual(reading)
  })

  test('comes back with its dream, when undo had taken the dream out', async () => {
    const journal = await openTestJournal()
    const { dream } = await readyToRead(journal)
    const { reading } = await read(journal, { dream: dream.id })
    const { items } = await journal.changes.list({})
    const written = items.find(({ operation }) => operation === 'dreams.add')!

    await journal.changes.undo({ id: written.id })
    const gone = await journal.readings.list({})
    const [undoing] = (await journal.changes.list({})).items
    await journal.changes.undo({ id: undoing!.id })

    expect([gone.items, (await journal.readings.list({})).items]).toEqual([[], [reading]])
  })

  test('a reading that was just made is taken back by undo', async () => {
    const journal = await openTestJournal()
    const { dream } = await readyToRead(journal)
    await read(journal, { dream: dream.id })

    const { undone } = await journal.changes.undo({})

    expect([undone.operation, (await journal.readings.list({})).items]).toEqual(['readings.read', []])
  })

  test('goes with its dream when that goes for good', async () => {
    const journal = await openTestJournal()
    const { dream } = await readyToRead(journal)
    const { reading } = await read(journal, { dream: dream.id })

    await journal.dreams.remove({ ids: [dream.id], forever: true })

    expect((await failureOf(journal.readings.get({ id: reading!.id }))).code).toBe('not_found')
  })

  test('is called by its id, a tail, or last', async () => {
    const journal = await openTestJournal()
    const { dream } = await readyToRead(journal)
    const { reading } = await read(journal, { dream: dream.id })
    const { items } = await journal.readings.names({ ids: [reading!.id] })

    const found = await Promise.all(
      [reading!.id, items[0]!.tail, 'last'].map((reference) => journal.readings.find({ reference })),
    )

    expect(found).toEqual([reading, reading, reading])
    expect((await failureOf(journal.readings.find({ reference: 'last~1' }))).code).toBe('not_found')
  })

  test('replayed it is identical, or says what changed', async () => {
    const journal = await openTestJournal()
    const { dream, ollama } = await readyToRead(journal)
    const { reading } = await read(journal, { dream: dream.id })
    const replay = async () => (await all(await journal.readings.replay({ id: reading!.id }))).at(-1)

    const same = await replay()
    ollama.willSay(saying({ ...GOOD, summary: 'The floor was water and I was calm.' }))
    const other = await replay()
    ollama.models.set('little:1b', { ...ollama.models.get('little:1b')!, digest: 'ffff' })
    await journal.dreams.edit({ id: dream.id, changes: { title: 'Another' } })
    const changed = await replay()

    expect(same).toEqual({ is: 'replayed', identical: true, changed: [], differences: [] })
    expect(other).toMatchObject({
      identical: false,
      changed: [],
      differences: [
        { only: 'kept', claim: { part: 'summary' } },
        { only: 'again', claim: { part: 'summary' } },
      ],
    })
    expect(changed).toMatchObject({ identical: false, changed: ['dream', 'model'] })
    expect((await journal.readings.list({})).items).toEqual([reading])
  })
})
