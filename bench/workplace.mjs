import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { copyOf, writeLines } from './journals.mjs'
import { cpuOf, peakMemoryOf, ratioOf } from './measure.mjs'

const ROOT = join(import.meta.dirname, '..')
const NODE = process.execPath
export const BIN = join(ROOT, 'out', 'cli', 'bin.js')

/** What the rows measure with: commands, journals of several sizes made when first asked for, and floors. */
export function openWorkplace(folder, { quick, core }) {
  // Nothing of the person's own is read or written.
  const env = {
    HOME: folder,
    XDG_DATA_HOME: folder,
    XDG_CACHE_HOME: join(folder, 'cache'),
    XDG_CONFIG_HOME: folder,
    TZ: 'UTC',
    NO_COLOR: '1',
  }
  const journals = new Map()
  let copies = 0

  const place = {
    quick,
    core,
    pairs: quick ? 5 : 15,
    largest: quick ? 20_000 : 100_000,

    cli: (...args) => [NODE, BIN, ...args],
    program: (script, ...args) => [NODE, join(import.meta.dirname, 'programs', script), ...args],
    empty: [NODE, '-e', '0'],

    cpu: (command) => cpuOf(command, { env }),
    memory: (command) => peakMemoryOf(command, { env }),
    /** CPU time of one command by another's, run by turns. */
    ratio: (first, second, pairs = place.pairs) =>
      ratioOf(
        () => cpuOf(first, { env }),
        () => cpuOf(second, { env }),
        pairs,
      ),

    run(command) {
      const { status, stdout, stderr } = spawnSync(command[0], command.slice(1), {
        encoding: 'utf8',
        env: { ...process.env, ...env },
        maxBuffer: 1 << 28,
      })
      return { status, stdout, stderr }
    },
    must(command) {
      const { status, stdout, stderr } = place.run(command)
      if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}: ${stderr}`)
      return stdout
    },

    async lines(count) {
      const path = join(folder, `${count}.jsonl`)
      if (!existsSync(path)) journals.set(path, await writeLines(path, count))
      return { path, textBytes: journals.get(path) }
    },
    emptyJournal() {
      const journal = join(folder, `empty-${++copies}`)
      mkdirSync(journal)
      place.must(place.cli('init', '--journal', journal))
      return journal
    },
    /** A journal of so many dreams. It is shared: who writes takes a copy. */
    async journal(count) {
      if (!journals.has(count)) {
        const journal = place.emptyJournal()
        place.must(place.cli('import', (await place.lines(count)).path, '--journal', journal))
        journals.set(count, journal)
      }
      return journals.get(count)
    },
    async copy(count) {
      return copyOf(await place.journal(count), join(folder, `copy-${++copies}`))
    },
    remove: (journal) => rmSync(journal, { recursive: true }),
  }
  return place
}
