import { AppError } from '../../contract/errors.ts'
import type { ReadingPiece as Piece } from '../../contract/journal/readings.ts'
import type { Reading } from '../../contract/model/kept-reading.ts'
import type { AddVerb, Cli, JournalClient } from '../cli.ts'
import { createProgress } from '../output/progress.ts'
import { write } from '../output/write.ts'
import { toJson } from '../output/json.ts'
import { headline } from '../show/dream-lines.ts'
import {
  createClaimLines,
  isBuiltIn,
  LEGEND,
  LEGEND_BUILT_IN,
  offerLines,
  readingFoot,
  readingPage,
  sayWithheld,
} from '../show/reading-page.ts'
import { whole } from './dream-flags.ts'
import { takesFields } from './fields.ts'
import { findDream } from './finding.ts'
import { nameOfReading, readingFields } from './reading-finding.ts'

const EXAMPLES = `
Ctrl-C stops it and keeps what had passed. The same dream, lens and model again: you are shown the reading you have.

Examples:
  $ dreamcanvas read last
  $ dreamcanvas read last --lens jungian
  $ dreamcanvas read last --redo
  $ dreamcanvas read last --model builtin    your own words and questions, without any model
  $ dreamcanvas read last --ndjson           each claim on a line, as soon as it was checked
`

type Flags = {
  readonly lens?: string
  readonly model?: string
  readonly seed?: number
  readonly redo?: boolean
  readonly askedAgain?: boolean
  readonly withReflection?: boolean
  readonly felt?: string
  readonly language?: string
}

export const addRead: AddVerb = (command, cli) => {
  takesFields(command, cli, readingFields)
    .argument('<dream>', 'an id, the tail of one, last, or a night')
    .option('--lens <lens>', 'the way of looking at it: see `dreamcanvas lenses` (mirror)')
    .option(
      '--model <model>',
      'who reads: see `dreamcanvas models`; builtin for none (the chosen one, or none)',
    )
    .option('--seed <n>', 'where its chance begins: the same again gives the same again', whole)
    .option('--redo', 'another reading, though there is one')
    .option('--felt <how>', 'liked or disliked, where the dream is not marked')
    .option('--asked-again', 'read a dream you disliked all the same, knowing its manners')
    .option('--with-reflection', 'give your waking words along, to a lens that can use them')
    .option('--language <code>', 'the language to answer in, like ar (the dream’s own)')
    .addHelpText('after', EXAMPLES)
    .action((reference: string, flags: Flags) =>
      cli.withJournal(async (journal) => {
        const dream = await findDream(cli, journal, reference)
        const pieces = await journal.readings.read(
          {
            dream: dream.id,
            redo: flags.redo === true,
            askedAgain: flags.askedAgain === true,
            withReflection: flags.withReflection === true,
            ...(flags.lens !== undefined && { lens: flags.lens }),
            ...(flags.model !== undefined && { model: flags.model }),
            ...(flags.seed !== undefined && { seed: flags.seed }),
            ...(flags.language !== undefined && { language: flags.language }),
            ...(flags.felt !== undefined && { felt: feltOf(flags.felt) }),
          },
          { signal: cli.io.signal },
        )
        // Which of a piece’s members are there hangs on what it is, as the contract says in types.
        await show(cli, journal, pieces as AsyncIterable<Piece>, headline(dream))
      }),
    )
}

function feltOf(said: string): 'liked' | 'disliked' {
  if (said === 'liked' || said === 'disliked') return said
  throw new AppError('invalid_input', '--felt must be liked or disliked')
}

