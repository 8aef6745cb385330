import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { isTty, type Input, type Io, type Output } from '../io.ts'
import type { EditorCommand } from './editors.ts'

/** How long an editor that is asked to end may take to put away what was written. */
const GRACE_MS = 700

/** Waits for the editor and gives its exit code, or 'cut off' when the program is to end. Throws if it cannot start. */
export async function runEditor(
  io: Io,
  { program, args }: EditorCommand,
  { folder, path }: { folder: string; path: string },
): Promise<number | null | 'cut off'> {
  const terminal = openTerminal(io)
  const words = [...args, path]
  // Windows starts a .cmd only through its shell, which wants the quotes from us.
  const windows = io.platform === 'win32'
  const quoted = windows ? words.map((word) => `"${word}"`) : words
  const child = spawn(windows ? `"${program}"` : program, quoted, {
    // In our folder: what an editor drops where it was started goes with it.
    cwd: folder,
    env: io.env,
    stdio: [terminal.input, terminal.output, terminal.output],
    shell: windows,
  })
  const ended = Promise.withResolvers<number | null | 'cut off'>()
  let timer: NodeJS.Timeout | undefined
  const cutOff = () => {
    child.kill('SIGHUP')
    timer = setTimeout(ended.resolve, GRACE_MS, 'cut off')
  }
  child.once('error', ended.reject)
  child.once('exit', (code) => ended.resolve(io.signal.aborted ? 'cut off' : code))
  io.signal.addEventListener('abort', cutOff)
  if (io.signal.aborted) cutOff()
  try {
    return await io.lendTerminal(() => ended.promise)
  } finally {
    clearTimeout(timer)
    io.signal.removeEventListener('abort', cutOff)
    terminal.close()
  }
}

/** With text piped in or the result piped on, the editor still needs the terminal the person sits at. */
function openTerminal(io: Io) {
  const opened: number[] = []
  const open = (flags: 'r' | 'w'): number | 'ignore' => {
    if (io.platform === 'win32') return 'ignore'
    try {
      const file = openSync('/dev/tty', flags)
      opened.push(file)
      return file
    } catch {
      return 'ignore' // there is none; an editor with a window of its own needs none
    }
  }
  const fd = (...streams: (Input | Output)[]) =>
    streams.find((stream) => isTty(stream) && stream.fd !== undefined)?.fd
  return {
    input: fd(io.stdin) ?? open('r'),
    output: fd(io.stdout, io.stderr) ?? open('w'),
    close: () => opened.forEach((file) => closeSync(file)),
  }
}
