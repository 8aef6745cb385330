import {
  LensId,
  MayBeGiven,
  type InLanguages,
  type LensContent,
  type LensProblem,
  type LensSource,
} from '../../../contract/model/lens.ts'
import { ReadingPart, Withheld } from '../../../contract/model/reading.ts'
import { readSheet, type MapPiece } from './front-matter.ts'
import { lookOver, sourcesNamedIn } from './look-over.ts'
import { createTaker, type Taker } from './take.ts'

export type ReadLens = {
  /** Missing where a problem is an error. */
  readonly content?: LensContent
  readonly problems: readonly LensProblem[]
}

const NAMES = [
  'id',
  'version',
  'names',
  'tradition',
  'about',
  'sources',
  'must',
  'must-not',
  'parts',
  'withholds',
  'sampling',
  'given',
] as const

/** What no lens can leave out or switch off. */
const NEEDED_PARTS: readonly ReadingPart[] = ['summary', 'readings', 'questions', 'safety']
const ALWAYS_WITHHELD: ReadonlySet<Withheld> = new Set<Withheld>(['crisis', 'grief', 'too-little'])

/** A lens file as text: the lens it tells, or everything that is wrong with it. `name` is the file's, without `.md`. */
export function readLens({ name, text }: { name: string; text: string }): ReadLens {
  const sheet = readSheet(text)
  const problems: LensProblem[] = sheet.troubles.map((trouble) => ({ severity: 'error', ...trouble }))
  if (!sheet.head) return { problems }
  const taker = createTaker((problem) => void problems.push(problem))
  const content = take(sheet.head, taker, sheet.body)
  if (content.id !== '' && content.id !== name)
    taker.error(
      sheet.head.lines.get('id') ?? null,
      `The id is ${content.id}, but the file is called ${name}.md`,
      `Call the file ${content.id}.md, or write the other id.`,
    )
  checkBody(taker, { body: sheet.body, line: sheet.bodyLine, sources: content.sources })
  problems.push(...lookOver(content, sheet))
  const sorted = problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
  return sorted.some(({ severity }) => severity === 'error')
    ? { problems: sorted }
    : { content, problems: sorted }
}

function take(head: MapPiece, taker: Taker, prompt: string): LensContent {
  taker.onlyKnown(head, NAMES)
  const id = taker.text(head, 'id', 'Write `id: my-lens`.')
  if (id !== '' && !LensId.safeParse(id).success)
    taker.error(
      head.lines.get('id') ?? null,
      'The id has letters that an id cannot have',
      'Use 1 to 40 of a–z, 0–9 and -, with - only in between.',
    )
  const parts = taker.oneOfs(head, 'parts', ReadingPart.options) ?? ReadingPart.options
  const missing = NEEDED_PARTS.filter((part) => !parts.includes(part))
  if (missing.length > 0)
    taker.error(
      head.lines.get('parts') ?? null,
      `A reading always has ${missing.join(', ')}`,
      'Add it to parts, or leave parts out for all of them.',
    )
  const more = taker.oneOfs(head, 'withholds', Withheld.options) ?? []
  return {
    id,
    version:
      taker.number(head, 'version', { from: 1, to: 1_000_000, whole: true }, 'Write `version: 1`.') ?? 1,
    names: taker.languages(head, 'names'),
    tradition: taker.languages(head, 'tradition'),
    about: taker.languages(head, 'about'),
    sources: sources(head, taker),
    must: taker.texts(head, 'must'),
    mustNot: taker.texts(head, 'must-not'),
    parts,
    withholds: Withheld.options.filter((why) => ALWAYS_WITHHELD.has(why) || more.includes(why)),
    sampling: sampling(head, taker),
    given: taker.oneOfs(head, 'given', MayBeGiven.options) ?? [],
    prompt,
  }
}

function sampling(head: MapPiece, taker: Taker): LensContent['sampling'] {
  const piece = head.lines.has('sampling') ? taker.map(head, 'sampling') : undefined
  if (!piece) return { temperature: 0.4, topP: 0.9 }
  taker.onlyKnown(piece, ['temperature', 'top-p'])
  return {
    temperature: taker.number(piece, 'temperature', { from: 0, to: 2 }) ?? 0.4,
    topP: taker.number(piece, 'top-p', { from: 0.01, to: 1 }) ?? 0.9,
  }
}

function sources(head: MapPiece, taker: Taker): LensSource[] {
  const seen = new Set<string>()
  return taker.maps(head, 'sources').map((piece) => {
    taker.onlyKnown(piece, ['id', 'work', 'author', 'edition', 'place', 'says', 'remark'])
    const id = taker.text(piece, 'id', 'Give it a short id, like `jung-cw8`.')
    const line = piece.lines.get('id') ?? piece.line
    if (id !== '' && !LensId.safeParse(id).success)
      taker.error(line, 'The id of a source has letters that an id cannot have', 'Use a–z, 0–9 and -.')
    if (seen.has(id) && id !== '') taker.error(line, `There are two sources ${id}`, 'Give each its own id.')
    seen.add(id)
    const maybe = (name: string) => (piece.lines.has(name) ? taker.text(piece, name) || null : null)
    const remark: InLanguages | null = piece.lines.has('remark') ? taker.languages(piece, 'remark') : null
    return {
      id,
      work: taker.text(piece, 'work', 'Name the book or paper.'),
      author: maybe('author'),
      edition: maybe('edition'),
      place: maybe('place'),
      says: taker.languages(piece, 'says'),
      remark,
    }
  })
}

function checkBody(
  taker: Taker,
  { body, line, sources: known }: { body: string; line: number; sources: readonly LensSource[] },
): void {
  if (body === '')
    taker.error(line, 'There is no prompt below the head', 'Write how a dream is read through this lens.')
  const ids = new Set(known.map(({ id }) => id))
  for (const named of sourcesNamedIn(body))
    if (!ids.has(named.id))
      taker.error(
        line + named.lineOffset,
        `The prompt points to a source ${named.id} that is not in the list`,
        'Add it to sources, or take it out: a reading may only cite what is listed.',
      )
}
