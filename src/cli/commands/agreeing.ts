import { AppError } from '../../contract/errors.ts'
import type { Cli } from '../cli.ts'
import { confirm } from '../output/confirm.ts'

type Plan = {
  readonly question: string
  readonly what: readonly string[]
  readonly dryRun?: boolean | undefined
}

/** Shows what would be done and asks; false when it was only to be shown. */
export async function agreed(cli: Cli, { question, what, dryRun }: Plan): Promise<boolean> {
  if (dryRun) {
    for (const line of what) await cli.print.note(line)
    await cli.print.note('Nothing was done: this was only to see.')
    return false
  }
  const { yes, input, color } = cli.globals
  if (await confirm(cli.io, { question, what, yes, input, color })) return true
  throw new AppError('cancelled', 'Nothing was done')
}
