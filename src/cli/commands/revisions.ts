import { AppError } from '../../contract/errors.ts'
import type { Dream, Version } from '../../contract/model/dream.ts'
import type { JournalClient } from '../cli.ts'

/** A dream as it was in one of its revisions, counted from the first. */
export async function atRevision(journal: JournalClient, dream: Dream, revision: number): Promise<Dream> {
  if (revision === dream.revision) return dream
  const { kind: _, ...content } = await findRevision(journal, dream, revision)
  return { ...dream, ...content, revision }
}

/** The two sides of an unsettled conflict are not in a row, and have no number. */
export async function findRevision(journal: JournalClient, dream: Dream, revision: number): Promise<Version> {
  const { items } = await journal.dreams.history({ id: dream.id })
  const version = items.filter(({ kind }) => kind === 'was').toReversed()[revision - 1]
  if (!version)
    throw new AppError('not_found', `There is no earlier revision ${revision} of this dream`, {
      hint: `It is at revision ${dream.revision}; see \`dreamcanvas show --history\`.`,
    })
  return version
}
