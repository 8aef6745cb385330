import { AppError } from '../../contract/errors.ts'
import { defaultConfigFolder } from '../../core/app.ts'
import type { AddVerb } from '../cli.ts'

const EXAMPLES = `
Examples:
  $ dreamcanvas config
  $ dreamcanvas config set turnOfNight 18:00     when your nights begin
  $ dreamcanvas config get trashDays
`

export const addConfig: AddVerb = (command, cli) => {
  command.addHelpText('after', EXAMPLES)

  command
    .command('list', { isDefault: true })
    .summary('all settings')
    .action(() =>
      cli.withJournal(async (journal) => {
        const settings = await journal.settings.list({})
        await cli.print.value(settings, (all) =>
          Object.entries(all)
            .map(([name, value]) => `${name} = ${value}`)
            .join('\n'),
        )
      }),
    )

  command
    .command('get')
    .summary('one setting')
    .argument('<name>')
    .action((name: string) =>
      cli.withJournal(async (journal) => {
        const settings = await journal.settings.list({})
        if (!Object.hasOwn(settings, name)) throw unknown(name, Object.keys(settings))
        await cli.print.value(settings[name as keyof typeof settings], String)
      }),
    )

  command
    .command('set')
    .summary('change a setting')
    .argument('<name>')
    .argument('<value>')
    .action((name: string, value: string) =>
      cli.withJournal(async (journal) => {
        const settings = await journal.settings.list({})
        if (!Object.hasOwn(settings, name)) throw unknown(name, Object.keys(settings))
        const wanted = typeof settings[name as keyof typeof settings] === 'number' ? Number(value) : value
        const changed = await journal.settings.set({ [name]: wanted })
        await cli.print.value(changed, () => `${name} = ${value}`)
      }),
    )

  command
    .command('path')
    .summary('where the journal and this machine’s settings lie')
    .action(async () => {
      const paths = { journal: cli.folder, config: defaultConfigFolder(cli.io.env, cli.io.platform) }
      await cli.print.value(paths, ({ journal, config }) => `journal ${journal}\nconfig  ${config}`)
    })
}

function unknown(name: string, known: readonly string[]): AppError {
  return new AppError('not_found', `There is no setting ${name}`, { hint: `There are ${known.join(', ')}.` })
}
