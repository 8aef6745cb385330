/**
 * Everything a command may touch of the world around it. Tests hand in streams of their own; nothing in
 * the command but `processIo` speaks to `process`.
 */
export interface Io {
  readonly stdin: Input
  readonly stdout: Output
  readonly stderr: Output
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  readonly platform: NodeJS.Platform
  /** Aborts on the first Ctrl-C, and when the terminal dies or the program is asked to end. */
  readonly signal: AbortSignal
  now(): Date
  /** While a child (pager, editor) has the terminal, Ctrl-C is the child's and ends nothing of ours. */
  lendTerminal<T>(run: () => Promise<T>): Promise<T>
  /** Runs one of several things of one sitting: Ctrl-C ends that thing and not the sitting. */
  attempt<T>(run: (io: Io) => Promise<T>): Promise<T>
}

export interface Input extends NodeJS.ReadableStream {
  readonly isTTY?: boolean | undefined
  readonly fd?: number | undefined
  setRawMode?(mode: boolean): unknown
}

export interface Output extends NodeJS.WritableStream {
  readonly isTTY?: boolean | undefined
  readonly fd?: number | undefined
  readonly columns?: number | undefined
  readonly rows?: number | undefined
}

export function isTty(stream: Input | Output): boolean {
  return stream.isTTY === true
}

/** How long a program that was asked to end may still put things away. */
const GRACE_MS = 2000

/** Streams and signal handlers are made when first asked for: most commands end before they need them. */
export function processIo(): Io {
  let interrupts: ReturnType<typeof createInterrupts> | undefined
  const watch = () => (interrupts ??= createInterrupts())
  const out = (stream: NodeJS.WriteStream) => {
    // The failure reaches whoever wrote (see write.ts); without a listener it would be a crash besides.
    if (stream.listenerCount('error') === 0) stream.on('error', () => {})
    return stream
  }
  const io: Io = {
    get stdin() {
      return process.stdin
    },
    get stdout() {
      return out(process.stdout)
    },
    get stderr() {
      return out(process.stderr)
    },
    get signal() {
      return watch().signal
    },
    env: process.env,
    cwd: process.cwd(),
    platform: process.platform,
    now: () => new Date(),
    lendTerminal: (run) => watch().lend(run),
    attempt: (run) => watch().attempt((signal) => run({ ...io, signal })),
  }
  return io
}

function createInterrupts() {
  const whole = new AbortController()
  // What runs now is the last; whoever is asked to end ends all.
  const running = [whole]
  let lent = 0

  process.on('SIGINT', () => {
    if (lent > 0) return
    const now = running.at(-1) ?? whole
    if (now.signal.aborted) die('SIGINT')
    else now.abort()
  })
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      for (const controller of running) controller.abort()
      setTimeout(die, GRACE_MS, signal).unref()
    })
  }

  return {
    signal: whole.signal,
    async lend<T>(run: () => Promise<T>): Promise<T> {
      lent++
      try {
        return await run()
      } finally {
        lent--
      }
    },
    async attempt<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
      const own = new AbortController()
      running.push(own)
      try {
        return await run(own.signal)
      } finally {
        running.splice(running.indexOf(own), 1)
      }
    },
  }
}

/** By the signal itself, so that the shell sees what ended us. */
function die(signal: NodeJS.Signals): void {
  process.removeAllListeners(signal)
  process.kill(process.pid, signal)
}
