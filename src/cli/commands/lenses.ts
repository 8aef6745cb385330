import { basename, resolve } from 'node:path'
import type { Command } from 'commander'
import { AppError } from '../../contract/errors.ts'
import { openFileSource } from '../../core/app.ts'
import type { AddVerb, Cli, JournalClient } from '../cli.ts'
import { checkPage, lensPage, lensTable, promptPage, sayGivenTo } from '../show/lens-page.ts'
import { takesFields } from './fields.ts'
import { findDream } from './finding.ts'

const EXAMPLES = `
Examples:
  $ dreamcanvas lenses                          all of them, and which are your own
  $ dreamcanvas lenses show tabir               what it does and must not do, its sources, its prompt
  $ dreamcanvas lenses show mirror --prompt last     word for word what a model would be told
  $ dreamcanvas lenses new my-own --from mirror
  $ dreamcanvas lenses check                    ends with 1 when something needs care
`

/** Lenses lie beside the journal: only a prompt for a dream needs it. */
const WITHOUT_JOURNAL = { needs: 'nothing' } as const
const LARGEST = 200_000

type ShowFlags = {
  readonly prompt?: string
  readonly language?: string
  readonly withReflection?: boolean
  readonly askedAgain?: boolean
}

export const addLenses: AddVerb = (command, cli) => {
  takesFields(command, cli, fieldNames).addHelpText('after', EXAMPLES)
  addList(command, cli)
  addShow(command, cli)
  addNew(command, cli)
  addCheck(command, cli)
}

function addList(command: Command, cli: Cli): void {
  command
    .command('list', { isDefault: true })
    .summary('the built-in lenses and your own')
    .action(() =>
      cli.withJournal(async (journal) => {
        const { items } = await journal.lenses.list({})
        await cli.print.list(
          { items, next: null },
          (lenses, paper) => lensTable(paper, lenses, languageOfPerson(cli.io.env)),
          { brief: ({ id }) => id },
        )
      }, WITHOUT_JOURNAL),
    )
}

function addShow(command: Command, cli: Cli): void {
  command
    .command('show')
    .summary('one lens, with its sources and its prompt')
    .argument('<lens>')
    .option('--prompt <dream>', 'word for word what a model would be told to read this dream')
    .option('--language <code>', 'the language a model would answer in, like ar (the dream’s own)')
    .option('--with-reflection', 'as if it were given your waking words too')
    .option('--asked-again', 'as if you asked again for a reading of a dream you disliked')
    .action(async (id: string, { prompt, ...flags }: ShowFlags) => {
      if (prompt === undefined) {
        const extra = Object.keys(flags)[0]
        if (extra !== undefined)
          throw new AppError('invalid_input', 'These flags are about a prompt, and none was asked for', {
            hint: 'Add --prompt and a dream, like --prompt last.',
          })
        return cli.withJournal(async (journal) => {
          const lens = await journal.lenses.get({ id })
          await cli.print.value(lens, (value, paper) => lensPage(paper, value, languageOfPerson(cli.io.env)))
        }, WITHOUT_JOURNAL)
      }
      return cli.withJournal((journal) => showPrompt(cli, journal, id, prompt, flags))
    })
}

async function showPrompt(
  cli: Cli,
  journal: JournalClient,
  lens: string,
  reference: string,
  { language, withReflection, askedAgain }: ShowFlags,
): Promise<void> {
  const { id } = await findDream(cli, journal, reference)
  const filled = await journal.lenses.prompt({
    lens,
    dream: id,
    ...(language !== undefined && { language }),
    ...(withReflection === true && { give: ['reflection'] }),
    ...(askedAgain === true && { despiteDislike: true }),
  })
  await cli.print.value(filled, (value, paper) => promptPage(paper, value))
  if (!cli.print.asJson) await cli.print.note(`${sayGivenTo(filled)} Nothing was sent.`)
}

function addNew(command: Command, cli: Cli): void {
  command
    .command('new')
    .summary('begin a lens of your own, as a file to edit')
    .argument('<id>', 'its name: a–z, 0–9 and -')
    .option('--from <lens>', 'begin with a copy of this one')
    .action((id: string, { from }: { from?: string }) =>
      cli.withJournal(async (journal) => {
        const begun = await journal.lenses.add({ id, ...(from !== undefined && { from }) })
        await cli.print.value(begun, ({ file }) => `Began the lens ${id} in ${file}`, {
          brief: ({ file }) => file,
        })
        if (begun.origin === 'yours-in-place')
          await cli.print.note(
            `It stands in the place of the built-in ${id}; take the file away to have that back.`,
          )
        await cli.print.note(`Edit it, then \`dreamcanvas lenses check ${id}\`.`)
      }, WITHOUT_JOURNAL),
    )
}

function addCheck(command: Command, cli: Cli): void {
  command
    .command('check')
    .summary('look lens files over, all or one')
    .argument('[which]', 'the id of a lens, or the path of a file')
    .action((which?: string) =>
      cli.withJournal(async (journal) => {
        const asked =
          which === undefined ? {} : isPath(which) ? await readLensFile(cli, which) : { id: which }
        const checked = await journal.lenses.check(asked)
        const [only] = checked.items
        // Named and no text at all: there is nothing to look over.
        if (which !== undefined && only?.readable === false) {
          const { says, hint } = only.problems[0] ?? { says: 'The file cannot be read', hint: undefined }
          throw new AppError('invalid_input', `${only.name}.md: ${says}`, { hint })
        }
        if (!checked.well) cli.needsCare()
        await cli.print.value(checked, ({ items }, paper) => checkPage(paper, items))
      }, WITHOUT_JOURNAL),
    )
}

function isPath(which: string): boolean {
  return /[/\\]|\.md$/.test(which)
}

/** A file anywhere: its text is handed over, so that whoever answers needs not look for it. */
async function readLensFile(cli: Cli, path: string): Promise<{ text: string; name: string }> {
  const { bytes } = await openFileSource(resolve(cli.io.cwd, path))
  const pieces: Uint8Array[] = []
  let size = 0
  try {
    for await (const piece of bytes) {
      pieces.push(piece)
      size += piece.length
      if (size > LARGEST) throw noLens('The file is larger than a lens can be')
    }
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces))
    return { text, name: basename(path) }
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown
    throw noLens(
      thrown instanceof TypeError ? 'The file is no text in UTF-8' : 'The file cannot be read',
      thrown,
    )
  }
}

function noLens(says: string, cause?: unknown): AppError {
  const hint = 'A lens is a text file (UTF-8) of at most 200 kB that you may read.'
  return new AppError('invalid_input', says, { hint, cause })
}

/** What the person's terminal speaks: `ar_SA.UTF-8` is Arabic. */
function languageOfPerson(env: Readonly<Record<string, string | undefined>>): string {
  const set = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || ''
  return /^(?<code>[a-z]{2,3})(?:[_.@-]|$)/.exec(set)?.groups?.['code'] ?? 'en'
}

async function fieldNames(): Promise<readonly string[]> {
  const { Lens, ListedLens, Prompt } = await import('../../contract/model/lens.ts')
  const shapes = [ListedLens, Lens, Prompt].flatMap((schema) => Object.keys(schema.shape))
  return [...new Set([...shapes, 'from', 'well', 'items'])]
}
