import { AppError } from '../../contract/errors.ts'
import { isTty, type Input, type Io, type Output } from '../io.ts'
import { PASTE_OFF, PASTE_ON } from './screen.ts'
import type { Size } from './view.ts'

export interface Terminal {
  readonly screen: Output
  size(): Size
  listen(heard: Heard): void
  release(): void
}

interface Heard {
  bytes(bytes: Buffer): void
  resized(): void
  /** The terminal is gone, or the program is asked to end. */
  death(): void
}

/** The page needs keys one by one and a screen to draw on, be it stdout or, when that is piped, stderr. */
export function canOpenPage(io: Io): boolean {
  return isTty(io.stdin) && io.stdin.setRawMode !== undefined && !!findScreen(io) && io.env.TERM !== 'dumb'
}

/** Raw mode until released. Whatever happens in between, the shell gets its terminal back as it was. */
export function takeTerminal(io: Io): Terminal {
  const { stdin } = io
  const screen = findScreen(io)
  if (!screen || !canOpenPage(io)) {
    throw new AppError('invalid_input', 'The page to write on needs a terminal', {
      hint: 'Pipe the text in, or open an editor with -e.',
    })
  }
  const undo: (() => void)[] = []
  const on = (stream: Input | Output, event: string, run: (bytes: Buffer) => void) => {
    stream.on(event, run)
    undo.push(() => stream.off(event, run))
  }
  stdin.setRawMode?.(true)
  screen.write(PASTE_ON)
  stdin.resume()

  return {
    screen,
    size: () => ({ columns: screen.columns || 80, rows: screen.rows || 24 }),
    listen({ bytes, resized, death }) {
      on(stdin, 'data', bytes)
      on(screen, 'resize', resized)
      for (const event of ['end', 'close', 'error']) on(stdin, event, death)
      on(screen, 'error', death)
      io.signal.addEventListener('abort', death)
      undo.push(() => io.signal.removeEventListener('abort', death))
      if (io.signal.aborted) death()
    },
    release() {
      screen.write(PASTE_OFF)
      for (const step of undo) step()
      giveBack(stdin)
    },
  }
}

function giveBack(stdin: Input): void {
  stdin.pause()
  try {
    stdin.setRawMode?.(false)
  } catch {
    // The terminal is gone: there is nothing left to give back.
  }
}

function findScreen(io: Io): Output | undefined {
  return [io.stdout, io.stderr].find(isTty)
}
