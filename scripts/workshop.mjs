import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive } from './one-at-a-time.mjs'
import { WORKSHOP } from './places.mjs'

/** Runs work in a fresh folder below `.node/` that is gone afterwards; clears away what killed processes left. */
export async function inScratchFolder(work) {
  mkdirSync(WORKSHOP, { recursive: true })
  for (const name of readdirSync(WORKSHOP)) {
    const owner = /^scratch-(?<pid>\d+)-/.exec(name)?.groups.pid
    if (owner !== undefined && !isAlive(Number(owner))) remove(join(WORKSHOP, name))
  }
  const folder = mkdtempSync(join(WORKSHOP, `scratch-${process.pid}-`))
  try {
    return await work(folder)
  } finally {
    remove(folder)
  }
}

/** Puts a finished folder where the old one was. The old one goes into `scratch`, which is removed by its owner. */
export async function putInPlace(finished, place, scratch) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      if (existsSync(place)) renameSync(place, join(scratch, `replaced-${attempt}`))
      renameSync(finished, place)
      return
    } catch (error) {
      // Another process was faster, or (Windows) something still looks into the folder.
      if (attempt === 10 || !['ENOTEMPTY', 'EEXIST', 'ENOENT', 'EPERM', 'EBUSY'].includes(error.code))
        throw error
      await sleep(100 * attempt)
    }
  }
}

function remove(folder) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
