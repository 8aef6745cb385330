import { AppError } from '../../contract/errors.ts'
import { defaultConfigFolder } from '../../core/app.ts'
import type { AddVerb } from '../cli.ts'

const EXAMPLES = `
Examples:
  $ dreamcanvas config
  $ dreamcanvas config set turnOfNight 18:00     when your nights begin
  $ dreamcanvas config get trashDays
  $ dreamcanvas config set modelAddress http://127.0.0.1:11500
  $ dreamcanvas config set modelAddress none     back to where Ollama usually answers
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
            .map(([name, value]) => `${name} = ${sayValue(value)}`)
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
        await cli.print.value(settings[name as keyof typeof settings], sayValue)
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
        const wanted = valueFrom(value, settings[name as keyof typeof settings])
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

function sayValue(value: string | number | null): string {
  return value === null ? NOTHING : String(value)
}

/** What a setting is called that was never set, and what unsets it. */
const NOTHING = 'none'

function valueFrom(typed: string, now: string | number | null): string | number | null {
  if (typeof now === 'number') return Number(typed)
  return typed === NOTHING ? null : typed
}

function unknown(name: string, known: readonly string[]): AppError {
  return new AppError('not_found', `There is no setting ${name}`, { hint: `There are ${known.join(', ')}.` })
}
