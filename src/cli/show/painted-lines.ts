import type { Paper } from '../output/paper.ts'
import { wrapped } from './dream-page.ts'

export type Span = {
  readonly text: string
  readonly paint?: ((text: string) => string) | undefined
  /** How much room on the line `paint` takes before the text, and after it. */
  readonly room?: number
}

/** Stand where paint begins and ends while lines are broken; in a dream that has them itself they are shown as lost. */
const BEGIN = '\ue000'
const END = '\ue001'

/** Text of which parts are painted, broken into lines first: a colour, or a bracket, never runs over a line's end. */
export function paintedLines(paper: Paper, spans: readonly Span[], indent = ''): string[] {
  const paints = spans.flatMap(({ paint }) => (paint ? [paint] : []))
  const text = spans.map(marked).join('')
  let next = 0
  let open: Span['paint']
  return wrapped(paper, text, indent.length).map((line) => {
    const parts = line.split(/([\ue000\ue001])/).map((part) => {
      if (part === BEGIN) open ??= paints[next++]
      else if (part === END) open = undefined
      else return open && part !== '' ? open(part) : part
      return ''
    })
    return indent + parts.join('')
  })
}

function marked({ text, paint, room = 0 }: Span): string {
  const clean = text.replaceAll(/[\ue000\ue001]/g, '\ufffd')
  return paint ? BEGIN.repeat(room || 1) + clean + END.repeat(room || 1) : clean
}
