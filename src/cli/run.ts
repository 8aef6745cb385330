import { AppError, toAppError } from '../contract/errors.ts'
import { readArguments, type Arguments } from './arguments.ts'
import { createCli } from './cli.ts'
import { globalsOf } from './globals.ts'
import type { Io } from './io.ts'
import { createPrinter, type Printer } from './output/print.ts'
import { isClosedPipe } from './output/write.ts'

/** The command: arguments in, exit code out. Only bin.ts ends the process. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  // Before the flags are parsed an error can only be shown the way a look at them suggests.
  let print = createPrinter(io, globalsOf({ ...(argv.includes('--json') && { json: true }) }, io.env))
  try {
    const asked = readArguments(argv)
    if (asked.verb === undefined && argv.length === 0) return await begin(io)
    return await runVerb(asked, io, (printer) => (print = printer))
  } catch (thrown) {
    if (isClosedPipe(thrown)) return 0
    return report(thrown, print, io)
  }
}

/** `dreamcanvas` alone opens the page on a terminal; in a script it says what there is. */
async function begin(io: Io): Promise<number> {
  const writes = io.stdin.isTTY === true && io.stdout.isTTY === true
  return run(writes ? ['add'] : ['--help'], io)
}

async function runVerb(
  { verb, args }: Arguments,
  io: Io,
  onPrinter: (print: Printer) => void,
): Promise<number> {
  let exitCode = 0
  const { createProgram, outcomeOf } = await import('./program.ts')
  const program = createProgram(io, verb, (topic) => run([topic, '--help'], io))
  if (verb !== undefined) {
    const { VERBS } = await import('./verbs.ts')
    const add = await VERBS[verb]?.load()
    const command = program.commands.find((known) => known.name() === verb)
    if (!add || !command) throw new Error('A verb of the table is not in the program')
    // The flags may stand before the verb or after it: only when both are read is it known how to print.
    program.hook('preAction', (_, chosen) => {
      Object.assign(cli, makeCli(chosen.optsWithGlobals()))
    })
    const makeCli = (options: Record<string, unknown>) => {
      const globals = globalsOf(options, io.env)
      const print = createPrinter(io, globals)
      onPrinter(print)
      return createCli(io, globals, print, { onCare: () => (exitCode = 1), run: (again) => run(again, io) })
    }
    const cli = makeCli({})
    add(command, cli)
  }
  try {
    await program.parseAsync(args, { from: 'user' })
  } catch (thrown) {
    const outcome = outcomeOf(thrown)
    if (outcome === undefined) throw thrown
    if (outcome !== 0) throw new AppError('invalid_input', outcome.message, { hint: outcome.hint })
  }
  return exitCode
}

async function report(thrown: unknown, print: Printer, io: Io): Promise<number> {
  const error = toAppError(thrown)
  if (error.code === 'internal' && io.env['DREAMCANVAS_VERBOSE'])
    await print.note(String((error.cause as Error)?.stack))
  // Who pressed Ctrl-C knows it; a script reads the exit code.
  if (error.code !== 'cancelled' || print.asJson) await print.error(error)
  return error.exitCode
}
