import { AppError } from '../contract/errors.ts'
import { GLOBAL_FLAGS } from './globals.ts'
import { findVerb, VERBS } from './verbs.ts'

export type Arguments = {
  /** What stands where a verb stands, known or not. */
  readonly word: string | undefined
  readonly verb: string | undefined
  readonly args: readonly string[]
}

/** Finds the verb before commander is loaded: only the one that was asked for is. */
export function readArguments(argv: readonly string[]): Arguments {
  const at = verbIndex(argv)
  const word = at === -1 ? undefined : argv[at]
  const verb = word === undefined ? undefined : findVerb(word)
  // `help add` is `add --help`, in the same words and with the same exit code.
  if (word === 'help' && at + 1 < argv.length && argv[at + 1] !== 'exit-codes')
    return readArguments([...argv.slice(0, at), ...argv.slice(at + 1), '--help'])
  if (verb !== undefined && VERBS[verb]?.takesWords) return { word, verb, args: wordsLast(argv, at) }
  // To a verb that is not there, help would be the answer to another question.
  if (word !== undefined && word !== 'help' && verb === undefined)
    return { word, verb, args: argv.filter((arg) => arg !== '--help' && arg !== '-h') }
  return { word, verb, args: argv }
}

function verbIndex(argv: readonly string[]): number {
  for (let index = 0; index < argv.length; index++) {
    const arg = argv[index] ?? ''
    if (!arg.startsWith('-')) return index
    if (takesValue(arg)) index++
  }
  return -1
}

function takesValue(flag: string): boolean {
  return Object.hasOwn(GLOBAL_FLAGS, flag) && GLOBAL_FLAGS[flag as keyof typeof GLOBAL_FLAGS].takes !== ''
}

/**
 * `-the` would be the title "he", to commander. A short flag stands alone; what follows a flag that takes a value is
 * that value and may be anything: `-t -the-` is a title.
 */
export function refuseAttachedValues(args: readonly string[], withValue: ReadonlySet<string>): void {
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? ''
    if (arg === '--') return
    if (withValue.has(arg)) index++
    else if (/^-[^-\d]./u.test(arg)) throw attached(arg)
  }
}

function attached(arg: string): AppError {
  return new AppError('invalid_input', `There is no flag ${arg}`, {
    hint: `Write a short flag and its value apart, like \`${arg.slice(0, 2)} ${arg.slice(2)}\`; put words that begin with - after --.`,
  })
}

const WORD_FLAGS_WITH_VALUE = new Set(['--since', '--until', '--limit', '--cursor'])

/** `search water -house --json`: the words go last, behind `--`, so that none of them is taken for a flag. */
function wordsLast(argv: readonly string[], at: number): string[] {
  const flags = argv.slice(0, at + 1)
  const words: string[] = []
  for (let index = at + 1; index < argv.length; index++) {
    const arg = argv[index] ?? ''
    if (arg === '--') {
      words.push(...argv.slice(index + 1))
      break
    }
    if (arg === '-h') flags.push('--help')
    else if (!arg.startsWith('--')) words.push(arg)
    else {
      flags.push(arg)
      const value = argv[index + 1]
      if (value !== undefined && (takesValue(arg) || WORD_FLAGS_WITH_VALUE.has(arg)))
        flags.push(argv[++index] ?? '')
    }
  }
  return [...flags, '--', ...words]
}
