import { AppError } from '../../contract/errors.ts'
import type { GivenCode } from '../../contract/model/coding.ts'
import type { Dream } from '../../contract/model/dream.ts'
import type { Cli, JournalClient } from '../cli.ts'
import { canAsk, openAsking } from '../coding/ask-lines.ts'
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
    return void (await journal.coding.blind({ id, codes: await askCodes(cli, dream) }))
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

async function askCodes(cli: Cli, dream: Dream): Promise<GivenCode[]> {
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
  const asking = await openAsking(cli.io)
  const codes: GivenCode[] = []
  try {
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- one line after the other
      const typed = await asking.ask('  ')
      if (typed === null || typed.trim() === '') return codes
      try {
        const code = readTypedCode(typed)
        if (!holds(dream.text, code.quote))
          throw new AppError('invalid_input', 'These words are not in the dream')
        codes.push(code)
      } catch (thrown) {
        if (!(thrown instanceof AppError) || thrown.code === 'cancelled') throw thrown
        // oxlint-disable-next-line no-await-in-loop -- as above
        await cli.print.note(
          `  ${talk.text(thrown.message)}${thrown.hint === undefined ? '' : `. ${thrown.hint}`}`,
        )
      }
    }
  } finally {
    asking.close()
  }
}

function holds(text: string, words: string): boolean {
  const plain = (written: string) => written.toLowerCase().replaceAll('’', "'").replaceAll(/\s+/g, ' ').trim()
  return plain(text).includes(plain(words))
}
