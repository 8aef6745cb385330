import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import process from 'node:process'
import { Stop } from './stop.mjs'

/**
 * Dev and optional packages are named because NODE_ENV or a person's npm settings may leave them out, and the native
 * parts are optional packages. No package's install script runs, under any npm: none is needed.
 */
const CI_FLAGS = [
  'ci',
  '--include=dev',
  '--include=optional',
  '--ignore-scripts',
  '--prefer-offline',
  '--no-audit',
  '--no-fund',
  '--no-progress',
  '--loglevel=error',
  '--fetch-retries=3',
  '--fetch-retry-mintimeout=1000',
  '--fetch-retry-maxtimeout=10000',
]

/** What npm's error codes mean for the person; `what` is the thing that was to be installed. */
const REASONS = [
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT/,
    (what) =>
      `There is no way to the npm registry to install ${what}: connect to the network once and try again.`,
  ],
  [
    /EINTEGRITY/,
    (what) => `What arrived for ${what} is not what was pinned: run "npm cache verify" and try again.`,
  ],
  [/ENOSPC/, (what) => `The disk is full, so ${what} could not be installed: free some space and try again.`],
  [
    /EACCES|EPERM|EROFS/,
    (what) => `This folder cannot be written to, so ${what} could not be installed: check who owns it.`,
  ],
]

/** Installs what `folder/package-lock.json` names, each package checked against the hash in the lock. */
export async function npmCi(folder, what) {
  for (let attempt = 1; ; attempt += 1) {
    const { code, errors } = await npm(CI_FLAGS, folder)
    if (code === 0) return
    // Another npm at work may move a file of the cache they share away under this one.
    if (attempt < 3 && errors.includes('ENOENT') && errors.includes('_cacache')) continue
    const reason = REASONS.find(([pattern]) => pattern.test(errors))
    throw new Stop(
      reason?.[1](what) ?? `npm could not install ${what}; it says: ${gist(errors) ?? `exit code ${code}`}`,
    )
  }
}

/** The first line of npm's complaint that is a sentence. */
function gist(errors) {
  return errors
    .split('\n')
    .map((line) => line.replace(/^npm (?:error|ERR!)\s*/, ''))
    .find((line) => line !== '' && !/^(?:code|syscall|errno|path|dest) /.test(line))
}

function npm(args, cwd) {
  const cli = findNpmCli()
  const child =
    cli === undefined
      ? spawn('npm', args, { cwd, shell: process.platform === 'win32', stdio: ['ignore', 'ignore', 'pipe'] })
      : spawn(process.execPath, [cli, ...args], { cwd, stdio: ['ignore', 'ignore', 'pipe'] })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text) => (errors += text))
  return new Promise((resolve, reject) => {
    child.on('error', (error) => {
      if (error.code !== 'ENOENT') return reject(error)
      reject(new Stop('npm was not found: install Node together with npm and try again.'))
    })
    child.on('close', (code) => resolve({ code, errors }))
  })
}

/** npm's own script, when npm started us or lies beside this Node; otherwise the `npm` of the PATH is asked. */
function findNpmCli() {
  const bin = dirname(process.execPath)
  return [
    process.env.npm_execpath,
    join(bin, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(bin, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ].find((file) => file !== undefined && basename(file) === 'npm-cli.js' && existsSync(file))
}
