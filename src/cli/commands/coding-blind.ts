import { AppError } from '../../contract/errors.ts'
import type { GivenCode } from '../../contract/model/coding.ts'
import type { Dream } from '../../contract/model/dream.ts'
import type { Cli, JournalClient } from '../cli.ts'
import { canAsk, openAsking, type Asking } from '../coding/ask-lines.ts'
import { openDraft, type OpenedDraft } from '../drafts.ts'
import { readJson } from '../coding/read-json.ts'
import { GRAMMAR, readTypedCode } from '../coding/typed-code.ts'
import { wrapped } from '../show/dream-page.ts'

const SHAPE = '[{"category":"emotion","code":"AP","from":"D","quote":"I was scared"}]'

/** The dreamer's own codes, before anything is suggested. */
export async function codeBlind(
  cli: Cli,
  journal: JournalClient,
  dream: Dream,
  path: string | undefined,
): Promise<void> {
  const { id } = dream
  if (path === undefined && canAsk(cli.io, cli.globals.input)) {
    await refuseIfSeen(journal, id)
    const opened = openDraft(cli.folder, { name: `coding-${id}` })
    await journal.coding.blind({ id, codes: await askCodes(cli, dream, opened) })
    return opened.draft.clear()
  }
  const read = await readJson(cli, path, SHAPE)
  const codes = (Array.isArray(read) ? read : (read as { codes?: unknown } | null)?.codes) as GivenCode[] // as above
  await journal.coding.blind({ id, codes })
}

/** Before somebody sits down to it, not after. */
async function refuseIfSeen(journal: JournalClient, id: string): Promise<void> {
  const { state } = await journal.coding.get({ id })
  if (state === 'suggested' || state === 'confirmed' || state === 'blind')
    throw new AppError(
      'conflict',
      state === 'blind'
        ? 'You coded this dream blind already'
        : 'You have seen what was suggested for this dream, so it can’t be coded blind',
      { hint: 'See it with `dreamcanvas coding show`.' },
    )
}

/** What was typed is kept at each line, and gone on with by who was called away. */
async function askCodes(cli: Cli, dream: Dream, { draft, kept }: OpenedDraft): Promise<GivenCode[]> {
  const { talk } = cli.print
  await cli.print.note(
    [
      ...wrapped(talk, dream.text),
      '',
      talk.style.dim('One code a line, and the words of the dream it rests on. An empty line saves them.'),
      GRAMMAR,
      '',
    ].join('\n'),
  )
  const lines = (kept?.text ?? '').split('\n').filter((line) => whatIsWrong(dream.text, line) === undefined)
  if (lines.length > 0)
    await cli.print.note(
      `Going on with what you had typed:\n${lines.map((line) => `  ${talk.text(line)}\n`).join('')}`,
    )
  const asking = openAsking(cli.io)
  try {
    for (;;) {
      const typed = await asking.ask('  ')
      if (typed === null || typed.trim() === '') {
        if (lines.length > 0 || (typed !== null && (await isNothing(asking)))) return lines.map(readTypedCode)
        if (typed === null) throw new AppError('cancelled', 'Nothing was typed, so nothing was saved')
        continue
      }
      const wrong = whatIsWrong(dream.text, typed)
      if (wrong !== undefined) await cli.print.note(`  ${talk.text(wrong)}`)
      else {
        lines.push(typed.trim())
        await draft.save(lines.join('\n'))
      }
    }
  } finally {
    asking.close()
  }
}

/** A dream may hold nothing of it; a line that was empty by mistake should not say so. */
async function isNothing(asking: Asking): Promise<boolean> {
  const answer = await asking.ask('  Is there nothing to code in this dream? [y/N] ')
  return /^y(es)?$/i.test(answer?.trim() ?? '')
}

function whatIsWrong(text: string, typed: string): string | undefined {
  try {
    return holds(text, readTypedCode(typed).quote) ? undefined : 'These words are not in the dream'
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    return [thrown.message, thrown.hint].filter((part) => part !== undefined).join('. ')
  }
}

function holds(text: string, words: string): boolean {
  const plain = (written: string) => written.toLowerCase().replaceAll('’', "'").replaceAll(/\s+/g, ' ').trim()
  return plain(text).includes(plain(words))
}
