import { AppError } from '../../contract/errors.ts'
import type { readings as contract } from '../../contract/journal/readings.ts'
import { ReadingId } from '../../contract/model/kept-reading.ts'
import type { Handlers } from '../../rpc/router.ts'
import type { ReadDb } from '../db/schema.ts'
import {
  deleteReading,
  findLastReading,
  findReading,
  getReading,
  listReadings,
  listReadingsByTail,
  markReadingRemoved,
  putAnswers,
  shortestReadingTails,
  type StoredReading,
} from '../store/readings.ts'
import { GONE } from './before.ts'
import { readDream, replayReading } from './reading-dreams.ts'
import type { ReadingHands } from './reading-hands.ts'
import { HERE, shown } from './reading-keeping.ts'

export const readings: Handlers<typeof contract, ReadingHands> = {
  read: (hands, asked) => readDream(hands, asked),

  async list({ db }, { dream, limit, cursor }) {
    // One more than asked for tells whether there is a next page.
    const found = await listReadings(db, { dream, limit: limit + 1, before: cursor })
    const items = found.slice(0, limit).map(shown)
    return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null }
  },

  async get({ db }, { id, raw }) {
    const stored = await getReading(db, id)
    return { reading: shown(stored), raw: raw ? stored.raw : null }
  },

  async find({ db }, { reference }) {
    return shown(await findReferred(db, reference.trim().toLowerCase()))
  },

  async names({ db }, { ids }) {
    return { items: await shortestReadingTails(db, ids) }
  },

  async answer({ db, now, changed }, { id, verdict, words }) {
    const { answers, answer } = await getReading(db, id)
    const kept = words?.trim() ? words.trim() : null
    const all = [...answers, { verdict, words: kept, at: now().toISOString() }]
    await putAnswers(db, id, { answers: all, answer: all.length - 1 })
    changed('reading', id, `answer:${answer ?? ''}`)
    return shown(await getReading(db, id))
  },

  async remove({ db, now, changed }, { id, forever }) {
    await getReading(db, id)
    if (forever) await deleteReading(db, id)
    else await markReadingRemoved(db, id, now().toISOString())
    changed('reading', id, forever ? GONE : HERE)
    return { removed: id }
  },

  replay: (hands, { id }) => replayReading(hands, id),
}

async function findReferred(db: ReadDb, reference: string): Promise<StoredReading> {
  const last = /^last(?:~(?<back>\d{1,6}))?$/.exec(reference)
  if (last) return (await findLastReading(db, Number(last.groups?.['back'] ?? 0))) ?? notFound(reference)
  if (ReadingId.safeParse(reference).success) {
    const found = await findReading(db, reference)
    return found && found.removedAt === null ? found : notFound(reference)
  }
  if (!/^[0-9a-f-]{4,36}$/.test(reference)) return notFound(reference)
  const found = await listReadingsByTail(db, reference)
  const [first] = found
  if (!first) return notFound(reference)
  if (found.length === 1) return first
  const ids = found.map(({ reading }) => reading.id)
  const tails = (await shortestReadingTails(db, ids)).map(({ tail }) => tail)
  throw new AppError('invalid_input', `Several readings answer to ${reference}`, {
    hint: `Name one of them: ${tails.join(', ')}.`,
    details: { candidates: ids },
  })
}

function notFound(reference: string): never {
  throw new AppError('not_found', `There is no reading ${reference}`, {
    hint: 'See `dreamcanvas readings` for the ids.',
  })
}
