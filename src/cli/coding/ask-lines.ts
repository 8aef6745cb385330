import { AppError } from '../../contract/errors.ts'
import { isTty, type Io } from '../io.ts'

/** One question after the other, answered with a line. */
export type Asking = {
  /** null at the end of input. */
  ask(prompt: string): Promise<string | null>
  close(): void
}

/** Whether somebody sits there who can be asked. */
export function canAsk(io: Io, input: boolean): boolean {
  return input && isTty(io.stdin) && isTty(io.stderr)
}

export function openAsking(io: Io): Asking {
  const { createInterface } = process.getBuiltinModule('node:readline')
  const lines = createInterface({ input: io.stdin, output: io.stderr, terminal: false })
  const waiting: string[] = []
  let ended = false
  let tell: (() => void) | undefined
  // What was pasted comes as many lines at once.
  lines.on('line', (line) => {
    waiting.push(line)
    tell?.()
  })
  lines.on('close', () => {
    ended = true
    tell?.()
  })
  const stop = () => tell?.()
  io.signal.addEventListener('abort', stop)
  return {
    async ask(prompt) {
      io.stderr.write(prompt)
      for (;;) {
        if (io.signal.aborted) {
          io.stderr.write('\n')
          throw new AppError('cancelled', 'Stopped; what was saved before stays saved')
        }
        const line = waiting.shift()
        if (line !== undefined) return line
        if (ended) return null
        const { promise, resolve } = Promise.withResolvers<void>()
        tell = resolve
        await promise
      }
    },
    close() {
      io.signal.removeEventListener('abort', stop)
      lines.close()
    },
  }
}
