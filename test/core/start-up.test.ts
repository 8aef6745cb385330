import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

/** Files that are loaded with this one: what is imported lazily, or for its types, is not. */
function loadedWith(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  const code = readFileSync(file, 'utf8')
  for (const { groups } of code.matchAll(/^(?:import|export) (?!type\b)[^'"]*?from '(?<target>[^']+)'/gm)) {
    const target = groups?.['target'] ?? ''
    if (target.startsWith('.')) loadedWith(join(dirname(file), target), seen)
    else seen.add(target)
  }
  return seen
}

test.for(['list', 'add'])('%s loads nothing of models and nothing that reaches the network', (verb) => {
  const groups = ['dreams', 'nights', 'settings', 'vault'].map((group) => `src/core/operations/${group}.ts`)
  const entries = [
    'src/cli/main.ts',
    'src/cli/program.ts',
    `src/cli/commands/${verb}.ts`,
    'src/core/app.ts',
    ...groups,
  ]

  const loaded = entries.flatMap((entry) => [...loadedWith(entry)])

  expect(loaded).toContain('src/core/scope.ts')
  expect(
    loaded.filter((file) =>
      /engines\/models|text-models|(?:core|operations)\/outgoing|^ollama|^node:https?$/.test(file),
    ),
  ).toEqual([])
})
