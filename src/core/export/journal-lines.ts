import type { Dream, Version } from '../../contract/model/dream.ts'
import { FILE_HEADER, type Gone } from '../../contract/model/journal-file.ts'
import type { Night } from '../../contract/model/night.ts'
import type { Sleep } from '../../contract/model/sleep.ts'

/** The journal's own lines. Properties come in the order of the model, so that equal things give equal lines. */
export const headerLine = (): string => JSON.stringify(FILE_HEADER)

export function settingLine({ name, value }: { name: string; value: unknown }): string {
  return JSON.stringify({ type: 'setting', name, value })
}

export function nightLine(night: Night): string {
  return JSON.stringify({ type: 'night', ...night })
}

export function sleepLine(sleep: Sleep): string {
  return JSON.stringify({ type: 'sleep', ...sleep })
}

export function dreamLine(dream: Dream, versions: readonly Version[]): string {
  return JSON.stringify({ type: 'dream', ...dream, versions })
}

export function goneLine({ id, stamp, ancestors, at }: Gone): string {
  return JSON.stringify({ type: 'gone', id, stamp, ancestors, at })
}

/** Lines in bundles that are neither many nor large. */
export async function* bundle(
  lines: AsyncIterable<string>,
  size = 128 * 1024,
): AsyncIterable<{ lines: string[] }> {
  let held: string[] = []
  let length = 0
  for await (const line of lines) {
    held.push(line)
    length += line.length
    if (length < size) continue
    yield { lines: held }
    held = []
    length = 0
  }
  if (held.length > 0) yield { lines: held }
}
