import type { Command } from 'commander'
import { AppError, toAppError } from '../contract/errors.ts'
import { readArguments, refuseAttachedValues, type Arguments } from './arguments.ts'
import { globalsOf, type Globals } from './globals.ts'
import { isTty, type Io } from './io.ts'
import { createPrinter, type Printer } from './output/print.ts'
import { isClosedPipe } from './output/write.ts'
import { createProgram, outcomeOf } from './program.ts'
import { VERBS } from './verbs.ts'

type Asking = { readonly globals: Globals; readonly print: Printer }

/** The command: arguments in, exit code out. Only bin.ts ends the process. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  // Before the flags are parsed an error can only be shown the way a look at them suggests.
  let asking = ask(io, guess(argv))
  try {
    const asked = readArguments(argv)
    if (asked.word === undefined && !argv.some((arg) => OF_THE_PROGRAM.has(arg))) return await begin(argv, io)
    return await runVerb(asked, io, (options) => (asking = ask(io, options)))
  } catch (thrown) {
    if (isClosedPipe(thrown)) return 0
    return report(thrown, asking)
  }
}

const OF_THE_PROGRAM = new Set(['-h', '--help', '-V', '--version'])

function ask(io: Io, options: Record<string, unknown>): Asking {
  const globals = globalsOf(options, io.env)
  return { globals, print: createPrinter(io, globals) }
}

function guess(argv: readonly string[]): Record<string, unknown> {
  const flags = ['json', 'ndjson', 'quiet', 'verbose'].filter((flag) => argv.includes(`--${flag}`))
  return {
    ...Object.fromEntries(flags.map((flag) => [flag, true])),
    ...(argv.includes('--no-color') && { color: false }),
  }
}

/** `dreamcanvas` alone opens the page on a terminal; in a script it says what there is. */
async function begin(flags: readonly string[], io: Io): Promise<number> {
  if (isTty(io.stdin) && isTty(io.stdout)) return run(['add', ...flags], io)
  const code = await run([...flags, 'help'], io)
  // `echo … | dreamcanvas` looks like a saved dream.
  if (!isTty(io.stdin))
    await ask(io, guess(flags)).print.note('Nothing was saved. To keep what is piped in: dreamcanvas add')
  return code
}

async function runVerb(
  { verb, args }: Arguments,
  io: Io,
  onOptions: (options: Record<string, unknown>) => Asking,
): Promise<number> {
  let exitCode = 0
  const program = createProgram(io, verb)
  if (verb !== undefined) {
    // Behind it lies the journal, which `--help` has no need of.
    const { createCli } = await import('./cli.ts')
    const add = await VERBS[verb]?.load()
    const command = program.commands.find((known) => known.name() === verb)
    if (!add || !command) throw new Error('A verb of the table is not in the program')
    const makeCli = (options: Record<string, unknown>) => {
      const { globals, print } = onOptions(options)
      return createCli(io, globals, print, { onCare: () => (exitCode = 1), run })
    }
    const cli = makeCli(guess(args))
    // The flags may stand before the verb or after it: only when both are read is it known how to print.
    program.hook('preAction', (_, chosen) => {
      Object.assign(cli, makeCli(chosen.optsWithGlobals()))
    })
    add(command, cli)
    refuseAttachedValues(args, flagsWithValue(program, command))
  }
  try {
    await program.parseAsync(args, { from: 'user' })
  } catch (thrown) {
    const outcome = outcomeOf(thrown, verb)
    if (outcome === undefined) throw thrown
    if (outcome !== 0) throw new AppError('invalid_input', outcome.message, { hint: outcome.hint })
  }
  return exitCode
}

function flagsWithValue(program: Command, command: Command): Set<string> {
  const options = [program, command, ...command.commands].flatMap((of) => of.options)
  return new Set(
    options.filter(({ required }) => required).flatMap(({ short, long }) => [short ?? '', long ?? '']),
  )
}

async function report(thrown: unknown, asking: Asking): Promise<number> {
  const error = atTheFlags(toAppError(thrown))
  try {
    await tell(error, asking)
  } catch (failed) {
    // Nobody hears it any more.
    if (!isClosedPipe(failed)) throw failed
  }
  return error.exitCode
}

async function tell(error: AppError, { globals, print }: Asking): Promise<void> {
  // The journal's own bugs were told as they happened and came without their cause.
  if (error.code === 'internal' && globals.verbose && error.cause instanceof Error)
    await print.note(error.cause.stack ?? error.cause.message)
  if (error.code === 'cancelled' && !print.asJson) await sayCancelled(error, print)
  else await print.error(error)
}

/** Where an operation puts what a flag said is not the person's to know: `filter.since` was `--since`. */
function atTheFlags(error: AppError): AppError {
  const { code, message, hint, details, cause } = error
  const said = message.replace(/^(?:filter|changes)\./, '')
  return said === message ? error : new AppError(code, said, { hint, details, cause })
}

/** Who pressed Ctrl-C knows it; what became of it may be worth a word. */
async function sayCancelled({ message, hint }: AppError, print: Printer): Promise<void> {
  if (message === CANCELLED) return
  await print.note(`${message}.`)
  if (hint !== undefined) await print.note(hint)
}

const CANCELLED = toAppError(new DOMException('', 'AbortError')).message
