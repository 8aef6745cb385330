import { createHash } from 'node:crypto'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { journalFiles } from '../../../src/core/vault/places.ts'
import { all, failureOf, openTestJournal, type TestJournal } from '../../support/journal.ts'

const TEXT = 'My sister was scared of the dog. A man hit me.'
const GERMAN = 'Ich war in einem alten Haus und der Hund hat mich gebissen.'

async function suggested(journal: TestJournal, text = TEXT) {
  const { id } = await journal.dreams.add({ text })
  await all(await journal.coding.suggest({ ids: [id], open: true }))
  return journal.coding.get({ id })
}

function keepAll(count: number) {
  return Array.from({ length: count }, (_, index) => ({ number: index + 1, verdict: 'keep' as const }))
}

describe('suggestions', () => {
  test('count for nothing before they are decided', async () => {
    const journal = await openTestJournal()

    const { state, codes, suggested: items } = await suggested(journal)

    expect([state, codes, items?.items.length]).toEqual(['suggested', [], 5])
    expect(await journal.coding.indicators({})).toMatchObject({ dreams: 0, others: 1 })
  })

  test('are kept, dropped and changed, each by its number', async () => {
    const journal = await openTestJournal()
    const { dream: id } = await suggested(journal)
    const { items } = (await journal.coding.get({ id })).suggested ?? { items: [] }
    const numberOf = (code: string) => items.find((item) => item.code === code)?.number ?? 0

    await journal.coding.decide({
      id,
      decisions: [
        { number: numberOf('1FTA'), verdict: 'keep' },
        { number: numberOf('1ANI'), verdict: 'drop' },
        { number: numberOf('1MSA'), verdict: 'keep' },
        { number: numberOf('7>'), verdict: 'keep' },
      ],
    })
    const partly = await journal.coding.get({ id })
    const whole = await journal.coding.decide({
      id,
      revision: partly.revision,
      decisions: [
        {
          number: numberOf('AP'),
          verdict: 'change',
          instead: { category: 'emotion', code: 'SD', from: '1FTA', to: null, quote: 'was  SCARED' },
        },
      ],
      add: [{ category: 'emotion', code: 'AN', from: 'D', to: null, quote: 'hit me' }],
    })

    expect([partly.state, partly.codes]).toEqual(['suggested', []])
    expect(whole.state).toBe('confirmed')
    expect(whole.codes.map(({ code, quote }) => [code, quote.text])).toEqual([
      ['1FTA', 'My sister'],
      ['SD', 'was scared'],
      ['1MSA', 'A man'],
      ['7>', 'hit'],
      ['AN', 'hit me'],
    ])
    expect((await journal.coding.accuracy({})).blind).toBe(0)
  })

  test('are refused a decision that names none of them, one twice, or words that are not in the dream', async () => {
    const journal = await openTestJournal()
    const { dreams, coding } = journal
    const { dream: id, revision } = await suggested(journal)
    await dreams.edit({ id, changes: { reflection: 'I fear for my job' } })

    const codes = await Promise.all([
      failureOf(coding.decide({ id, decisions: [{ number: 99, verdict: 'keep' }] })),
      failureOf(coding.decide({ id, decisions: [...keepAll(1), ...keepAll(1)] })),
      failureOf(
        coding.decide({
          id,
          decisions: [],
          add: [{ category: 'emotion', code: 'AP', from: 'D', to: null, quote: 'fear' }],
        }),
      ),
      failureOf(
        coding.decide({
          id,
          decisions: [],
          add: [{ category: 'emotion', code: '1MKA', from: 'D', to: null, quote: 'dog' }],
        }),
      ),
      failureOf(coding.decide({ id, revision: revision + 1, decisions: keepAll(1) })),
    ])

    expect(codes.map(({ code }) => code)).toEqual([
      'invalid_input',
      'invalid_input',
      'invalid_input',
      'invalid_input',
      'conflict',
    ])
    expect(await coding.get({ id })).toMatchObject({ revision, state: 'suggested' })
  })

  test('where there are none, that there are none is confirmed too', async () => {
    const journal = await openTestJournal()
    const { dream: id, suggested: none } = await suggested(
      journal,
      'There was only light, and it was all there was.',
    )

    const { state, codes } = await journal.coding.decide({ id, decisions: [] })

    expect([none?.items, state, codes]).toEqual([[], 'confirmed', []])
    expect(await journal.coding.indicators({})).toMatchObject({ dreams: 1 })
  })

  test('in another language are none, and no figure comes of it', async () => {
    const { dreams, coding } = await openTestJournal()
    const { id } = await dreams.add({ text: GERMAN })

    const [piece] = await all(await coding.suggest({ ids: [id], open: true }))

    expect(piece).toMatchObject({ state: 'none', fits: false, waiting: 0 })
    expect(await coding.get({ id })).toMatchObject({
      state: 'none',
      fits: false,
      suggested: null,
      revision: 0,
    })
    expect(await coding.indicators({})).toMatchObject({ dreams: 0, others: 0 })
  })

  test('asked for twice are the same, and nothing is written', async () => {
    const journal = await openTestJournal()
    const first = await suggested(journal)

    await all(await journal.coding.suggest({ ids: [first.dream] }))

    expect(await journal.coding.get({ id: first.dream })).toEqual(first)
    expect((await journal.changes.list({})).items).toHaveLength(2)
  })

  test('for all dreams are one deed, leave the trash out, and keep about one in ten hidden', async () => {
    const { dreams, coding, changes } = await openTestJournal()
    const ids: string[] = []
    for (let index = 0; index < 60; index++)
      ids.push((await dreams.add({ text: `${TEXT} It was the ${index}th time.` })).id)
    await dreams.remove({ ids: [ids[0] ?? ''] })

    const pieces = await all(await coding.suggest({}))

    const hidden = ids.slice(1).filter((id) => isOneInTen(id))
    expect(pieces.length).toBe(59)
    expect(pieces.filter(({ state }) => state === 'hidden').map(({ dream }) => dream)).toEqual(hidden)
    expect(hidden.length).toBeGreaterThan(0)
    expect((await changes.list({ limit: 1 })).items[0]).toMatchObject({
      operation: 'coding.suggest',
      touched: { coding: 59 },
    })
    await changes.undo({})
    expect((await coding.list({})).items).toEqual([])
  })
})

