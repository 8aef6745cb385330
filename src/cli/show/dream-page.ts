import type { Dream } from '../../contract/model/dream.ts'
import type { Paper } from '../output/paper.ts'
import { wrap } from '../output/wrap.ts'
import { marks, sayWhere, tagLine } from './dream-lines.ts'

const WIDEST = 88

/** One dream to read: what it is above, the dream as it was written, the dreamer's waking words set apart. */
export function dreamPage(paper: Paper, dream: Dream, name: string): string {
  const { bold, dim, yellow } = paper.style
  const said = marks(dream)
  const lines = [
    ...(dream.title === null ? [] : wrapped(paper, dream.title).map(bold)),
    ...wrapped(paper, `${name} · ${sayWhere(dream)}`).map(dim),
    ...(said.length > 0 ? wrapped(paper, said.join(' · ')).map(dim) : []),
    ...(dream.tags.length > 0 ? [tagLine(dream, paper)] : []),
    ...(dream.deletedAt === null ? [] : [yellow(`In the trash since ${dream.deletedAt.slice(0, 10)}`)]),
    ...(dream.conflict ? [yellow('Changed in two places: see --history, then `dreamcanvas settle`.')] : []),
    '',
    ...wrapped(paper, dream.text),
  ]
  if (dream.reflection !== null && dream.reflection.trim() !== '') {
    lines.push('', dim('Reflection'), ...wrapped(paper, dream.reflection).map((line) => `  ${line}`))
  }
  return lines.join('\n')
}

export function wrapped(paper: Paper, text: string, indent = 0): string[] {
  const safe = paper.text(text)
  return paper.columns === Infinity
    ? safe.split('\n')
    : wrap(safe, Math.min(paper.columns - 2, WIDEST) - indent)
}
