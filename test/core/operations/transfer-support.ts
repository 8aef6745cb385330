import fc from 'fast-check'
import { AppError } from '../../../src/contract/errors.ts'
import type { NewDream } from '../../../src/contract/model/dream.ts'
import { all, openTestJournal, type TestJournal } from '../../support/journal.ts'
import type { Clock } from '../../support/clock.ts'

export type Sources = Map<string, string | AsyncIterable<Uint8Array>>
export type Traveller = TestJournal & { readonly sources: Sources }

/** A journal whose files are in memory; `name` keeps its ids apart from another one's. */
export async function openTraveller(name = 'a', clock?: Clock): Promise<Traveller> {
  const sources: Sources = new Map()
  let last = 0
  const journal = await openTestJournal({
    ...(clock && { clock }),
    newId: () => `0193c0d${name}-0000-7000-8000-${String(++last).padStart(12, '0')}`,
    files: {
      open: async (source) => {
        const found = sources.get(source) ?? ''
        return typeof found === 'string'
          ? { bytes: inChunks(Buffer.from(found)), size: Buffer.byteLength(found) }
          : { bytes: found, size: null }
      },
    },
  })
  return Object.assign(journal, { sources })
}

/** Cut where it hurts: in the midst of characters and lines. */
export async function* inChunks(bytes: Uint8Array, size = 1009): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

type Asked = Parameters<TestJournal['transfer']['export']>[0]
export async function exported(journal: TestJournal, asked: Asked = {}): Promise<string> {
  const pieces = await all(await journal.transfer.export(asked))
  return pieces
    .flatMap(({ lines }) => lines)
    .map((line) => `${line}\n`)
    .join('')
}

type Brought = { source?: string; dryRun?: boolean; format?: 'jsonl' | 'csv' }
/** The last piece of an import, with the bad rows of all. */
export async function imported(
  journal: Traveller,
  content: string | AsyncIterable<Uint8Array>,
  options: Brought = {},
) {
  const source = options.source ?? 'a file'
  journal.sources.set(source, content)
  const pieces = await all(await journal.transfer.import({ ...options, source }))
  const badRows = pieces.flatMap((piece) => piece.badRows)
  return { ...pieces.at(-1)!, badRows }
}

const words = fc.oneof(
  fc.constantFrom(
    'A stair of water',
    'The sea was dry',
    'النوم',
    '夢を見た',
    'Z̷a̷lgo',
    'tab\tand\n\nlines',
    '\u0000nul',
    '😀👩‍👩‍👧',
  ),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
)
const line = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !/[\r\n]/.test(text))
const tag = fc.constantFrom('Water', 'water', 'WATER', 'été', 'Ete', 'house', 'ß', 'a  b', '…', '水')
const night = fc.constantFrom('2014', '2014-03', '2026-11-01', '2026-11-02', '2026-11-03', null)

export const newDreams: fc.Arbitrary<NewDream> = fc.record(
  {
    text: words.filter((text) => text.trim() !== ''),
    title: fc.option(line),
    reflection: fc.option(words),
    night,
    nap: fc.boolean(),
    dreamtAt: fc.constantFrom('2026-11-02T03:10:00.000Z', null),
    zone: fc.constantFrom('Europe/Berlin', 'Asia/Kathmandu', 'Pacific/Apia'),
    mood: fc.option(fc.integer({ min: -3, max: 3 })),
    lucidity: fc.option(fc.integer({ min: 0, max: 5 })),
    technique: fc.option(line),
    nightmare: fc.boolean(),
    fragment: fc.boolean(),
    tags: fc.array(tag, { maxLength: 3 }),
  },
  { requiredKeys: ['text'] },
)

export type Act =
  | { readonly does: 'add'; readonly dream: NewDream }
  | { readonly does: 'edit' | 'write beside'; readonly which: number; readonly dream: NewDream }
  | {
      readonly does: 'trash' | 'restore' | 'take out' | 'settle present' | 'settle other' | 'revert'
      readonly which: number
    }
  | {
      readonly does: 'no recall' | 'sleep' | 'wait' | 'empty trash' | 'rename tag' | 'undo'
      readonly which: number
    }

const which = fc.nat({ max: 1000 })
export const acts: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('add' as const), dream: newDreams }) },
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constantFrom('edit' as const, 'write beside' as const),
      which,
      dream: newDreams,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constantFrom(
        'trash' as const,
        'restore' as const,
        'take out' as const,
        'settle present' as const,
        'settle other' as const,
        'revert' as const,
      ),
      which,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constantFrom(
        'no recall' as const,
        'sleep' as const,
        'wait' as const,
        'empty trash' as const,
        'rename tag' as const,
        'undo' as const,
      ),
      which,
    }),
  },
)

/** Does what a person may; what the journal refuses is no failure. */
export async function act(journal: TestJournal, deed: Act): Promise<void> {
  try {
    await attempt(journal, deed)
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code !== 'internal') return
    throw new Error(`A bug, not a refusal: ${String(journal.bugs.at(-1)?.cause)}`, { cause: thrown })
  }
}

async function attempt(journal: TestJournal, deed: Act): Promise<unknown> {
  const { dreams } = journal
  if (deed.does === 'add') return dreams.add(deed.dream)
  const { which: at } = deed
  const day = `2026-11-${String(1 + (at % 15)).padStart(2, '0')}`
  if (deed.does === 'wait') return journal.clock.pass({ minutes: at })
  if (deed.does === 'no recall') return journal.nights.noRecall({ when: day })
  if (deed.does === 'undo') return journal.changes.undo({})
  if (deed.does === 'empty trash') return dreams.emptyTrash({})
  if (deed.does === 'rename tag')
    return journal.tags.rename({ from: 'water', to: at % 2 ? 'Wasser' : 'wAter' })
  if (deed.does === 'sleep')
    return journal.sleep.add({ asleepAt: `${day}T22:00:00.000Z`, wokeAt: `${day}T23:30:00.000Z` })
  const found = [
    ...(await dreams.list({ limit: 1000 })).items,
    ...(await dreams.list({ limit: 1000, trash: true })).items,
  ].toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const dream = found[at % Math.max(1, found.length)]
  if (!dream) return undefined
  const { id } = dream
  if (deed.does === 'edit') return dreams.edit({ id, changes: deed.dream, allowBlank: true })
  if (deed.does === 'write beside')
    return dreams.edit({ id, changes: deed.dream, revision: 0, allowBlank: true })
  if (deed.does === 'trash') return dreams.remove({ ids: [id] })
  if (deed.does === 'restore') return dreams.restore({ ids: [id] })
  if (deed.does === 'take out') return dreams.remove({ ids: [id], forever: true })
  if (deed.does === 'settle present') return dreams.settle({ id, keep: 'present' })
  if (deed.does === 'settle other') return dreams.settle({ id, keep: 'other' })
  const [version] = (await dreams.history({ id })).items.slice(at % 3)
  return version && dreams.revert({ id, stamp: version.stamp })
}
