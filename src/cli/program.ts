import { Command, CommanderError } from 'commander'
import { addGlobalFlags } from './globals.ts'
import type { Io } from './io.ts'
import { VERBS } from './verbs.ts'

const EXAMPLES = `
Examples:
  $ dreamcanvas                          open a page and write; Ctrl-D saves
  $ dreamcanvas add -d "last night 4:30" --tag water
  $ dreamcanvas list --since 2026-11-01
  $ dreamcanvas search lighthouse -storm tag:water
  $ dreamcanvas export -o dreams.jsonl

  $ dreamcanvas help add                 what a verb takes
  $ dreamcanvas help exit-codes          what the exit codes mean
`

const EXIT_CODES = `0   done
1   done, and something needs care (doctor; import with rows it could not take)
2   bad input or usage
3   not found
4   conflict: it was changed elsewhere; both versions are kept
5   the journal was written by a newer program
6   the model or a server cannot be reached
7   the journal is locked
8   refused
9   the disk is full, cannot be written, or what lies on it is damaged
70  a bug in this program
130 interrupted
`

/** The program with all its verbs named; the one that was asked for fills itself in. */
export function createProgram(io: Io, verb: string | undefined): Command {
  const program = new Command('dreamcanvas')
    .description('A dream journal that never leaves your machine.')
    .usage('[flags] <verb> [flags]')
    .addHelpText('after', EXAMPLES)
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stdout.write(text),
      // Ours says it in one line and a hint.
      outputError: () => {},
      getOutHelpWidth: () => io.stdout.columns ?? 100,
      getOutHasColors: () => false,
    })
    .option('-V, --version', 'which version this is')
  addGlobalFlags(program)
  for (const [name, { summary, aliases = [] }] of Object.entries(VERBS)) {
    const command = program
      .command(name)
      .summary(summary)
      .aliases([...aliases])
    // A verb describes itself; to the others only their summary is known.
    if (name === verb) command.description(summary)
    command.helpOption('-h, --help', 'what this verb takes')
  }
  program
    .command('help')
    .summary('what a verb takes, or the exit codes')
    .argument('[topic]')
    .action((topic?: string) => {
      // Any other topic is a verb, and arguments.ts has turned it round.
      if (topic === 'exit-codes') io.stdout.write(EXIT_CODES)
      else program.outputHelp()
    })
  return program
}

type Misuse = { readonly message: string; readonly hint: string }

/** Commander throws to end: 0 after help was shown, a sentence when it did not understand. */
export function outcomeOf(thrown: unknown): 0 | Misuse | undefined {
  if (!(thrown instanceof CommanderError)) return undefined
  if (thrown.exitCode === 0) return 0
  const message = thrown.message.replace(/^error: /, '').split('\n')
  const sentence = message[0] ?? ''
  return {
    message: sentence.charAt(0).toUpperCase() + sentence.slice(1),
    hint: message[1] ?? 'See `dreamcanvas --help`, or `dreamcanvas help` and the verb.',
  }
}
