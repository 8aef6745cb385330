import { AppError } from '../contract/errors.ts'
import { GLOBAL_FLAGS } from './globals.ts'
import { findVerb, VERBS } from './verbs.ts'

export type Arguments = { readonly verb: string | undefined; readonly args: readonly string[] }

/** Finds the verb before commander is loaded, and says no to what commander would guess at. */
export function readArguments(argv: readonly string[]): Arguments {
  const at = verbIndex(argv)
  const name = at === -1 ? undefined : argv[at]
  const verb = name === undefined ? undefined : findVerb(name)
  if (verb !== undefined && VERBS[verb]?.takesWords) return { verb, args: wordsLast(argv, at) }
  refuseAttachedValues(argv)
  return { verb, args: argv }
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

/** `-the` would be the title "he". A short flag stands alone. */
function refuseAttachedValues(argv: readonly string[]): void {
  const end = argv.indexOf('--')
  const before = end === -1 ? argv : argv.slice(0, end)
  // What follows a flag may be its value, and a value may be anything: `-t -the-` is a title.
  const attached = before.find(
    (arg, index) => /^-[A-Za-z]./.test(arg) && !/^-./.test(before[index - 1] ?? ''),
  )
  if (attached !== undefined)
    throw new AppError('invalid_input', `There is no flag ${attached}`, {
      hint: `Write a short flag and its value apart, like \`${attached.slice(0, 2)} ${attached.slice(2)}\`; put words that begin with - after --.`,
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
