import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { npmCi } from './npm.mjs'
import { oneAtATime } from './one-at-a-time.mjs'
import { ROOT } from './places.mjs'
import { Stop } from './stop.mjs'
import { inScratchFolder, putInPlace } from './workshop.mjs'

const PACKAGES = join(ROOT, 'node_modules')
const LOCK = join(ROOT, 'package-lock.json')
const STAMP = join(PACKAGES, '.installed-from')

/** Makes node_modules hold what the lock says. Installed aside and renamed, so it is never half there. */
export async function installPackages() {
  if (isInstalled()) return
  await oneAtATime('packages', async () => {
    if (isInstalled()) return
    if (isInstalledByHand()) return writeFileSync(STAMP, stamp())
    process.stderr.write('Installing the packages of this project (once)…\n')
    await inScratchFolder(install)
  })
}

async function install(scratch) {
  for (const name of ['package.json', 'package-lock.json', '.npmrc'])
    copyFileSync(join(ROOT, name), join(scratch, name))
  await npmCi(scratch, 'the packages of this project')
  const finished = join(scratch, 'node_modules')
  writeFileSync(join(finished, '.installed-from'), stamp())
  await putInPlace(finished, PACKAGES, scratch)
}

function isInstalled() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp()
}

/** The platform belongs to it: a folder shared between two systems holds the native parts of one. */
function stamp() {
  if (!existsSync(LOCK))
    throw new Stop('package-lock.json is missing: get it back with "git checkout package-lock.json".')
  const hash = createHash('sha256').update(readFileSync(LOCK)).digest('hex')
  return `${hash} ${process.platform}-${process.arch}\n`
}

/** After an `npm install` by a developer: npm's own note in node_modules tells whether it agrees with the lock. */
function isInstalledByHand() {
  const note = join(PACKAGES, '.package-lock.json')
  if (!existsSync(note)) return false
  const installed = JSON.parse(readFileSync(note, 'utf8')).packages
  const locked = JSON.parse(readFileSync(LOCK, 'utf8')).packages
  const agrees = (path) => installed[path]?.integrity === locked[path]?.integrity
  return (
    Object.keys(installed).every((path) => agrees(path) && isForThisMachine(installed[path])) &&
    Object.keys(locked).every((path) => path === '' || !isNeeded(locked[path]) || agrees(path))
  )
}

function isNeeded(entry) {
  return (
    entry.peer !== true && (entry.optional !== true || (entry.os !== undefined && isForThisMachine(entry)))
  )
}

function isForThisMachine({ os, cpu, libc }) {
  const isHere = (names, name) => names === undefined || names.includes(name)
  return isHere(os, process.platform) && isHere(cpu, process.arch) && isHere(libc, libcOfThisMachine())
}

function libcOfThisMachine() {
  if (process.platform !== 'linux') return undefined
  return process.report.getReport().header.glibcVersionRuntime === undefined ? 'musl' : 'glibc'
}
