import { PassThrough } from 'node:stream'
import type { Io } from '../../../src/cli/io.ts'

export interface FakeIo extends Io {
  readonly stdin: FakeStream
  readonly stdout: FakeStream
  readonly stderr: FakeStream
  /** What Ctrl-C, or the end of the terminal, does. */
  abort(): void
}

/** A stream in memory that may say it is a terminal. */
export class FakeStream extends PassThrough {
  isTTY: boolean
  columns = 40
  rows = 12
  raw = false
  text = ''

  constructor(isTTY: boolean, kept = true) {
    super()
    this.isTTY = isTTY
    if (kept) this.on('data', (bytes: Buffer) => (this.text += bytes.toString()))
  }

  setRawMode(raw: boolean): this {
    this.raw = raw
    return this
  }

  resizeTo(columns: number, rows: number): void {
    Object.assign(this, { columns, rows })
    this.emit('resize')
  }
}

export function fakeIo({
  tty = false,
  env = {},
}: { tty?: boolean; env?: Record<string, string> } = {}): FakeIo {
  const controller = new AbortController()
  const io: FakeIo = {
    stdin: new FakeStream(tty, false),
    stdout: new FakeStream(tty),
    stderr: new FakeStream(tty),
    env: { PATH: process.env.PATH, ...env },
    cwd: process.cwd(),
    platform: process.platform,
    signal: controller.signal,
    now: () => new Date('2026-11-20T03:00:00Z'),
    lendTerminal: (run) => run(),
    attempt: (run) => run(io),
    abort: () => controller.abort(),
  }
  return io
}
