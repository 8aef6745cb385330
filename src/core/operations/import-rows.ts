import type { Row } from '../import/parsed.ts'
import { openBatch, type Batch } from './import-batch.ts'
import { takeDream, takeGone } from './import-dreams.ts'
import { takeFound, type Placer } from './import-found.ts'
import { takeNight, takeSetting, takeSleep } from './import-others.ts'

export type Placed = { readonly where: string; readonly row: Row }
export type BadRow = { readonly where: string; readonly reason: string }

/** Brings rows together with what is here, in their order. Answers with those that could not be taken. */
export async function takeRows(
  rows: readonly Placed[],
  { placer, ...given }: Pick<Batch, 'db' | 'writing' | 'imagined' | 'counts' | 'now'> & { placer: Placer },
): Promise<BadRow[]> {
  const batch = await openBatch(
    rows.map(({ row }) => row),
    given,
  )
  const bad: BadRow[] = []
  for (const { where, row } of rows) {
    const reason = await takeRow(batch, row, placer)
    if (typeof reason === 'string') bad.push({ where, reason })
  }
  return bad
}

async function takeRow(batch: Batch, row: Row, placer: Placer): Promise<string | void> {
  switch (row.is) {
    case 'dream':
      return takeDream(batch, row)
    case 'new':
      return takeFound(batch, row.dream, placer)
    case 'gone':
      return takeGone(batch, row.gone)
    case 'night':
      return takeNight(batch, row.night)
    case 'sleep':
      return takeSleep(batch, row.sleep)
    case 'setting':
      return takeSetting(batch, row.name, row.value)
  }
}
