import type { InLanguages, LensProblem } from '../../../contract/model/lens.ts'
import type { MapPiece, Piece } from './front-matter.ts'

export type Taker = ReturnType<typeof createTaker>
type Bounds = { readonly from: number; readonly to: number; readonly whole?: boolean }

/** Takes what a head should hold, piece by piece; whatever is not as it should be is told, and something stands in. */
export function createTaker(tell: (problem: LensProblem) => void) {
  const error = (line: number | null, says: string, hint: string) =>
    tell({ severity: 'error', line, says, hint })

  function find(head: MapPiece, name: string, hint: string): Piece | undefined {
    const piece = head.entries.get(name)
    // A name without a readable text was told when the line was read.
    if (!piece && !head.lines.has(name)) error(head.line, `${name} is missing`, hint)
    return piece
  }

  function wrongKind(piece: Piece, name: string, wanted: string, hint: string): void {
    const found = { text: 'a text', list: 'a list', map: 'names with texts' }[piece.kind]
    error(piece.line, `${name} should be ${wanted}, and is ${found}`, hint)
  }

  function text(head: MapPiece, name: string, hint = `Write \`${name}: …\`.`): string {
    const piece = find(head, name, hint)
    if (!piece) return ''
    if (piece.kind !== 'text') wrongKind(piece, name, 'one text', hint)
    else if (piece.value.trim() === '') error(piece.line, `${name} is empty`, hint)
    else return piece.value.trim()
    return ''
  }

  function number(head: MapPiece, name: string, { from, to, whole = false }: Bounds, hint?: string) {
    if (hint === undefined && !head.lines.has(name)) return undefined
    const wanted = `${name} should be a ${whole ? 'whole ' : ''}number from ${from} to ${to}`
    const piece = find(head, name, hint ?? wanted)
    if (!piece) return undefined
    const value =
      piece.kind === 'text' && /^\d+(\.\d+)?$/.test(piece.value) ? Number(piece.value) : Number.NaN
    if (value >= from && value <= to && (!whole || Number.isInteger(value))) return value
    error(piece.line, wanted, hint ?? `Write \`${name}: ${from}\`, or leave the line out.`)
    return undefined
  }

  /** The same words by language: `en: …`, `ar: …`. */
  function languages(head: MapPiece, name: string): InLanguages {
    const hint = `Write \`${name}:\` and below it, two spaces further in, a line like \`en: …\` for each language.`
    const piece = find(head, name, hint)
    if (!piece) return {}
    if (piece.kind !== 'map') {
      wrongKind(piece, name, 'a text for each language', hint)
      return {}
    }
    const codes = [...piece.lines.keys()]
    for (const code of codes.filter((one) => !/^[a-z]{2,3}$/.test(one)))
      error(
        piece.lines.get(code) ?? piece.line,
        `${code} is no language code`,
        'Use a code like en, ar or de.',
      )
    return Object.fromEntries(codes.map((code) => [code, text(piece, code)]))
  }

  function list(head: MapPiece, name: string, hint: string): readonly Piece[] | undefined {
    const piece = find(head, name, hint)
    if (!piece) return undefined
    if (piece.kind === 'list') return piece.items
    wrongKind(piece, name, 'a list', hint)
    return undefined
  }

  function texts(head: MapPiece, name: string): string[] {
    const hint = `Write \`${name}:\` and below it a line like \`  - …\` for each.`
    const items = list(head, name, hint)
    if (items?.length === 0) error(head.lines.get(name) ?? head.line, `${name} is empty`, hint)
    return (items ?? []).flatMap((item) => {
      if (item.kind === 'text' && item.value.trim() !== '') return [item.value.trim()]
      error(
        item.line,
        `Each line of ${name} should be one text`,
        'If it has a colon in it, put the text in double quotes.',
      )
      return []
    })
  }

  /** A list of words out of a few; undefined where it is left out. */
  function oneOfs<T extends string>(head: MapPiece, name: string, known: readonly T[]): T[] | undefined {
    if (!head.lines.has(name)) return undefined
    const hint = `There are ${known.join(', ')}.`
    const chosen = new Set<T>()
    for (const item of list(head, name, hint) ?? []) {
      const found = item.kind === 'text' ? known.find((one) => one === item.value) : undefined
      if (found === undefined) error(item.line, `${name} has something in it that is not known`, hint)
      else chosen.add(found)
    }
    return known.filter((one) => chosen.has(one))
  }

  function map(head: MapPiece, name: string): MapPiece | undefined {
    const hint = `Write \`${name}:\` and below it lines that begin with two spaces.`
    const piece = find(head, name, hint)
    if (piece && piece.kind !== 'map') wrongKind(piece, name, 'names with texts', hint)
    return piece?.kind === 'map' ? piece : undefined
  }

  function maps(head: MapPiece, name: string): MapPiece[] {
    if (!head.lines.has(name)) return []
    const hint = `Write \`${name}:\` and below it \`  - id: …\` and its other names, or \`${name}: []\`.`
    return (list(head, name, hint) ?? []).flatMap((item) => {
      if (item.kind === 'map') return [item]
      wrongKind(item, `Each of ${name}`, 'names with texts', hint)
      return []
    })
  }

  function onlyKnown(head: MapPiece, known: readonly string[]): void {
    for (const [name, line] of head.lines)
      if (!known.includes(name)) error(line, `There is no ${name} here`, `There are ${known.join(', ')}.`)
  }

  return { error, text, number, languages, texts, oneOfs, map, maps, onlyKnown }
}
