import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '..', '..')

/** Pages by their path below the root. */
export function readPages(...patterns: readonly string[]): readonly { path: string; text: string }[] {
  return globSync([...patterns], { cwd: ROOT })
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
}

/** The fenced blocks of a page in one language. */
export function blocksOf(text: string, language: string): string[] {
  return [...text.matchAll(/^```(?<language>\w*)\n(?<code>.*?)^```$/gms)].flatMap(({ groups }) =>
    groups?.['language'] === language ? [groups['code'] ?? ''] : [],
  )
}
