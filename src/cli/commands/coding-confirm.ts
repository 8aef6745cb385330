import { AppError } from '../../contract/errors.ts'
import type { Coding, Decision, GivenCode, Suggestion } from '../../contract/model/coding.ts'
import type { Dream } from '../../contract/model/dream.ts'
import type { Cli, JournalClient } from '../cli.ts'
import { canAsk, openAsking, type Asking } from '../coding/ask-lines.ts'
import { readJson } from '../coding/read-json.ts'
import { sayCode } from '../coding/say-code.ts'
import { GRAMMAR, readTypedCode, typedCode } from '../coding/typed-code.ts'

const SHAPE = '[{"number":1,"verdict":"keep"},{"number":2,"verdict":"drop"}]'

type Given = { readonly decisions: Decision[]; readonly add?: GivenCode[]; readonly revision?: number }

/** One by one with who sits there; a script names each code it decides about. There is no yes to all. */
export async function confirmCoding(
  cli: Cli,
  journal: JournalClient,
  { id, text }: Dream,
  path: string | undefined,
): Promise<void> {
  if (path === undefined && canAsk(cli.io, cli.globals.input)) return askOneByOne(cli, journal, id, text)
  const read = await readJson(cli, path, SHAPE)
  const given = (Array.isArray(read) ? { decisions: read as unknown } : read) as Given // the contract checks it
  await journal.coding.decide({ ...given, id })
}

async function askOneByOne(cli: Cli, journal: JournalClient, id: string, text: string): Promise<void> {
  let coding = await journal.coding.get({ id })
  const undecided = (coding.suggested?.items ?? []).filter(({ verdict }) => verdict === null)
  // Also with nothing to ask, so that it says why: nothing suggested, coded blind, or the words changed.
  if (undecided.length === 0) {
    if (coding.state !== 'confirmed') await journal.coding.decide({ id, decisions: [] })
    return
  }
  const asking = openAsking(cli.io)
  try {
    for (const [index, suggestion] of undecided.entries()) {
      await say(cli, text, suggestion, `${index + 1} of ${undecided.length}`)
      const decision = await decide(cli, asking, suggestion)
      if (decision === null) return await cli.print.note('The rest stays undecided.')
      // Each is saved at once: who is called away loses nothing.
      coding = await saveOrSay(cli, journal, coding, decision)
    }
  } finally {
    asking.close()
  }
}

async function saveOrSay(
  cli: Cli,
  journal: JournalClient,
  coding: Coding,
  decision: Decision,
): Promise<Coding> {
  try {
    return await journal.coding.decide({
      id: coding.dream,
      revision: coding.revision,
      decisions: [decision],
    })
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'invalid_input') throw thrown
    await cli.print.note(`${thrown.message}. It stays undecided.`)
    return coding
  }
}

const AROUND = 60

async function say(
  cli: Cli,
  text: string,
  { quote, ...suggestion }: Suggestion,
  which: string,
): Promise<void> {
  const { talk } = cli.print
  const { bold, dim, cyan } = talk.style
  const before = text.slice(Math.max(0, quote.start - AROUND), quote.start).replaceAll(/\s+/g, ' ')
  const after = text.slice(quote.end, quote.end + AROUND).replaceAll(/\s+/g, ' ')
  await cli.print.note(
    `\n${dim(which)}  ${bold(typedCode({ ...suggestion }))}  ${cyan(sayCode({ ...suggestion }))}\n` +
      `  …${talk.text(before)}${bold(talk.text(quote.text))}${talk.text(after)}…`,
  )
}

async function decide(cli: Cli, asking: Asking, { number, quote }: Suggestion): Promise<Decision | null> {
  for (;;) {
    const answer = await asking.ask('  [k]eep  [d]rop  [c]hange  [q]uit  ')
    const letter = answer?.trim().toLowerCase()[0]
    if (answer === null || letter === 'q') return null
    if (letter === 'k') return { number, verdict: 'keep' }
    if (letter === 'd') return { number, verdict: 'drop' }
    if (letter !== 'c') continue
    const instead = await askCode(cli, asking, quote.text)
    if (instead) return { number, verdict: 'change', instead }
  }
}

/** What it should be, on the same words unless others are given. */
async function askCode(cli: Cli, asking: Asking, words: string): Promise<GivenCode | undefined> {
  const typed = await asking.ask('  What it should be, like AP or A7 1MSA D (? shows how):  ')
  if (typed === null || typed.trim() === '') return undefined
  if (typed.trim() === '?') {
    await cli.print.note(GRAMMAR)
    return undefined
  }
  try {
    return readTypedCode(typed.includes(':') ? typed : `${typed}: ${words}`)
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    await cli.print.note(`${thrown.message}. ${thrown.hint ?? ''}`)
    return undefined
  }
}
