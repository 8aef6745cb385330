import type { Output } from '../io.ts'
import { safeJson } from './safe.ts'
import { write } from './write.ts'

export interface Page<T> {
  readonly items: readonly T[]
  readonly next?: string | null | undefined
}

type Pages<T> = AsyncIterable<Page<T>>
type Pick = (item: unknown) => unknown

/** The same document everywhere; on a terminal indented, and with nothing in it that would steer one. */
export function toJson(value: unknown, { tty, indent = tty }: { tty: boolean; indent?: boolean }): string {
  const text = JSON.stringify(value, null, indent ? 2 : 0)
  return tty ? safeJson(text) : text
}

/** One document out of many pages, without ever holding more than one of them. */
export async function writeJsonList<T>(
  stream: Output,
  pages: Pages<T>,
  pick: Pick,
  tty: boolean,
): Promise<void> {
  let next: string | null = null
  let before = '{"items":[\n'
  for await (const page of pages) {
    next = page.next ?? null
    if (page.items.length === 0) continue
    await write(stream, before + page.items.map((item) => toJson(pick(item), { tty })).join(',\n'))
    before = ',\n'
  }
  const empty = before !== ',\n'
  await write(stream, `${empty ? '{"items":[' : '\n'}],"next":${JSON.stringify(next)}}\n`)
}

/** One object a line, whatever it is written to. */
export async function writeNdjson<T>(
  stream: Output,
  pages: Pages<T>,
  pick: Pick,
  tty: boolean,
): Promise<void> {
  for await (const { items } of pages) {
    const lines = items.map((item) => `${toJson(pick(item), { tty, indent: false })}\n`)
    if (lines.length > 0) await write(stream, lines.join(''))
  }
}
