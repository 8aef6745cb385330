import { AppError } from '../../contract/errors.ts'
import type { Dream } from '../../contract/model/dream.ts'
import type { Cli, JournalClient } from '../cli.ts'
import { dreamTable } from '../show/dream-table.ts'

/** The dream a person means: an id, the tail of one, `last`, `last~2`, a night. */
export async function findDream(cli: Cli, journal: JournalClient, reference: string): Promise<Dream> {
  try {
    return await journal.dreams.find({ reference })
  } catch (thrown) {
    const candidates = candidatesOf(thrown)
    if (candidates.length > 0 && !cli.print.asJson) await showCandidates(cli, journal, candidates)
    throw thrown
  }
}

function candidatesOf(thrown: unknown): readonly string[] {
  if (!(thrown instanceof AppError) || thrown.code !== 'invalid_input') return []
  const { candidates } = (thrown.details ?? {}) as { candidates?: readonly string[] } // as the journal says it
  return candidates ?? []
}

/** Of ids alone nobody knows which dream is meant. */
async function showCandidates(cli: Cli, journal: JournalClient, ids: readonly string[]): Promise<void> {
  const dreams = await Promise.all(ids.map((id) => journal.dreams.get({ id })))
  const names = await namesOf(journal, dreams)
  await cli.print.note(dreamTable(cli.print.talk, dreams, { names, now: cli.io.now() }))
}

export async function findDreams(
  cli: Cli,
  journal: JournalClient,
  references: readonly string[],
): Promise<Dream[]> {
  const found: Dream[] = []
  for (const reference of references) found.push(await findDream(cli, journal, reference))
  return found
}

/** Short names for dreams, by id. */
export async function namesOf(
  journal: JournalClient,
  dreams: readonly { id: string }[],
): Promise<Map<string, string>> {
  if (dreams.length === 0) return new Map()
  const { items } = await journal.dreams.names({ ids: dreams.map(({ id }) => id) })
  return new Map(items.map(({ id, tail }) => [id, tail]))
}

/** A night as a flag may say it: a date as it stands, words as the journal understands them now. */
export async function nightOf(journal: JournalClient, when: string | undefined): Promise<string | undefined> {
  if (when === undefined || /^\d{4}(-\d\d(-\d\d)?)?$/.test(when)) return when
  const { night } = await journal.nights.understand({ when })
  if (night === null)
    throw new AppError('invalid_input', 'A night that is not known has no place in the row of nights', {
      hint: 'Dreams of unknown nights come last in `dreamcanvas list`.',
    })
  return night
}