/** As it comes: for people on a page, for scripts a line each or one document at the end. */
async function show(
  cli: Cli,
  journal: JournalClient,
  pieces: AsyncIterable<Piece>,
  dream: string,
): Promise<void> {
  const { print, globals } = cli
  const { paper } = print
  let line = createClaimLines(paper, { builtIn: false })
  let legend = LEGEND
  const onPage = !print.asJson && !print.quiet && globals.fields === undefined
  let bar: ReturnType<typeof createProgress> | undefined
  let any = false
  let gone: Extract<Piece, { is: 'withheld' }> | undefined
  const say = async (text: string) => {
    bar?.end()
    if (onPage) await write(cli.io.stdout, `${text}\n`)
  }
  try {
    for await (const piece of pieces) {
      if (globals.ndjson === true && piece.is !== 'count')
        await write(cli.io.stdout, `${toJson(piece, { tty: paper.tty, indent: false })}\n`)
      switch (piece.is) {
        case 'began':
          await print.note(sayBegan(cli, piece, dream))
          if (piece.builtIn) {
            line = createClaimLines(paper, piece)
            legend = LEGEND_BUILT_IN
          }
          bar = createProgress(cli.io, {
            label: piece.model ?? '',
            unit: 'letters',
            quiet: print.quiet,
            color: globals.color,
          })
          break
        case 'count':
          bar?.update(piece.characters + piece.thought)
          break
        case 'claim':
          if (!any) await say(paper.style.dim(legend))
          any = true
          await say(line(piece.claim))
          break
        case 'again':
          bar?.end()
          await print.note('Too little of it could be shown; the model is asked once more.')
          break
        case 'gentle':
          bar?.end()
          if (onPage) await say(offerLines(paper, piece.offer))
          else if (globals.ndjson !== true) await print.note(piece.offer.join('\n'))
          break
        case 'withheld':
          gone = piece
          await say([sayWithheld(piece.why), '', offerLines(paper, piece.offer)].join('\n'))
          break
        case 'kept':
          bar?.end()
          await print.note(
            `This dream was read through this lens by ${isBuiltIn(piece.reading) ? 'the built-in reader' : 'this model'} before; here is that reading. Another: --redo`,
          )
          await showKept(cli, journal, piece.reading, dream)
          break
        case 'done':
          bar?.end()
          await finish(cli, journal, piece.reading, { onPage, gone })
          break
        case 'dropped':
      }
    }
  } catch (thrown) {
    bar?.end()
    throw any && thrown instanceof AppError && thrown.code === 'cancelled' ? stopped() : thrown
  } finally {
    bar?.end()
  }
}

type End = { readonly onPage: boolean; readonly gone: Extract<Piece, { is: 'withheld' }> | undefined }

async function finish(
  cli: Cli,
  journal: JournalClient,
  reading: Reading | null,
  { onPage, gone }: End,
): Promise<void> {
  const { print, globals, io } = cli
  if (globals.ndjson === true) return
  if (reading === null) {
    // Of a crisis nothing is kept; a script is told what was said.
    if (print.asJson)
      await print.value({ id: null, withheld: gone?.why ?? null, offer: gone?.offer ?? [] }, () => '')
    else if (!onPage) await write(io.stdout, `${(gone?.offer ?? []).join('\n')}\n`)
    return
  }
  if (!onPage) return print.value(reading, (value) => value.id, { brief: ({ id }) => id })
  const name = await nameOfReading(journal, reading)
  const beside =
    reading.withheld === null && reading.offer.length > 0 ? ['', offerLines(print.paper, reading.offer)] : []
  await write(io.stdout, `${[...beside, readingFoot(print.paper, reading, name)].join('\n')}\n`)
}

async function showKept(cli: Cli, journal: JournalClient, reading: Reading, dream: string): Promise<void> {
  if (cli.globals.ndjson === true) return
  const name = await nameOfReading(journal, reading)
  await cli.print.value(reading, (value, paper) => readingPage(paper, value, { name, dream }), {
    brief: ({ id }) => id,
  })
}

function sayBegan(
  { print }: Cli,
  { lens, model, runsAt, builtIn, noModelAs }: Extract<Piece, { is: 'began' }>,
  dream: string,
): string {
  const noModel = builtIn ? 'the built-in reader, without a model' : 'no model is asked'
  const who = model === null ? noModel : `${model} ${runsAt === null ? 'on this machine' : `at ${runsAt}`}`
  const because = noModelAs === null ? [] : [`${noModelAs.says}. ${noModelAs.hint ?? ''}`.trim()]
  return print.talk.text(
    [...because, `Reading “${dream.slice(0, 60)}” through ${lens.id}; ${who}.`].join('\n'),
  )
}

function stopped(): AppError {
  return new AppError('cancelled', 'Stopped; what had passed is kept, marked partial', {
    hint: 'To see it: dreamcanvas readings show last',
  })
}
