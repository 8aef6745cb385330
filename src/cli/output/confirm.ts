import { AppError } from '../../contract/errors.ts'
import { isTty, type Io } from '../io.ts'
import { createPaper } from './paper.ts'
import { write } from './write.ts'

export interface Question {
  readonly question: string
  /** What it is about, one line each: shown before the question, and in short when there are many. */
  readonly what?: readonly string[] | undefined
  /** `--yes` */
  readonly yes?: boolean | undefined
  /** `--no-input` is `input: false` */
  readonly input?: boolean | undefined
  readonly color?: boolean | undefined
}

const SHOWN = 10

/** Asks on a terminal; a script has to have said `--yes`. Everything but yes is no. */
export async function confirm(
  io: Io,
  { question, what = [], yes, input, color }: Question,
): Promise<boolean> {
  if (yes) return true
  if (input === false || !isTty(io.stdin) || !isTty(io.stderr)) {
    throw new AppError('invalid_input', 'This asks before it does anything, and nobody is there to answer', {
      hint: 'Add --yes to go ahead without being asked.',
      details: { question, count: what.length },
    })
  }
  const paper = createPaper(io, io.stderr, { color })
  const lines = what.slice(0, SHOWN).map((line) => `  ${paper.text(line)}`)
  if (what.length > SHOWN) lines.push(paper.style.dim(`  … and ${what.length - SHOWN} more`))
  await write(io.stderr, lines.map((line) => `${line}\n`).join(''))
  const answer = await ask(io, `${paper.text(question)} ${paper.style.dim('[y/N]')} `)
  return /^y(es)?$/i.test(answer.trim())
}

/** The terminal itself lets a line be edited; nothing more is needed for a letter. */
async function ask(io: Io, prompt: string): Promise<string> {
  const { createInterface } = await import('node:readline')
  const lines = createInterface({ input: io.stdin, output: io.stderr, terminal: false })
  try {
    return await new Promise<string>((resolve, reject) => {
      const stop = () => {
        io.stderr.write('\n')
        reject(new AppError('cancelled', 'Cancelled'))
      }
      if (io.signal.aborted) return stop()
      io.signal.addEventListener('abort', stop, { once: true })
      // Ctrl-D is no answer, so it is no.
      lines.once('line', resolve).once('close', () => {
        io.signal.removeEventListener('abort', stop)
        resolve('')
      })
      io.stderr.write(prompt)
    })
  } finally {
    lines.close()
  }
}
