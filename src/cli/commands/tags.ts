import type { AddVerb } from '../cli.ts'
import { AppError } from '../../contract/errors.ts'
import { table } from '../output/table.ts'
import { agreed } from './agreeing.ts'
import { takesFields } from './fields.ts'

const EXAMPLES = `
Examples:
  $ dreamcanvas tags
  $ dreamcanvas tags rename see sea --yes
  $ dreamcanvas tags merge ocean waves sea      the last one is what they become
  $ dreamcanvas tags rm draft --dry-run
`

type Flags = { readonly dryRun?: boolean }
type Touched = { readonly dreams: number }

export const addTags: AddVerb = (command, cli) => {
  takesFields(command, cli, ['name', 'dreams']).addHelpText('after', EXAMPLES)

  command
    .command('list', { isDefault: true })
    .summary('tags with the number of their dreams')
    .action(() =>
      cli.withJournal(async (journal) => {
        const { items } = await journal.tags.list({})
        await cli.print.list(
          { items, next: null },
          (tags, paper) =>
            table(
              paper,
              [{ paint: paper.style.cyan }, { align: 'right', paint: paper.style.dim }],
              tags.map(({ name, dreams }) => [paper.text(name), String(dreams)]),
            ),
          { brief: ({ name }) => name },
        )
      }),
    )

  command
    .command('rename')
    .summary('give a tag another name')
    .argument('<from>')
    .argument('<to>')
    .option('--dry-run', 'only show how many dreams it touches')
    .action((from: string, to: string, { dryRun }: Flags) =>
      cli.withJournal((journal) =>
        bulk(
          (dry) => journal.tags.rename({ from, to, dryRun: dry }),
          (count) => `Rename #${from} to #${to} on ${count}?`,
          dryRun,
        ),
      ),
    )

  command
    .command('merge')
    .summary('make several tags one')
    .argument('<from...>', 'the tags, and last the one they become')
    .option('--dry-run', 'only show how many dreams it touches')
    .action((names: string[], { dryRun }: Flags) =>
      cli.withJournal((journal) => {
        const to = names.at(-1) ?? ''
        const from = names.slice(0, -1)
        if (from.length === 0)
          throw new AppError('invalid_input', 'There is only one tag to make one of', {
            hint: 'Name the tags and, last, what they become: `dreamcanvas tags merge ocean waves sea`.',
          })
        return bulk(
          (dry) => journal.tags.merge({ from, to, dryRun: dry }),
          (count) => `Make ${from.map((name) => `#${name}`).join(', ')} into #${to} on ${count}?`,
          dryRun,
        )
      }),
    )

  command
    .command('rm')
    .summary('take a tag off every dream')
    .argument('<tag>')
    .option('--dry-run', 'only show how many dreams it touches')
    .action((name: string, { dryRun }: Flags) =>
      cli.withJournal((journal) =>
        bulk(
          (dry) => journal.tags.remove({ name, dryRun: dry }),
          (count) => `Take #${name} off ${count}?`,
          dryRun,
        ),
      ),
    )

  /** Looks how much it would touch, asks, does it. */
  async function bulk(
    run: (dryRun: boolean) => Promise<Touched>,
    ask: (count: string) => string,
    dryRun?: boolean,
  ) {
    const would = await run(true)
    const { dreams } = would
    const count = `${dreams} ${dreams === 1 ? 'dream' : 'dreams'}`
    if (!(await agreed(cli, { question: ask(count), what: [count], dryRun, would }))) return
    await cli.print.value(
      await run(false),
      (done) => `Changed ${done.dreams} ${done.dreams === 1 ? 'dream' : 'dreams'}`,
    )
  }
}
