import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { WORKSHOP } from './places.mjs'

const LONGEST_MS = 15 * 60_000

/**
 * Lets one process at a time do a piece of work; the others wait for it. Only a courtesy that saves doing it twice:
 * what is installed or built is put in place by a rename, so even two at once would leave it whole.
 */
export async function oneAtATime(name, work) {
  const lock = join(WORKSHOP, `${name}.lock`)
  mkdirSync(WORKSHOP, { recursive: true })
  while (!take(lock)) {
    if (isAbandoned(lock)) rmSync(lock, { force: true })
    else await sleep(200)
  }
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

/** Whether a process of that id runs; somebody else's counts, so EPERM means yes. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function isAbandoned(lock) {
  try {
    const age = Date.now() - statSync(lock).mtimeMs
    const pid = Number(readFileSync(lock, 'utf8'))
    // Just created and not yet filled: its owner is between two calls.
    if (pid === 0) return age > 5_000
    return age > LONGEST_MS || !isAlive(pid)
  } catch (error) {
    if (error.code === 'ENOENT') return false
    throw error
  }
}
