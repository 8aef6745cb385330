import { setTimeout as sleep } from 'node:timers/promises'
import type { changes as contract } from '../../contract/journal/changes.ts'
import type { ChangeKind, News } from '../../contract/news.ts'
import type { Handlers } from '../../rpc/router.ts'
import type { ReadDb } from '../db/schema.ts'
import { findOnlyDreams, lastChangeSeq, listChangesAfter, listDeeds } from '../store/changes.ts'
import { listStoppedAmong } from '../store/import-runs.ts'
import type { JournalHands } from './hands.ts'
import { listUndone, undo } from './undoing.ts'

/** News reaches other programs within a second and a half. */
const LOOK_EVERY_MS = 700
const AT_ONCE = 1000

export const changes: Handlers<typeof contract, JournalHands> = {
  async list({ db }, { limit }) {
    return { items: await describeDeeds(db, { limit }) }
  },

  async undo(hands, { id }) {
    const deed = await undo(hands, id)
    const [undone] = await describeDeeds(hands.db, { limit: 1, id: deed })
    if (!undone) throw new Error('What was just undone is not listed')
    return { undone: { ...undone, undone: true } }
  },

  async *follow({ read, signal }, { since }) {
    let seen = since ?? (await read(lastChangeSeq))
    for (;;) {
      const rows = await read((db) => listChangesAfter(db, seen, AT_ONCE))
      const upTo = rows.at(-1)?.seq ?? seen
      yield* gather(rows, { seen, upTo })
      seen = upTo
      if (rows.length < AT_ONCE) await sleep(LOOK_EVERY_MS, undefined, { signal })
    }
  },
}

/** Only the last piece says that all was heard: who leaves before it and comes back hears the others again. */
function* gather(
  rows: readonly { kind: string; id: string }[],
  { seen, upTo }: { seen: number; upTo: number },
): Iterable<News> {
  const byKind = [...Map.groupBy(rows, ({ kind }) => kind as ChangeKind)] // written by `changed`, which knows no other
  for (const [index, [kind, same]] of byKind.entries())
    yield {
      seq: index === byKind.length - 1 ? upTo : seen,
      kind,
      ids: [...new Set(same.map(({ id }) => id))],
    }
}

async function describeDeeds(db: ReadDb, { limit, id }: { limit: number; id?: string }) {
  const deeds = await listDeeds(db, { limit, id })
  const stopped = await listStoppedAmong(
    db,
    deeds.map(({ deed }) => deed),
  )
  const undone = await listUndone(db)
  const dreams = await findOnlyDreams(db, deeds)
  return deeds.map(({ deed, operation, program, at, touched }) => ({
    id: deed,
    operation,
    program,
    at,
    touched,
    dream: dreams.get(deed) ?? null,
    partial: stopped.has(deed),
    undone: undone.has(deed),
  }))
}
