import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename, delimiter, dirname, join } from 'node:path'
import process from 'node:process'
import { oneAtATime } from './one-at-a-time.mjs'
import { ROOT } from './places.mjs'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** A program that an installed package brings. Found through its package.json: the links in .bin differ by system. */
export function local(packageName, program, args = []) {
  const file = () => {
    const folder = join(ROOT, 'node_modules', packageName)
    const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    return join(folder, typeof bin === 'string' ? bin : bin[program])
  }
  return { name: program, file, args }
}

/** A program of this project. */
export function script(path, args = []) {
  return { name: basename(path), file: () => join(ROOT, path), args }
}

/** Runs one step after the other with the given Node, and ends this process as the last one run has ended. */
export async function runSteps(node, steps, lastArgs) {
  const last = steps.at(-1)
  for (const step of steps) {
    const { code, signal } = await runOnce(node, step, step === last ? lastArgs : [])
    if (signal !== null) return process.kill(process.pid, signal)
    if (code === 0) continue
    if (step !== last) process.stderr.write(`${step.name} failed; what comes after it was not run.\n`)
    process.exitCode = code
    return
  }
}

/**
 * A step that can find itself done only prepares another: its talk is kept out of that one's output, and two tasks at
 * once do not both write its product.
 */
function runOnce(node, step, moreArgs) {
  if (step.isDone === undefined) return run(node, step, moreArgs, 'inherit')
  const stderr = process.stderr.fd
  return oneAtATime(step.name, () =>
    step.isDone() ? { code: 0, signal: null } : run(node, step, moreArgs, ['ignore', stderr, stderr]),
  )
}

function run(node, { file, args }, moreArgs, stdio) {
  const child = spawn(node, [file(), ...args, ...moreArgs], { cwd: ROOT, env: environment(node), stdio })
  const forward = (signal) => {
    // A terminal sends Ctrl-C to the whole group itself; a second one would mean "end at once".
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
  }
  for (const signal of SIGNALS) process.on(signal, forward)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      for (const name of SIGNALS) process.off(name, forward)
      resolve({ code, signal })
    })
  })
}

/** What the programs start in turn finds the same Node and the project's own tools first. */
function environment(node) {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  const paths = [dirname(node), join(ROOT, 'node_modules', '.bin'), process.env[name] ?? '']
  return { ...process.env, [name]: paths.join(delimiter) }
}
