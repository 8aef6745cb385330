import { AppError } from '../../contract/errors.ts'
import type { Reading } from '../../contract/model/kept-reading.ts'
import { hashOf } from '../engines/lenses/hash.ts'
import { findDream } from '../store/dreams.ts'
import {
  deleteReadingsRemovedBefore,
  forgetReading,
  insertReading,
  updateReading,
  type Making,
  type StoredReading,
} from '../store/readings.ts'
import type { StreamHands } from './hands.ts'
import type { Plan } from './reading-plan.ts'
import type { Keeper } from './reading-run.ts'

const DAY_MS = 86_400_000
const UNDO_DAYS = 30

/** What undo needs: whether it was there before, or that it only grew. Never a word of it. */
export const HERE = 'here'
export const GREW = 'grew'

/** Puts a reading into the journal as it grows, all in one deed. */
export function createKeeper(
  hands: StreamHands,
  { stored, textHash }: Plan,
  madeOf: string,
): Keeper & { readonly id: string; forget(): Promise<void> } {
  const id = hands.newId()
  const deed = hands.newId()
  let isThere = false
  return {
    id,
    save: (making: Making) =>
      hands.write(
        async ({ db, now, changed }) => {
          if (isThere) {
            if (!(await updateReading(db, id, making))) throw dreamGone()
            if (making.content.checks.ended !== 'stopped') changed('reading', id, GREW)
            return
          }
          const dream = await findDream(db, stored.dream.id)
          if (!dream) throw dreamGone()
          const at = now()
          await insertReading(db, {
            ...making,
            id,
            dreamSeq: dream.seq,
            madeAt: at.toISOString(),
            madeOf,
            textHash,
          })
          changed('reading', id, null)
          await deleteReadingsRemovedBefore(db, new Date(at.getTime() - UNDO_DAYS * DAY_MS).toISOString())
          isThere = true
        },
        { deed },
      ),
    forget: () => hands.write(({ db }) => forgetReading(db, id)),
  }
}

/** A reading as it is shown: with whether the words it quotes are still those of the dream. */
export function shown({ reading, textHash, dreamText }: StoredReading): Reading {
  return { ...reading, dreamChanged: hashOf(dreamText) !== textHash }
}

function dreamGone(): AppError {
  return new AppError('not_found', 'The dream, or its reading, was taken out while it was being read', {
    hint: 'Nothing of the reading was kept.',
  })
}
