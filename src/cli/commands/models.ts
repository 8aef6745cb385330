import { AppError } from '../../contract/errors.ts'
import type { TextModel } from '../../contract/model/text-model.ts'
import type { AddVerb, JournalClient } from '../cli.ts'
import type { Paper } from '../output/paper.ts'
import { createProgress } from '../output/progress.ts'
import { modelTable, sayBytes, sayWhere } from '../show/model-lines.ts'
import { agreed } from './agreeing.ts'

const EXAMPLES = `
Models run in Ollama, on this machine. One that would run in somebody's cloud is refused unless you allow it by its name.

Examples:
  $ dreamcanvas models doctor            what is missing for a reading, and what to do
  $ dreamcanvas models pull llama3.2
  $ dreamcanvas models use llama3.2
  $ dreamcanvas models
`

type PieceOf<Name extends keyof JournalClient['models']> =
  Awaited<ReturnType<JournalClient['models'][Name]>> extends AsyncIterable<infer P> ? P : never

export const addModels: AddVerb = (command, cli) => {
  command.addHelpText('after', EXAMPLES)

  command
    .command('list', { isDefault: true })
    .summary('the models there are, and where each runs')
    .action(() =>
      withModels(async (models) => {
        const items = await Array.fromAsync(await models.list({}, cancel()))
        await cli.print.list({ items, next: null }, (found, paper) => modelTable(found, paper), {
          brief: ({ name }) => name,
        })
        if (items.length === 0)
          await cli.print.note('No models yet: `dreamcanvas models doctor` says how to begin.')
      }),
    )

  command
    .command('show')
    .summary('one model, and what its maker says of it')
    .argument('<name>')
    .action((name: string) =>
      withModels(async (models) => {
        const model = await only(models.show({ name }, cancel()))
        await cli.print.value(model, sayModel, { brief: (shown) => shown.name })
      }),
    )

  command
    .command('pull')
    .summary('have Ollama fetch a model')
    .argument('<name>')
    .action((name: string) => cli.withJournal(({ models }) => pull(models, name)))

  command
    .command('rm')
    .summary('remove a model from the disk')
    .argument('<name>')
    .option('--dry-run', 'only show what would be removed')
    .action((name: string, { dryRun }: { dryRun?: boolean }) =>
      cli.withJournal(async ({ models }) => {
        const { size } = await only(models.show({ name }, cancel()))
        const what = [`${name} (${sayBytes(size)})`]
        if (
          !(await agreed(cli, {
            question: `Remove ${name} from the disk?`,
            what,
            dryRun,
            would: { removed: name },
          }))
        )
          return
        const done = await only(models.remove({ name }, cancel()))
        await cli.print.value(done, ({ removed }, paper) => `Removed ${paper.text(removed)}`)
      }),
    )

  command
    .command('use')
    .summary('choose the model that reads')
    .argument('<name>')
    .action((name: string) =>
      cli.withJournal(async ({ models }) => {
        const model = await only(models.use({ name }, cancel()))
        await cli.print.value(model, (chosen, paper) => `${paper.text(chosen.name)} reads from now on`)
      }),
    )

  command
    .command('doctor')
    .summary('what stands between you and a reading, and what to do')
    .action(() =>
      withModels(async (models) => {
        const examined = await only(models.doctor({}, cancel()))
        if (!examined.well) cli.needsCare()
        await cli.print.value(examined, sayFindings)
      }),
    )

  command
    .command('allow')
    .summary('let one remote model, by its exact name, be given dreams')
    .argument('<name>')
    .action((name: string) =>
      cli.withJournal(async ({ models }) => {
        const consent = await models.allow({ name })
        await cli.print.value(consent, ({ name: allowed }, paper) => `Allowed ${paper.text(allowed)}`)
        await cli.print.note(
          'What it reads leaves this machine and is somebody else’s to keep.\n' +
            `To take it back: dreamcanvas outgoing revoke ${consent.name}`,
        )
      }),
    )

  /** Looking needs no journal. */
  function withModels(fn: (models: JournalClient['models']) => Promise<void>): Promise<void> {
    return cli.withJournal(({ models }) => fn(models), { needs: 'nothing' })
  }

  function cancel() {
    return { signal: cli.io.signal }
  }

  async function pull(models: JournalClient['models'], name: string): Promise<void> {
    let last: PieceOf<'pull'> | undefined
    try {
      for await (const piece of drawn(await models.pull({ name }, cancel()), name)) last = piece
    } catch (thrown) {
      throw isCancelled(thrown) ? stopped(name) : thrown
    }
    await cli.print.value(
      { name, ...last },
      ({ total = null }) => `Fetched ${name}${total === null ? '' : `, ${sayBytes(total)}`}`,
    )
    await cli.print.note(`To have it read: dreamcanvas models use ${name}`)
  }

  /** With a bar that begins anew when more turns out to come. */
  async function* drawn(
    pieces: AsyncIterable<PieceOf<'pull'>>,
    name: string,
  ): AsyncGenerator<PieceOf<'pull'>> {
    const { quiet, color } = cli.globals
    let bar: ReturnType<typeof createProgress> | undefined
    let total: number | null = null
    try {
      for await (const piece of pieces) {
        if (bar === undefined || piece.total !== total) {
          bar?.end()
          total = piece.total
          bar = createProgress(cli.io, { label: name, unit: 'MB', total: megabytes(total), quiet, color })
        }
        bar.update(megabytes(piece.completed) ?? 0)
        yield piece
      }
    } finally {
      bar?.end()
    }
  }
}