/** Written down here once more, so that nobody changes it unseen: which dreams are hidden must not change. */
function isOneInTen(id: string): boolean {
  return Number.parseInt(createHash('sha256').update(id).digest('hex').slice(0, 8), 16) % 10 === 0
}

/** A dream that is to be coded blind. */
async function hiddenDream({ dreams, coding }: TestJournal, text = TEXT): Promise<string> {
  for (;;) {
    const { id } = await dreams.add({ text })
    if (!isOneInTen(id)) continue
    await all(await coding.suggest({ ids: [id] }))
    return id
  }
}

describe('coding blind', () => {
  const OWN = [{ category: 'emotion' as const, code: 'AP', from: 'D', to: null, quote: 'scared' }]

  test('what is suggested is nowhere to be seen until the own codes are saved', async () => {
    const journal = await openTestJournal()
    const { coding } = journal
    const id = await hiddenDream(journal)

    const before = await coding.get({ id })
    const listed = await coding.list({ state: 'hidden' })
    const refused = await failureOf(coding.decide({ id, decisions: keepAll(1) }))
    const after = await coding.blind({ id, codes: OWN })

    expect(before).toMatchObject({ state: 'hidden', suggested: null, codes: [] })
    expect(listed.items).toEqual([before])
    expect(refused.code).toBe('conflict')
    expect(after).toMatchObject({ state: 'blind', codes: after.blind?.items })
    expect(after.suggested?.items.length).toBe(5)
  })

  test('is refused once the suggestions were seen', async () => {
    const journal = await openTestJournal()
    const id = await hiddenDream(journal)

    await all(await journal.coding.suggest({ ids: [id], open: true }))

    expect((await journal.coding.get({ id })).suggested?.items.length).toBe(5)
    expect((await failureOf(journal.coding.blind({ id, codes: OWN }))).code).toBe('conflict')
  })

  test('is what agreement is told from, and nothing else', async () => {
    const journal = await openTestJournal()
    const { dreams, coding } = journal
    for (let index = 0; index < 12; index++) {
      const { id } = await dreams.add({
        text: index % 2 === 0 ? TEXT : 'The sea was there, and it was all there was.',
      })
      await coding.blind({ id, codes: index % 2 === 0 ? OWN : [] })
    }
    const seen = await suggested(journal)
    await coding.decide({ id: seen.dream, decisions: keepAll(5) })

    const { blind, agreement, kept } = await coding.accuracy({})

    expect(blind).toBe(12)
    expect(agreement.find(({ label }) => label === 'AP')).toMatchObject({ both: 6, neither: 6, kappa: 1 })
    expect(agreement.find(({ label }) => label === 'aggression')).toMatchObject({
      both: 0,
      onlySuggested: 6,
      neither: 6,
      kappa: 0,
    })
    expect(kept.reduce((sum, one) => sum + one.n, 0)).toBe(5)
    expect(await coding.indicators({})).toMatchObject({ dreams: 13 })
  })

  test('can be done in any language, and then counts as the dreamer’s own', async () => {
    const { dreams, coding } = await openTestJournal()
    const { id } = await dreams.add({ text: GERMAN })

    const { state, suggested: none } = await coding.blind({
      id,
      codes: [{ category: 'character', code: '1ANI', from: null, to: null, quote: 'der Hund' }],
    })

    expect([state, none]).toEqual(['blind', null])
    expect((await coding.accuracy({})).blind).toBe(0)
  })
})

