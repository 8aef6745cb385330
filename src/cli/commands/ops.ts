import { describeOperations } from '../../rpc/describe.ts'
import type { AddVerb } from '../cli.ts'
import { table } from '../output/table.ts'
import { takesFields } from './fields.ts'

export const addOps: AddVerb = (command, cli) => {
  takesFields(command, cli, ['operation', 'kind', 'summary', 'errors', 'input', 'output'])
    .addHelpText(
      'after',
      '\nExamples:\n  $ dreamcanvas ops\n  $ dreamcanvas ops --json\n  $ dreamcanvas ops --ndjson --fields operation,kind\n',
    )
    .action(async () => {
      const { journal } = await import('../../contract/journal.ts')
      await cli.print.list({ items: describeOperations(journal), next: null }, (operations, paper) =>
        table(
          paper,
          [{ paint: paper.style.cyan }, { paint: paper.style.dim }, { shrinks: 'last' }],
          operations.map(({ operation, kind, summary }) => [operation, kind, summary]),
        ),
      )
    })
}
