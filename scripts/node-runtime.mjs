import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { npmCi } from './npm.mjs'
import { oneAtATime } from './one-at-a-time.mjs'
import { ROOT, WORKSHOP } from './places.mjs'
import { Stop } from './stop.mjs'
import { inScratchFolder, putInPlace } from './workshop.mjs'

const CURRENT = join(WORKSHOP, 'current')
const PROGRAM = process.platform === 'win32' ? 'node.exe' : join('bin', 'node')
const STAMP = 'brought-from'

/** The Node that runs this project: the running one where it is new enough, otherwise one brought from npm. */
export async function findNode() {
  const oldest = oldestNode()
  if (isNewEnough(oldest)) return process.execPath
  const pinned = pinnedNode(oldest)
  if (!isBrought(pinned))
    await oneAtATime('node', async () => {
      if (isBrought(pinned)) return
      process.stderr.write(
        `Node ${oldest} or newer is needed and this is ${process.versions.node}: bringing Node ${pinned.version} (about 50 MB, once)…\n`,
      )
      await inScratchFolder((scratch) => bring(pinned, oldest, scratch))
    })
  return join(CURRENT, PROGRAM)
}

function oldestNode() {
  const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  return engines.node.replace(/^>=/, '')
}

/** The database's native part is built for Node-API 10 and ends a Node without it by a segmentation fault. */
function isNewEnough(oldest) {
  const [major, minor] = process.versions.node.split('.').map(Number)
  const [oldestMajor, oldestMinor] = oldest.split('.').map(Number)
  const isAtLeastOldest = major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)
  return isAtLeastOldest && Number(process.versions.napi) >= 10
}

function pinnedNode(oldest) {
  const { version, packages } = JSON.parse(readFileSync(join(ROOT, 'scripts', 'node-runtime.json'), 'utf8'))
  const pinned = packages[`${process.platform}-${process.arch}`]
  const isMusl = process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime
  if (pinned === undefined || isMusl)
    throw new Stop(
      `No Node can be brought for ${process.platform}-${process.arch}${isMusl ? ' (musl)' : ''}: install Node ${oldest} or newer and try again.`,
    )
  return { version, ...pinned }
}

function isBrought(pinned) {
  const stamp = join(CURRENT, STAMP)
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === pinned.integrity
}

/** npm fetches it and refuses bytes that do not match the pinned hash: the lock written here carries it. */
async function bring(pinned, oldest, scratch) {
  const { name, version, integrity } = pinned
  const dependencies = { [name]: version }
  const packages = { '': { dependencies }, [`node_modules/${name}`]: { version, integrity } }
  writeFileSync(join(scratch, 'package.json'), JSON.stringify({ private: true, dependencies }))
  writeFileSync(join(scratch, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages }))
  await npmCi(scratch, `Node ${version}`)

  const arrived = join(scratch, 'node_modules', name)
  const finished = join(scratch, 'finished')
  const program = join(finished, PROGRAM)
  mkdirSync(dirname(program), { recursive: true })
  renameSync(join(arrived, 'bin', process.platform === 'win32' ? 'node.exe' : 'node'), program)
  chmodSync(program, 0o755)
  if (spawnSync(program, ['--version']).status !== 0)
    throw new Stop(
      `Node ${version} does not run on this system: install Node ${oldest} or newer and try again.`,
    )
  writeFileSync(join(finished, STAMP), integrity)
  await putInPlace(finished, CURRENT, scratch)
}
