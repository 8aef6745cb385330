import type { Dream } from '../../contract/model/dream.ts'
import { describeNight } from '../../contract/model/night-words.ts'
import type { Paper } from '../output/paper.ts'
import { table } from '../output/table.ts'
import { headline, listMarks } from './dream-lines.ts'

/** Dreams a line each: what to call it by, its night, what it is. The dream has the room, the rest what is left. */
export function dreamTable(
  paper: Paper,
  dreams: readonly Dream[],
  { names, now }: { names: ReadonlyMap<string, string>; now: Date },
): string {
  const { dim, cyan } = paper.style
  return table(
    paper,
    [
      { paint: cyan },
      { paint: dim },
      { shrinks: 'last', least: 24 },
      { paint: dim, shrinks: 'first', least: 18 },
    ],
    dreams.map((dream) => [
      names.get(dream.id) ?? dream.id,
      nightIn(paper, dream, now),
      paper.text(headline(dream)),
      paper.text(listMarks(dream)),
    ]),
  )
}

/** A night in a column: short words for people; in a pipe as it sorts. */
export function nightIn(paper: Paper, dream: Pick<Dream, 'night' | 'nap'>, now: Date): string {
  return paper.tty ? shortNight(dream, now) : (dream.night ?? 'unknown')
}

/** In a column of nights the word "night" says nothing, and neither does the year that it is. */
function shortNight({ night, nap }: Pick<Dream, 'night' | 'nap'>, now: Date): string {
  if (night === null) return 'unknown'
  const said = describeNight({ endsOn: night, kind: nap ? 'nap' : 'night' }).replace(/^night /, '')
  if (night.length < '2026-11-20'.length) return said
  const aligned = said.replace(/ (?=\d )/, '  ')
  return aligned.endsWith(` ${now.getFullYear()}`) ? aligned.slice(0, -5) : aligned
}
