#!/usr/bin/env node
// The only place that exits. It loads nothing before it knows the Node it runs on: the database driver ends an older
// one with a segmentation fault. Nor does it import what only some starts need: Node's own modules take time too.
import program from '../../package.json' with { type: 'json' }
import { createLoader } from './loader.ts'
import type * as Main from './main.ts'

/** The database driver speaks Node-API 10; the first long-term Node that has it is this one. */
const NEEDED = { api: 10, node: '22.14' } as const

// `ps` shows the words of a dream to everybody else on this machine.
process.title = 'dreamcanvas'

const args = process.argv.slice(2)
if (args[0] === '--version' || args[0] === '-V') {
  process.stdout.write(`${program.version}\n`)
} else if (Number(process.versions.napi) < NEEDED.api) {
  await runWithSupportedNode()
} else {
  const { runMain } = loadMain()
  process.exitCode = await runMain(args)
}

function loadMain(): typeof Main {
  const { existsSync } = process.getBuiltinModule('node:fs')
  const { platform, arch, versions } = process
  const { join } = process.getBuiltinModule('node:path')
  const main = join(import.meta.dirname, 'main.cjs')
  const code = join(import.meta.dirname, 'code', `${platform}-${arch}-${versions.v8}`)
  if (existsSync(code)) return createLoader(code)(main) as typeof Main // what the build made of it
  const { createRequire, enableCompileCache } = process.getBuiltinModule('node:module')
  enableCompileCache(compileCache())
  return createRequire(import.meta.url)(main) as typeof Main // as above
}

/**
 * Not in the temporary folder where everybody may write: what lies there under our name would be run. Elsewhere that
 * folder is each person's own, and Node's choice is good.
 */
function compileCache(): string | undefined {
  if (process.platform !== 'linux') return undefined
  const { XDG_CACHE_HOME, HOME = process.getBuiltinModule('node:os').homedir() } = process.env
  return `${XDG_CACHE_HOME || `${HOME}/.cache`}/dreamcanvas/code`
}

/** The setup puts a Node of its own beside the program where the machine's is too old. */
async function runWithSupportedNode(): Promise<void> {
  const { existsSync } = await import('node:fs')
  const { join } = await import('node:path')
  const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..', '..')
  const runtime = join(root, '.node', 'current', process.platform === 'win32' ? 'node.exe' : 'bin/node')
  if (!existsSync(runtime)) {
    process.stderr.write(
      `error: DreamCanvas needs Node ${NEEDED.node} or newer; this is ${process.versions.node}\n` +
        'hint: Install a newer Node, or run `npm start` once in the program’s folder: it brings one of its own.\n',
    )
    process.exitCode = 2
    return
  }
  const { spawn } = await import('node:child_process')
  const child = spawn(runtime, [process.argv[1] ?? '', ...args], { stdio: 'inherit' })
  // The terminal sends Ctrl-C to both; how it ends is the child's to say.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    if (signal === null) process.exitCode = code ?? 70
    else process.kill(process.pid, signal)
  })
}
