import { isTty, type Io } from '../io.ts'
import { findProgram, splitWords } from './programs.ts'
import { displayWidth } from './width.ts'
import { write } from './write.ts'

export interface Pager {
  write(text: string): Promise<void>
  /** Waits until the person has read. */
  close(): Promise<void>
}

/**
 * Text for stdout, through a pager once it is longer than the terminal is high. What fits, what goes into
 * a pipe and what finds no pager is simply written.
 */
export function openPager(io: Io, { mayPage = true }: { mayPage?: boolean } = {}): Pager {
  const command = mayPage && isTty(io.stdout) && io.env.TERM !== 'dumb' ? pagerCommand(io) : undefined
  if (!command) return { write: (text) => write(io.stdout, text), close: async () => {} }

  let held = ''
  let pager: Awaited<ReturnType<typeof startPager>> | 'plain' | undefined
  return {
    async write(text) {
      held += text
      if (pager === undefined && fits(io, held)) return
      pager ??= (await startPager(io, command)) ?? 'plain'
      const ready = held
      held = ''
      if (pager === 'plain') await write(io.stdout, ready)
      else await pager.write(ready)
    },
    async close() {
      if (held !== '') await write(io.stdout, held)
      if (pager !== undefined && pager !== 'plain') await pager.end()
    },
  }
}

async function startPager(io: Io, [program, ...args]: readonly [string, ...string[]]) {
  const { spawn } = await import('node:child_process')
  const child = spawn(program, args, {
    cwd: io.cwd,
    signal: io.signal,
    env: { ...io.env, ...lessEnvironment(io.env) },
    stdio: ['pipe', io.stdout.fd ?? 'inherit', io.stderr.fd ?? 'inherit'],
  })
  const input = child.stdin! // a pipe, as asked for above
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  // Whoever quits the pager early has read enough: what we still write into it goes nowhere, quietly.
  input.on('error', () => {})
  const started = await new Promise<boolean>((resolve) => {
    child.once('spawn', () => resolve(true)).once('error', () => resolve(false))
  })
  if (!started) return undefined
  const ended = io.lendTerminal(() => closed)
  return {
    write: (text: string) => Promise.race([write(input, text).catch(() => {}), closed]),
    async end() {
      input.end()
      await ended
    },
  }
}

/** Dreams stay out of less's history file, and less offers no shell, no editor and no log file. */
function lessEnvironment(env: Io['env']): Record<string, string> {
  return {
    LESS: env.LESS ?? 'FR',
    LESSCHARSET: env.LESSCHARSET ?? 'utf-8',
    LESSHISTFILE: '-',
    LESSSECURE: '1',
  }
}

/** `PAGER=cat`, or nothing, is a wish for none. Windows has no pager that reads UTF-8. */
function pagerCommand(io: Io): readonly [string, ...string[]] | undefined {
  const [program, ...args] = splitWords(io.env.PAGER ?? (io.platform === 'win32' ? '' : 'less'))
  if (program === undefined || program === 'cat' || !findProgram(io, program)) return undefined
  return [program, ...args]
}

function fits(io: Io, text: string): boolean {
  const columns = io.stdout.columns || 80
  let left = (io.stdout.rows || 24) - 1
  for (const line of text.trimEnd().split('\n')) {
    left -= Math.max(1, Math.ceil(displayWidth(line) / columns))
    if (left < 0) return false
  }
  return true
}
