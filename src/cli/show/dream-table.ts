import type { Dream } from '../../contract/model/dream.ts'
import { describeNight } from '../../contract/model/night-words.ts'
import type { Paper } from '../output/paper.ts'
import { table } from '../output/table.ts'
import { headline, marks } from './dream-lines.ts'

/** Dreams a line each: what to call it by, its night, what it is. */
export function dreamTable(
  paper: Paper,
  dreams: readonly Dream[],
  names: ReadonlyMap<string, string>,
): string {
  const { dim, cyan } = paper.style
  return table(
    paper,
    [{ paint: cyan }, { paint: dim }, { shrinks: true }, { paint: dim }],
    dreams.map((dream) => [
      names.get(dream.id) ?? dream.id,
      shortNight(dream),
      paper.text(headline(dream)),
      paper.text([...marks(dream), ...dream.tags.map((tag) => `#${tag}`)].join(' ')),
    ]),
  )
}

/** In a column of nights the word "night" says nothing. */
export function shortNight({ night, nap }: Pick<Dream, 'night' | 'nap'>): string {
  return night === null
    ? 'unknown'
    : describeNight({ endsOn: night, kind: nap ? 'nap' : 'night' }).replace(/^night /, '')
}
