import { AppError } from '../../contract/errors.ts'
import { DreamId, type Dream } from '../../contract/model/dream.ts'
import { understandWhen } from '../engines/when/understand-when.ts'
import type { ReadDb } from '../db/schema.ts'
import { findLast, listByTail, listOfNight, shortestTails } from '../store/dream-names.ts'
import { findDream } from '../store/dreams.ts'
import { getSettings } from '../store/settings.ts'
import { listSleep } from '../store/sleep.ts'
import { REACH_MS } from './placing.ts'

/** What a person calls a dream: a whole id, the tail of one, `last`, `last~2`, or a night. */
export async function findReferred(
  db: ReadDb,
  reference: string,
  here: { now: Date; zone: string },
): Promise<Dream> {
  const text = reference.trim().toLowerCase()
  const last = /^last(?:~(?<back>\d{1,6}))?$/.exec(text)
  if (last) return (await findLast(db, Number(last.groups?.['back'] ?? 0))) ?? notFound(reference)
  if (DreamId.safeParse(text).success) return (await findDream(db, text))?.dream ?? notFound(reference)
  const byTail = TAIL.test(text) ? await listByTail(db, text) : []
  // What looks like a tail is never tried as words: a mistyped one must not find another dream by its hour.
  if (byTail.length > 0 || (TAIL.test(text) && !DAY.test(text))) return onlyOne(db, reference, byTail)
  return onlyOne(db, reference, await ofNight(db, text, here))
}

const TAIL = /^[0-9a-f-]{4,36}$/
const DAY = /^(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?$/

async function ofNight(
  db: ReadDb,
  text: string,
  { now, zone }: { now: Date; zone: string },
): Promise<Dream[]> {
  if (/^\d{4}-\d\d-\d\d\.\d$/.test(text)) return listOfNight(db, text)
  const { turnOfNight } = await getSettings(db)
  const sleeps = await listSleep(db, { since: new Date(now.getTime() - REACH_MS).toISOString() })
  const understood = understandWhen(text, { now: now.toISOString(), zone, turnOfNight, sleeps })
  return understood.ok && understood.night !== null ? listOfNight(db, understood.night) : []
}

async function onlyOne(db: ReadDb, reference: string, found: readonly Dream[]): Promise<Dream> {
  const [first] = found
  if (!first) return notFound(reference)
  if (found.length === 1) return first
  const candidates = await shortestTails(
    db,
    found.map(({ id }) => id),
  )
  throw new AppError('invalid_input', `Several dreams answer to ${reference}`, {
    hint: `Name one of them: ${candidates.map(({ tail }) => tail).join(', ')}.`,
    details: { candidates: candidates.map(({ id }) => id) },
  })
}

function notFound(reference: string): never {
  throw new AppError('not_found', `There is no dream ${reference}`, {
    hint: 'See `dreamcanvas list` for the ids, or name a night.',
  })
}
