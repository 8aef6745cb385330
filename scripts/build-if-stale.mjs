import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './places.mjs'

const PRODUCT = join(ROOT, 'out', 'cli', 'bin.js')
const SOURCES = ['src', 'package.json', 'package-lock.json', 'rolldown.config.ts']

/** The build step, skipped while what was built is younger than everything it was built from. */
export function buildIfStale(build) {
  return {
    ...build,
    isDone: () => existsSync(PRODUCT) && changedAt(PRODUCT) > Math.max(...SOURCES.map(newest)),
  }
}

/** Folders count too: a file that was taken away leaves its trace only there. */
function newest(source) {
  const path = join(ROOT, source)
  if (!existsSync(path)) return 0
  if (!statSync(path).isDirectory()) return changedAt(path)
  const inside = readdirSync(path, { recursive: true }).map((name) => changedAt(join(path, name)))
  return Math.max(changedAt(path), ...inside)
}

function changedAt(path) {
  // A file that vanished between the listing and this look was taken away just now.
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
}
