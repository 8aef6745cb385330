import type { LensContent, LensProblem } from '../../../contract/model/lens.ts'
import type { Sheet } from './front-matter.ts'

const LONG_PROMPT = 8000
const WARM = 1

/** `[[muslim-2263]]` in a prompt points to a source of the lens. */
export const SOURCE_NAME = /\[\[(?<id>[^[\]\n]+)\]\]/g

export function sourcesNamedIn(body: string): { id: string; lineOffset: number }[] {
  return body
    .split('\n')
    .flatMap((line, lineOffset) =>
      [...line.matchAll(SOURCE_NAME)].map(({ groups }) => ({ id: groups?.['id'] ?? '', lineOffset })),
    )
}

/** What does not keep a lens from working, but should be known. */
export function lookOver(content: LensContent, { head, body, bodyLine }: Sheet): LensProblem[] {
  const found: LensProblem[] = []
  const warn = (line: number | null, says: string, hint: string) =>
    void found.push({ severity: 'warning', line, says, hint })
  const lineOf = (name: string) => head?.lines.get(name) ?? null

  if (body.length > LONG_PROMPT)
    warn(
      bodyLine,
      `The prompt is ${body.length} characters long`,
      'A small model has room for little more than that together with a dream. Shorten it.',
    )
  if (content.sampling.temperature > WARM)
    warn(
      lineOf('sampling'),
      'With a temperature above 1 a model makes things up more often',
      'Readings do well between 0.2 and 0.7.',
    )
  if (content.sources.length > 0 && content.sources.some(({ place }) => place === null))
    warn(
      lineOf('sources'),
      'A source does not say where in the work to look',
      'Add `place: …`, so that a reader can open it there.',
    )
  for (const [offset, line] of body.split('\n').entries())
    if (/\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:rules?|instructions?|above)\b/i.test(line))
      warn(
        bodyLine + offset,
        'This line seems to set rules aside',
        'No lens can: the common rules stand before every lens, and the program checks each claim by them.',
      )
  return found
}