describe('a dream whose words change', () => {
  test('is no longer counted until it is looked at again, and keeps what stays the same', async () => {
    const journal = await openTestJournal()
    const { dreams, coding } = journal
    const { dream: id } = await suggested(journal)
    await coding.decide({ id, decisions: keepAll(5) })

    await dreams.edit({ id, changes: { text: `Later that night, this. ${TEXT} I was glad.` } })
    const outdated = await coding.get({ id })
    const refused = await failureOf(coding.decide({ id, decisions: [] }))
    const counted = await coding.indicators({})
    await all(await coding.suggest({ ids: [id] }))
    const anew = await coding.get({ id })

    expect([outdated.state, outdated.codes, refused.code, counted.dreams]).toEqual([
      'outdated',
      [],
      'conflict',
      0,
    ])
    expect(anew.state).toBe('suggested')
    expect(anew.suggested?.items.map(({ code, verdict }) => [code, verdict])).toEqual([
      ['1FTA', 'keep'],
      ['1ANI', 'keep'],
      ['1MSA', 'keep'],
      ['7>', 'keep'],
      ['AP', 'keep'],
      ['HA', null],
    ])
    for (const { quote } of anew.suggested?.items ?? [])
      expect((await dreams.get({ id })).text.slice(quote.start, quote.end)).toBe(quote.text)
  })

  test('but not its mood or its tags', async () => {
    const journal = await openTestJournal()
    const { dream: id } = await suggested(journal)

    await journal.dreams.edit({ id, changes: { mood: 2, tags: ['night'], reflection: 'A long day' } })

    expect((await journal.coding.get({ id })).state).toBe('suggested')
  })
})

describe('undo', () => {
  test('takes a decision back, and brings it again', async () => {
    const journal = await openTestJournal()
    const { coding, changes } = journal
    const before = await suggested(journal)
    const { dream: id } = before
    const after = await coding.decide({ id, decisions: keepAll(5) })

    const { undone } = await changes.undo({})
    const taken = await coding.get({ id })
    const [undoing] = (await changes.list({ limit: 1 })).items
    await changes.undo({ id: undoing?.id })
    const again = await coding.get({ id })

    expect(undone.operation).toBe('coding.decide')
    expect([taken.state, taken.suggested]).toEqual([before.state, before.suggested])
    expect([again.state, again.codes]).toEqual([after.state, after.codes])
  })

  test('of a dream and back again loses no coding', async () => {
    const journal = await openTestJournal()
    const { coding, changes } = journal
    const { dream: id } = await suggested(journal)
    const decided = await coding.decide({ id, decisions: keepAll(5) })
    const adding = (await changes.list({})).items.find(({ operation }) => operation === 'dreams.add')

    await changes.undo({ id: adding?.id })
    const gone = await failureOf(coding.get({ id }))
    const [undoing] = (await changes.list({ limit: 1 })).items
    await changes.undo({ id: undoing?.id })

    expect(gone.code).toBe('not_found')
    expect(await coding.get({ id })).toEqual(decided)
  })
})

test('what is taken out for good takes its codes along, every word of them', async () => {
  const journal = await openTestJournal()
  const { dreams, coding, changes, folder } = journal
  const { dream: id } = await suggested(journal, 'A walrus hit me and I was scared of it.')
  await coding.decide({ id, decisions: keepAll(2) })

  await dreams.remove({ ids: [id], forever: true })

  const file = new Database(journalFiles(folder).db, { readonly: true })
  onTestFinished(() => void file.close())
  const left = ['coding', 'coding_version'].map((table) =>
    file.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
  )
  expect(left).toEqual([0, 0])
  expect(JSON.stringify(file.prepare('SELECT * FROM change').all())).not.toContain('walrus')
  const deciding = (await changes.list({})).items.find(({ operation }) => operation === 'coding.decide')
  expect((await failureOf(changes.undo({ id: deciding?.id }))).code).toBe('refused')
})

test('codings are listed whole, page by page, so that all can be taken out', async () => {
  const journal = await openTestJournal()
  const codings = [await suggested(journal), await suggested(journal), await suggested(journal)]

  const first = await journal.coding.list({ limit: 2 })
  const second = await journal.coding.list({ limit: 2, cursor: first.next ?? '' })

  expect([...first.items, ...second.items]).toEqual(codings.toReversed())
  expect(second.next).toBeNull()
  expect((await journal.coding.list({ state: 'confirmed' })).items).toEqual([])
})

test('the past is the nights before the ones asked for', async () => {
  const journal = await openTestJournal()
  const { dreams, coding } = journal
  for (const when of ['2026-10-01', '2026-10-02', '2026-11-01', '2026-11-19']) {
    const { id } = await dreams.add({ text: TEXT, when })
    await coding.blind({ id, codes: [] })
  }

  expect(await coding.indicators({ since: '2026-11' })).toMatchObject({ dreams: 2, pastDreams: 2 })
  expect(await coding.indicators({ until: '2026-10' })).toMatchObject({ dreams: 2, pastDreams: null })
})
