import { isTty, type Io } from '../io.ts'
import { createPaper } from './paper.ts'
import { truncate } from './width.ts'

export interface Progress {
  /** How many are done altogether. */
  update(done: number): void
  /** Takes the bar away; what came of it is for the command to say. */
  end(): void
}

interface Options {
  readonly label: string
  /** What is counted, "dreams". */
  readonly unit: string
  readonly total?: number | undefined
  readonly quiet?: boolean | undefined
  readonly color?: boolean | undefined
}

const BAR = 24
const EVERY_MS = 100

/** One line on stderr that is written over. Nothing at all in a pipe, with `--quiet`, or when done at once. */
export function createProgress(io: Io, { label, unit, total, quiet, color }: Options): Progress {
  if (quiet || !isTty(io.stderr) || io.env.TERM === 'dumb') return { update() {}, end() {} }
  const { style } = createPaper(io, io.stderr, { color })
  const started = io.now().getTime()
  let drawn = started
  let shown = false

  return {
    update(done) {
      const now = io.now().getTime()
      if (now - drawn < EVERY_MS) return
      drawn = now
      shown = true
      const rate = Math.round((done * 1000) / Math.max(1, now - started))
      const count = total === undefined ? number(done) : `${number(done)} of ${number(total)}`
      const bar = total === undefined ? '' : `${drawBar(done / Math.max(1, total))}  `
      const line = truncate(
        `${label}  ${bar}${count} ${unit}  ${number(rate)}/s`,
        (io.stderr.columns || 80) - 1,
      )
      io.stderr.write(`\r${style.dim(line)}\x1b[K`)
    },
    end() {
      if (shown) io.stderr.write('\r\x1b[K')
      shown = false
    },
  }
}

function drawBar(part: number): string {
  const full = Math.round(Math.min(1, Math.max(0, part)) * BAR)
  return '━'.repeat(full) + '╌'.repeat(BAR - full)
}

/** 1234567 → 1,234,567; Intl would cost more than the line it helps to draw. */
function number(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',')
}
