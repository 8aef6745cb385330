import { spawn } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { ROOT } from '../places.mjs'
import { hereLines, typedLines } from './typed.mjs'

const COMMAND = join(ROOT, 'out', 'cli', 'bin.js')
const TERMINAL = new URL('like-a-terminal.mjs', import.meta.url).href

/**
 * Runs the real command as a person would type it: prints the line and the text given to it, then what it said.
 * `paint` colours our own part; the command colours its own.
 */
export function createShell({ env, folder, paint }) {
  const { bold, dim } = paint

  /** Resolves to what was said; an exit code other than 0 ends the demo. */
  async function run(words, { text } = {}) {
    const [first, ...more] = typedLines(words, text)
    const given = [`${dim('$')} ${bold(first)}`, ...more.map(bold), ...hereLines(text).map(dim)]
    process.stdout.write(`\n${given.join('\n')}\n`)
    const said = await quietly(words, { text, likeATerminal: true })
    process.stdout.write(said.stdout)
    if (said.code !== 0) throw new Error(`dreamcanvas ${words[0]} ended with ${said.code}\n${said.stderr}`)
    process.stdout.write(dim(said.stderr))
    return said
  }

  /** The same without showing anything. */
  function quietly(words, { text = '', likeATerminal = false } = {}) {
    const args = [...(likeATerminal ? ['--import', TERMINAL] : []), COMMAND, ...words]
    const child = spawn(process.execPath, args, { cwd: folder, env, stdio: 'pipe' })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (part) => (stdout += part))
    child.stderr.setEncoding('utf8').on('data', (part) => (stderr += part))
    // A command that ends before it has read everything is told by its exit code.
    child.stdin.on('error', () => {}).end(text)
    return new Promise((resolve, reject) => {
      child.on('error', reject)
      child.on('close', (code) => resolve({ code, stdout, stderr }))
    })
  }

  return { run, quietly }
}
