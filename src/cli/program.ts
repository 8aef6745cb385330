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

/** The program with the verb that was asked for, which fills itself in; with all of them, by name, where none was. */
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
    // Naming them all takes four milliseconds.
    if (verb !== undefined && name !== verb) continue
    program
      .command(name)
      .summary(summary)
      .description(summary)
      .aliases([...aliases])
      .helpOption('-h, --help', 'what this verb takes')
      .helpCommand(false)
      .addHelpText('after', '\nFlags of every verb, like --json and --journal: dreamcanvas --help')
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
export function outcomeOf(thrown: unknown, verb: string | undefined): 0 | Misuse | undefined {
  if (!(thrown instanceof CommanderError)) return undefined
  if (thrown.exitCode === 0) return 0
  const [sentence = '', guess] = thrown.message.replace(/^error: /, '').split('\n')
  const suggested = /^\(Did you mean (?<what>.+)\?\)$/.exec(guess ?? '')?.groups?.['what']
  const help = `dreamcanvas ${verb === undefined ? '--help' : `help ${verb}`}`
  return {
    message: inOurWords(sentence, verb),
    hint: suggested === undefined ? `See \`${help}\`.` : `Did you mean ${suggested}? See \`${help}\`.`,
  }
}

function inOurWords(sentence: string, verb: string | undefined): string {
  const unknown = /^unknown command '(?<word>.+)'/.exec(sentence)?.groups?.['word']
  if (unknown !== undefined) return `There is no verb ${unknown}`
  const tooMuch = /^too many arguments.*: (?<words>.+)\.$/s.exec(sentence)?.groups?.['words']
  if (tooMuch !== undefined) return `\`dreamcanvas ${verb}\` does not know what to do with ${tooMuch}`
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}
