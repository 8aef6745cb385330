#!/usr/bin/env node
// The only place that exits. It loads nothing before it knows the Node it runs on: the database driver ends an older
// one with a segmentation fault.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import module from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** The database driver speaks Node-API 10; the first long-term Node that has it is this one. */
const NEEDED = { api: 10, node: '22.14' } as const
const ROOT = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..', '..')

// `ps` shows the words of a dream to everybody else on this machine.
process.title = 'dreamcanvas'

const args = process.argv.slice(2)
if (args[0] === '--version' || args[0] === '-V') {
  process.stdout.write(`${version()}\n`)
} else if (Number(process.versions.napi) < NEEDED.api) {
  runWithSupportedNode()
} else {
  module.enableCompileCache(compileCache())
  const { runMain } = await import('./main.ts')
  process.exitCode = await runMain(args)
}

/**
 * Not in the temporary folder where everybody may write: what lies there under our name would be run. Elsewhere that
 * folder is each person's own, and Node's choice is good.
 */
function compileCache(): string | undefined {
  if (process.platform !== 'linux') return undefined
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'dreamcanvas', 'code')
}

function version(): string {
  return (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version // our own file
}

/** The setup puts a Node of its own beside the program where the machine's is too old. */
function runWithSupportedNode(): void {
  const runtime = join(ROOT, '.node', 'current', process.platform === 'win32' ? 'node.exe' : 'bin/node')
  if (!existsSync(runtime)) {
    process.stderr.write(
      `error: DreamCanvas needs Node ${NEEDED.node} or newer; this is ${process.versions.node}\n` +
        'hint: Install a newer Node, or run `npm start` once in the program’s folder: it brings one of its own.\n',
    )
    process.exitCode = 2
    return
  }
  const child = spawn(runtime, [process.argv[1] ?? '', ...args], { stdio: 'inherit' })
  // The terminal sends Ctrl-C to both; how it ends is the child's to say.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    if (signal === null) process.exitCode = code ?? 70
    else process.kill(process.pid, signal)
  })
}
