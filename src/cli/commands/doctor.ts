import type { AddVerb, JournalClient } from '../cli.ts'
import { takesFields } from './fields.ts'

const EXAMPLES = `
It ends with 0 when all is well and with 1 when something needs care.

Examples:
  $ dreamcanvas doctor
  $ dreamcanvas doctor --fix
`

type Examined = Awaited<ReturnType<JournalClient['vault']['doctor']>>

export const addDoctor: AddVerb = (command, cli) => {
  takesFields(command, cli, ['folder', 'well', 'findings'])
    .option('--fix', 'put right what can be put right safely')
    .addHelpText('after', EXAMPLES)
    .action(({ fix }: { fix?: boolean }) =>
      cli.withJournal(
        async (journal) => {
          if (fix && (await journal.vault.state({})).state === 'open') await mend(journal)
          const examined = await journal.vault.doctor({})
          if (!examined.well) cli.needsCare()
          await cli.print.value({ folder: cli.folder, ...examined }, (found, paper) =>
            [
              paper.style.dim(`The journal in ${paper.text(found.folder)}`),
              ...lines(found, paper.style),
            ].join('\n'),
          )
        },
        { needs: 'journal' },
      ),
    )

  async function mend(journal: JournalClient): Promise<void> {
    const { done } = await journal.vault.mend({})
    for (const what of done) await cli.print.note(what)
    const pieces = await journal.search.reindex({}, { signal: cli.io.signal })
    let count = 0
    for await (const { done: indexed } of pieces) count = indexed
    await cli.print.note(`${count} ${count === 1 ? 'dream' : 'dreams'} put into the search index`)
  }
}

function lines(
  { findings }: Examined,
  style: { green(text: string): string; yellow(text: string): string; dim(text: string): string },
) {
  return findings.flatMap(({ ok, says, hint }) => [
    `${ok ? style.green('✓') : style.yellow('!')} ${says}`,
    ...(hint === null ? [] : [`  ${style.dim(hint)}`]),
  ])
}
