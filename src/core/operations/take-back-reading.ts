import { AppError } from '../../contract/errors.ts'
import { findReading, markReadingRemoved, putAnswers } from '../store/readings.ts'
import { GONE } from './before.ts'
import type { CommandHands } from './hands.ts'
import { GREW, HERE } from './reading-keeping.ts'

type Change = { readonly id: string; readonly before: string | null }

/** A reading goes out and comes back, an answer gives way to the one before. All its words lie with the reading. */
export async function takeBackReading(
  { db, now, changed }: CommandHands,
  deed: string,
  { id, before }: Change,
): Promise<void> {
  if (before === GREW || before === GONE) return
  const stored = await findReading(db, id)
  if (!stored)
    throw new AppError('refused', 'This reading was taken out for good; it does not come back', {
      details: { id },
    })
  if (before?.startsWith('answer:')) {
    const answer = before.slice('answer:'.length)
    await putAnswers(db, id, { answers: stored.answers, answer: answer === '' ? null : Number(answer) })
    changed('reading', id, `answer:${stored.answer ?? ''}`, deed)
    return
  }
  await markReadingRemoved(db, id, before === HERE ? null : now().toISOString())
  changed('reading', id, before === HERE ? null : HERE, deed)
}
