import { AppError } from '../../contract/errors.ts'
import type { DreamFilter } from '../../contract/model/dream.ts'
import { STAYS_HERE } from '../../contract/model/settings.ts'
import { understandWhen } from '../engines/when/understand-when.ts'
import type { ReadDb } from '../db/schema.ts'
import {
  bundle,
  dreamLine,
  goneLine,
  headerLine,
  nightLine,
  settingLine,
  sleepLine,
} from '../export/journal-lines.ts'
import { listCopies, type CopyFilter } from '../store/copy-list.ts'
import { listSeqs } from '../store/dreams.ts'
import { listGone } from '../store/gone.ts'
import { listNightsForExport } from '../store/nights.ts'
import { getSettings, listSet } from '../store/settings.ts'
import { listSleepForExport } from '../store/sleep.ts'
import type { StreamHands } from './hands.ts'

const PAGE = 100
const HOUR_MS = 3_600_000

type Asked = {
  readonly ids?: readonly string[] | undefined
  readonly filter?: DreamFilter | undefined
  readonly since?: string | undefined
}

/** One truth from beginning to end, however long it takes and whoever writes meanwhile. */
export async function* exportFrom(hands: StreamHands, asked: Asked) {
  const snapshot = await hands.snapshot()
  try {
    for await (const piece of bundle(linesOf(hands, snapshot.db, asked))) {
      hands.signal.throwIfAborted()
      yield piece
    }
  } finally {
    await snapshot.close()
  }
}

async function* linesOf(
  hands: StreamHands,
  db: ReadDb,
  { ids, filter, since }: Asked,
): AsyncIterable<string> {
  if (ids) await checkAllThere(db, ids)
  const from = since === undefined ? undefined : await understandSince(hands, db, since)
  const some = ids !== undefined || Object.keys(filter ?? {}).length > 0
  yield headerLine()
  if (!some) {
    for (const setting of await listSet(db)) if (!STAYS_HERE.has(setting.name)) yield settingLine(setting)
    for (const night of await listNightsForExport(db, from)) yield nightLine(night)
    for (const sleep of await listSleepForExport(db, from)) yield sleepLine(sleep)
  }
  yield* dreamLines(db, { ids, from, filter: some ? filter : undefined })
  if (!some) yield* goneLines(db, from?.at)
}

async function* dreamLines(db: ReadDb, filter: CopyFilter): AsyncIterable<string> {
  for (let after = ''; ;) {
    const copies = await listCopies(db, { after, limit: PAGE }, filter)
    for (const { dream, versions } of copies) yield dreamLine(dream, versions)
    const last = copies.at(-1)
    if (!last) return
    after = last.dream.id
  }
}

async function* goneLines(db: ReadDb, since: string | undefined): AsyncIterable<string> {
  for (let after = ''; ;) {
    const page = await listGone(db, { after, limit: PAGE, since })
    for (const gone of page) yield goneLine(gone)
    const last = page.at(-1)
    if (!last) return
    after = last.id
  }
}

async function checkAllThere(db: ReadDb, ids: readonly string[]): Promise<void> {
  if ((await listSeqs(db, [...new Set(ids)])).length === new Set(ids).size) return
  throw new AppError('not_found', 'There is no dream with one of these ids', {
    hint: 'See `dreamcanvas list` for the ids.',
  })
}

/** A night, and the moment from which a change counts: that day's beginning, where on earth it begins first. */
async function understandSince({ now, zone }: StreamHands, db: ReadDb, since: string) {
  const { turnOfNight } = await getSettings(db)
  const understood = understandWhen(since, { now: now().toISOString(), zone, turnOfNight })
  if (!understood.ok) throw new AppError('invalid_input', understood.reason, { hint: understood.hint })
  if (understood.night === null)
    throw new AppError('invalid_input', 'Since when must be a night that is known', {
      hint: 'Like 2026-11-20, 2026-11 or "last night".',
    })
  const at = new Date(Date.parse(understood.night) - 14 * HOUR_MS).toISOString()
  return { night: understood.night, at }
}
