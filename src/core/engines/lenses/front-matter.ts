import { parseScalar } from './scalar.ts'

/** What stands at the head of a lens file: a small part of YAML, each piece with its line. See docs/guide/lenses.md. */
export type Piece = TextPiece | ListPiece | MapPiece
export type TextPiece = { readonly kind: 'text'; readonly line: number; readonly value: string }
export type ListPiece = { readonly kind: 'list'; readonly line: number; readonly items: readonly Piece[] }
export type MapPiece = {
  readonly kind: 'map'
  readonly line: number
  readonly entries: ReadonlyMap<string, Piece>
  /** Where each name stands. */
  readonly lines: ReadonlyMap<string, number>
}

export type Trouble = { readonly line: number | null; readonly says: string; readonly hint: string }

export type Sheet = {
  /** Undefined where there is no head at all. */
  readonly head: MapPiece | undefined
  readonly body: string
  readonly bodyLine: number
  readonly troubles: readonly Trouble[]
}

type Line = { readonly number: number; readonly indent: number; readonly content: string }

const FENCE = '---'
const NAME = /^(?<name>[A-Za-z][A-Za-z0-9_-]*):(?: +(?<rest>.*))?$/s
const STEP = 2

/** Never throws: what cannot be understood is told by its line, and the rest is read all the same. */
export function readSheet(text: string): Sheet {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line) => line.trimEnd())
  if (lines[0] !== FENCE)
    return headless(
      text,
      1,
      'The file does not begin with ---',
      'Put --- on the first line, above the names.',
    )
  const end = lines.indexOf(FENCE, 1)
  if (end === -1)
    return headless(
      '',
      1,
      'The head of the file has no end',
      'Put --- on a line of its own between the names and the prompt.',
    )
  const troubles: Trouble[] = []
  const reader = createReader(lines.slice(1, end), troubles)
  const below = lines.slice(end + 1)
  const blank = below.findIndex((line) => line !== '')
  return {
    head: reader.map(0),
    body: below.join('\n').trim(),
    bodyLine: end + 2 + Math.max(0, blank),
    troubles: troubles.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)),
  }
}

function headless(body: string, line: number, says: string, hint: string): Sheet {
  return { head: undefined, body, bodyLine: 1, troubles: [{ line, says, hint }] }
}

function createReader(raw: readonly string[], troubles: Trouble[]) {
  const trouble = (line: number, says: string, hint: string) => void troubles.push({ line, says, hint })
  const lines = raw.flatMap((text, index): Line[] => {
    const number = index + 2
    const content = text.trimStart()
    if (content === '' || content.startsWith('#')) return []
    const space = text.slice(0, text.length - content.length)
    if (/[^ ]/.test(space))
      trouble(number, 'The line begins with something other than spaces', 'Indent with two spaces, not tabs.')
    return [{ number, indent: space.replace(/[^ ]/g, '  ').length, content }]
  })
  let at = 0

  /** Names and what they stand for, all at this depth. */
  function map(indent: number): MapPiece {
    const line = lines[at]?.number ?? 2
    const entries = new Map<string, Piece>()
    const places = new Map<string, number>()
    for (let next = lines[at]; next && next.indent >= indent; next = lines[at]) {
      at++
      const named = next.indent === indent ? NAME.exec(next.content)?.groups : undefined
      if (next.indent > indent) tooDeep(next)
      else if (!named) notNamed(next)
      else {
        const { name = '', rest = '' } = named
        const piece = rest === '' ? below(next, indent + STEP) : scalar(rest, next.number)
        const before = places.get(name)
        if (before !== undefined)
          trouble(next.number, `${name} is there twice`, `It is already on line ${before}; keep one of them.`)
        else {
          places.set(name, next.number)
          if (piece) entries.set(name, piece)
        }
      }
    }
    return { kind: 'map', line, entries, lines: places }
  }

  function list(indent: number): ListPiece {
    const line = lines[at]?.number ?? 2
    const items: Piece[] = []
    for (let next = lines[at]; next && next.indent >= indent; next = lines[at]) {
      const item = next.indent === indent ? /^-(?: +(?<rest>.*))?$/s.exec(next.content) : null
      if (next.indent > indent) {
        at++
        tooDeep(next)
      } else if (!item) {
        at++
        trouble(next.number, 'A list goes on here without a dash', 'Begin the line with "- ".')
      } else if (item.groups?.['rest'] === undefined) {
        at++
        trouble(next.number, 'There is nothing after the dash', 'Write the text on the same line.')
      } else if (NAME.test(item.groups['rest'])) {
        // `- id: x` begins a map whose first line stands where its text does.
        lines[at] = { number: next.number, indent: indent + STEP, content: item.groups['rest'] }
        items.push(map(indent + STEP))
      } else {
        at++
        const piece = scalar(item.groups['rest'], next.number)
        if (piece) items.push(piece)
      }
    }
    return { kind: 'list', line, items }
  }

  function below(head: Line, indent: number): Piece | undefined {
    const next = lines[at]
    if (!next || next.indent < indent) {
      trouble(
        head.number,
        `There is nothing after ${head.content}`,
        'Write the text after it, or lines below it that begin with two more spaces.',
      )
      return undefined
    }
    return /^-(?: |$)/.test(next.content) ? list(indent) : map(indent)
  }

  function scalar(text: string, line: number): Piece | undefined {
    const parsed = parseScalar(text)
    if ('trouble' in parsed) {
      trouble(line, parsed.trouble, parsed.hint)
      return undefined
    }
    if ('value' in parsed) return { kind: 'text', line, value: parsed.value }
    return { kind: 'list', line, items: parsed.items.map((value) => ({ kind: 'text', line, value })) }
  }

  function tooDeep(line: Line): void {
    trouble(
      line.number,
      'The line is indented further than it should be',
      'What belongs to a name stands two spaces further in than the name, on lines of its own.',
    )
  }

  function notNamed(line: Line): void {
    const missesSpace = /^[A-Za-z][A-Za-z0-9_-]*:\S/.test(line.content)
    trouble(
      line.number,
      missesSpace ? 'There is no space after the colon' : 'This is neither a name with a colon nor a comment',
      missesSpace
        ? 'Write `name: text`.'
        : 'Write `name: text` on one line; a text does not go on in the next one.',
    )
  }

  return { map }
}
