import type { Reading } from '../../contract/model/kept-reading.ts'
import type { JournalClient } from '../cli.ts'

/** The short name by which a reading can be called. */
export async function nameOfReading(journal: JournalClient, { id }: Pick<Reading, 'id'>): Promise<string> {
  const { items } = await journal.readings.names({ ids: [id] })
  return items[0]?.tail ?? id
}

export async function namesOfReadings(
  journal: JournalClient,
  readings: readonly Pick<Reading, 'id'>[],
): Promise<Map<string, string>> {
  if (readings.length === 0) return new Map()
  const { items } = await journal.readings.names({ ids: readings.map(({ id }) => id) })
  return new Map(items.map(({ id, tail }) => [id, tail]))
}

export async function readingFields(): Promise<readonly string[]> {
  const { Reading } = await import('../../contract/model/kept-reading.ts')
  return Object.keys(Reading.shape)
}