/** The one piece of a stream that has one. */
async function only<P>(asked: Promise<AsyncIterable<P>>): Promise<P> {
  for await (const piece of await asked) return piece
  throw new Error('A stream ended without a word')
}

function sayModel(model: PieceOf<'show'>, paper: Paper): string {
  const { loaded } = model
  const rows: [string, string | null][] = [
    ['runs', sayWhere(model)],
    ['size', sayBytes(model.size)],
    ['parameters', model.parameters],
    ['quantisation', model.quantisation],
    ['context', model.context === null ? null : `${model.context} tokens`],
    ['can', model.capabilities.join(', ') || null],
    ['family', model.family],
    [
      'in memory',
      loaded && `${sayBytes(loaded.size)}, ${sayBytes(loaded.onGraphicsCard)} of it on the graphics card`,
    ],
    ['settings', model.settings?.replaceAll(/\s*\n\s*/g, ', ').replaceAll(/ +/g, ' ') ?? null],
    ['licence', model.licence?.trim().split('\n')[0] ?? null],
    ['digest', model.digest || null],
  ]
  const lines = rows.flatMap(([what, said]) =>
    said === null ? [] : [`${paper.style.dim(what.padEnd(12))}  ${paper.text(said)}`],
  )
  return [paper.style.bold(paper.text(nameOf(model))), ...lines].join('\n')
}

function nameOf({ name, chosen }: Pick<TextModel, 'name' | 'chosen'>): string {
  return chosen ? `${name} (reads your dreams)` : name
}

function sayFindings({ findings }: PieceOf<'doctor'>, paper: Paper): string {
  const { green, yellow, dim } = paper.style
  const marks = { well: green('✓'), remark: dim('·'), care: yellow('!') }
  return findings
    .flatMap(({ level, says, hint }) => [
      `${marks[level]} ${paper.text(says)}`,
      ...(hint === null ? [] : [`  ${dim(paper.text(hint))}`]),
    ])
    .join('\n')
}

function isCancelled(thrown: unknown): boolean {
  return thrown instanceof AppError && thrown.code === 'cancelled'
}

function stopped(name: string): AppError {
  return new AppError('cancelled', `Stopped before ${name} was whole`, {
    hint: `Ollama keeps what came: \`dreamcanvas models pull ${name}\` goes on from there.`,
  })
}

function megabytes(bytes: number | null): number | undefined {
  return bytes === null ? undefined : Math.ceil(bytes / 1e6)
}
