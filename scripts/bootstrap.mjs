/**
 * `node scripts/bootstrap.mjs <task> [args]`: what every npm script runs through. It needs nothing but npm and any
 * Node ≥ 20: it installs the locked packages where they are missing, finds a Node the project runs on, and runs the
 * task with it. A Node that is new enough is used as it is; for an older one a supported one is brought once into
 *
 *     .node/current/bin/node          (on Windows .node/current/node.exe)
 *
 * below the package root. `out/cli/bin.js` looks for it at the same place when it is started by an old Node.
 *
 * Exit codes: the task's own; 2 when the task could not be started.
 */
import process from 'node:process'
import { buildIfStale } from './build-if-stale.mjs'
import { installPackages } from './packages.mjs'
import { findNode } from './node-runtime.mjs'
import { local, script, runSteps } from './steps.mjs'
import { Stop } from './stop.mjs'

const FORMAT_CHECK = local('oxfmt', 'oxfmt', ['--check'])
const LINT = local('oxlint', 'oxlint', ['--type-aware', '--deny-warnings'])
const TYPES = local('typescript', 'tsc')
const UNUSED = local('knip', 'knip')
const BUILD = script('scripts/build.mjs')
const FRESH = buildIfStale(BUILD)
const TEST = local('vitest', 'vitest', ['run', '--project', 'fast'])

/** The last step of a task gets the arguments that follow the task's name. */
const TASKS = {
  start: (args) => [FRESH, script('out/cli/bin.js', args.length === 0 ? ['home'] : [])],
  demo: () => [FRESH, script('scripts/demo.mjs')],
  build: () => [BUILD],
  test: () => [FRESH, TEST],
  'test:slow': () => [FRESH, local('vitest', 'vitest', ['run', '--project', 'slow'])],
  bench: () => [BUILD, script('bench/run.mjs')],
  eval: () => [script('eval/run.mjs')],
  check: () => [FORMAT_CHECK, LINT, TYPES, UNUSED, FRESH, TEST],
  format: () => [local('oxfmt', 'oxfmt')],
  'format:check': () => [FORMAT_CHECK],
  lint: () => [LINT],
  types: () => [TYPES],
  unused: () => [UNUSED],
}

async function main([task = '', ...args]) {
  if (!Object.hasOwn(TASKS, task)) throw new Stop(`The tasks are: ${Object.keys(TASKS).join(', ')}.`)
  await installPackages()
  const node = await findNode()
  await runSteps(node, TASKS[task](args), args)
}

main(process.argv.slice(2)).catch((error) => {
  if (!(error instanceof Stop)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
})
