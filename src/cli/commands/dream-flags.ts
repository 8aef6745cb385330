import { InvalidArgumentError, Option, type Command } from 'commander'
import type { DreamChanges } from '../../contract/model/dream.ts'

/** What `add` and `edit` can say of a dream besides its text. */
export type DreamFlags = {
  readonly date?: string
  /** `false` is `--no-title`: nothing, where there was something. */
  readonly title?: string | false
  readonly tag?: string[] | false
  readonly mood?: number | false
  readonly vivid?: number | false
  readonly lucid?: number | false
  readonly technique?: string | false
  readonly trigger?: string | false
  readonly nap?: boolean
  readonly nightmare?: boolean
  readonly recurring?: boolean
  readonly fragment?: boolean
  readonly zone?: string
}

export function addDreamFlags(command: Command, { negatable }: { negatable: boolean }): Command {
  command
    .option(
      '-d, --date <when>',
      'the night: "last night 4:30", yesterday, tuesday, 2026-11-20, 2014-03, unknown',
    )
    .option('-t, --title <title>', 'a title')
    .option(
      '--tag <a,b>',
      negatable ? 'tags, with commas between, in place of those it has' : 'tags, with commas between',
      list,
    )
    .option('--mood <-3..3>', 'how it felt, from very bad to very good', from(-3, 3))
    .option('--vivid <1..5>', 'how vivid it was', from(1, 5))
    .option('--lucid <0..5>', 'how lucid you were', from(0, 5))
    .option('--technique <name>', 'the induction technique you used, like WILD or MILD')
    .option('--trigger <what>', 'what made you know you were dreaming')
    .option('--zone <zone>', 'the time zone you slept in, like Europe/Berlin')
  for (const [flag, says] of Object.entries(MARKS)) command.option(`--${flag}`, says)
  if (negatable) {
    const flags = [...Object.keys(MARKS), ...REMOVABLE].map((flag) => `--no-${flag}`)
    // One line of help for all of them: they only say the contrary of what stands above.
    for (const flag of flags) command.addOption(new Option(flag).hideHelp())
    command.addHelpText(
      'after',
      '\nWhat was said is taken back with --no-: --no-mood, --no-title, --no-tag, --no-nightmare …',
    )
  }
  return command
}

const MARKS = {
  nap: 'dreamt in a nap',
  nightmare: 'a nightmare',
  recurring: 'a recurring dream',
  fragment: 'only a fragment',
}

const YES_OR_NO: ReadonlySet<string> = new Set(Object.keys(MARKS))

const REMOVABLE = ['title', 'tag', 'mood', 'vivid', 'lucid', 'technique', 'trigger']

/** The flags in the contract's words; only those that were given. */
export function changesFrom(flags: DreamFlags): DreamChanges {
  const {
    date,
    tag,
    vivid,
    lucid,
    technique,
    trigger,
    title,
    mood,
    nap,
    nightmare,
    recurring,
    fragment,
    zone,
  } = flags
  const changes = {
    when: date,
    title: title === '' ? null : title,
    tags: tag === false ? [] : tag,
    mood,
    vividness: vivid,
    lucidity: lucid,
    technique,
    trigger,
    nap,
    nightmare,
    recurring,
    fragment,
    zone,
  }
  const said = Object.entries(changes).filter(([, value]) => value !== undefined)
  return Object.fromEntries(
    said.map(([name, value]) => [name, value === false && !YES_OR_NO.has(name) ? null : value]),
  )
}

export function list(text: string, before: string[] | false = []): string[] {
  return [...(before || []), ...text.split(',').map((part) => part.trim())].filter((part) => part !== '')
}

function from(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = whole(text)
    if (value < least || value > most) throw new InvalidArgumentError(`It must be from ${least} to ${most}.`)
    return value
  }
}

export function whole(text: string): number {
  const value = Number(text)
  if (!/^[+-]?\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.')
  return value
}
