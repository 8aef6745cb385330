import { AppError } from '../../contract/errors.ts'
import type { AddVerb, Cli, JournalClient } from '../cli.ts'
import { readAllStdin } from '../editor/read-stdin.ts'
import { toJson } from '../output/json.ts'
import { write } from '../output/write.ts'

const EXAMPLES = `
Examples:
  $ dreamcanvas call dreams.list '{"limit":5}'
  $ echo '{"text":"A door in the sea."}' | dreamcanvas call dreams.add -
  $ dreamcanvas call changes.follow            news, a line each, until Ctrl-C
`

export const addCall: AddVerb = (command, cli) => {
  command
    .argument('<operation>', 'group.operation; see `dreamcanvas ops`')
    .argument('[json]', 'its input, or - for what is piped in', '{}')
    .addHelpText('after', EXAMPLES)
    .action(async (name: string, json: string) => {
      const { journal: contract } = await import('../../contract/journal.ts')
      const [group = '', operation = '', ...rest] = name.split('.')
      const known =
        rest.length === 0 &&
        Object.hasOwn(contract, group) &&
        Object.hasOwn(contract[group as keyof typeof contract], operation)
      if (!known)
        throw new AppError('invalid_input', `There is no operation ${name}`, {
          hint: 'See `dreamcanvas ops`.',
        })
      const input = parse(json === '-' ? await readAllStdin(cli.io) : json)
      await cli.withJournal((journal) => call(cli, journal, [group, operation], input), { needs: 'nothing' })
    })
}

type AnyClient = Record<
  string,
  Record<string, (input: unknown, options: { signal: AbortSignal }) => Promise<unknown>>
>

async function call(
  cli: Cli,
  journal: JournalClient,
  [group, operation]: readonly [string, string],
  input: unknown,
) {
  // The contract was asked whether there is such an operation; which one is known only now.
  const ask = (journal as unknown as AnyClient)[group]?.[operation]
  const answer = await ask?.(input, { signal: cli.io.signal })
  const { tty } = cli.print.paper
  if (!isStream(answer)) return write(cli.io.stdout, `${toJson(answer, { tty })}\n`)
  for await (const piece of answer) await write(cli.io.stdout, `${toJson(piece, { tty, indent: false })}\n`)
}

function isStream(answer: unknown): answer is AsyncIterable<unknown> {
  return typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    throw new AppError('invalid_input', 'The input is not JSON', {
      hint: 'Quote it for your shell, like \'{"limit":5}\', or pipe it in and pass -.',
    })
  }
}
