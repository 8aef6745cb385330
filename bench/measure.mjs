import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

/**
 * Runs a program to its end: user and system time in milliseconds, which another busy program disturbs less than the
 * clock on the wall. Node does not say what its children used; the shell does, on Linux and macOS alike.
 */
export function cpuOf(command, { env = {} } = {}) {
  const timed = 'TIMEFORMAT="cpu %3U %3S"; time "$@" < /dev/null > /dev/null'
  const { status, stderr } = shell(timed, command, env)
  const found = /^cpu (?<user>[\d.]+) (?<system>[\d.]+)$/m.exec(stderr.replaceAll(',', '.'))
  if (status !== 0 || !found) throw new Error(`${command.join(' ')} ended with ${status}: ${stderr}`)
  return (Number(found.groups.user) + Number(found.groups.system)) * 1000
}

/** The most memory a Node program held at once, in bytes. It tells by itself as it exits. */
export function peakMemoryOf(command, { env = {} } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'dreamcanvas-peak-'))
  try {
    const report = join(folder, 'peak')
    const hook = `--require=${join(import.meta.dirname, 'programs', 'peak-memory.cjs')}`
    // Behind a shell that forks: Linux counts what the parent held before the child began as the child's own.
    const { status, stderr } = shell('"$@" < /dev/null > /dev/null; exit $?', command, {
      ...env,
      NODE_OPTIONS: hook,
      BENCH_PEAK_MEMORY: report,
    })
    if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}: ${stderr}`)
    return Number(readFileSync(report, 'utf8')) * 1024
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function shell(script, command, env) {
  return spawnSync('bash', ['-c', script, 'bench', ...command], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 1 << 26,
  })
}

/** A B A B …: each ratio is of two runs beside each other, so a machine that slows down slows both. */
export function ratioOf(first, second, pairs) {
  first()
  second()
  return median(Array.from({ length: pairs }, () => first() / second()))
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
