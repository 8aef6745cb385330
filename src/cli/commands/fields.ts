import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { checkFields } from '../output/fields.ts'

type Names = readonly string[] | (() => Promise<readonly string[]>)

/** What `--fields` may name here. Checked before anything is done: a misspelt name must not follow a saved dream. */
export function takesFields(command: Command, cli: Cli, names: Names): Command {
  return command.hook('preAction', async () => {
    const { fields } = cli.globals
    if (fields) checkFields(fields, typeof names === 'function' ? await names() : names)
  })
}

export async function dreamFields(): Promise<readonly string[]> {
  const { Dream } = await import('../../contract/model/dream.ts')
  return Object.keys(Dream.shape)
}
