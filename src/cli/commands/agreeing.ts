import { AppError } from '../../contract/errors.ts'
import type { Cli } from '../cli.ts'
import { confirm } from '../output/confirm.ts'

type Plan = {
  readonly question: string
  /** What it is about, a line each. */
  readonly what: readonly string[]
  readonly dryRun?: boolean | undefined
  /** What the answer would be, for scripts: `--dry-run` prints it in the answer's shape. */
  readonly would: unknown
}

/** Shows what would be done and asks; false when it was only to be shown. */
export async function agreed(cli: Cli, { question, what, dryRun, would }: Plan): Promise<boolean> {
  if (dryRun) {
    await cli.print.value(would, (_, paper) => what.map((line) => paper.text(line)).join('\n'))
    await cli.print.note('Nothing was done: this was only to see.')
    return false
  }
  const { yes, input, color } = cli.globals
  if (await confirm(cli.io, { question, what, yes, input, color })) return true
  throw new AppError('cancelled', 'Nothing was done')
}
