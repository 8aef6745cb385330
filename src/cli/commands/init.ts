import type { AddVerb } from '../cli.ts'

export const addInit: AddVerb = (command, cli) => {
  command
    .addHelpText(
      'after',
      '\nExamples:\n  $ dreamcanvas init\n  $ dreamcanvas init --journal ./test-journal\n',
    )
    .action(async () => {
      const made = await cli.withJournal((journal) => journal.vault.init({}), { needs: 'nothing' })
      await cli.print.value(
        made,
        ({ folder }) => `Made a journal in ${folder}\nWrite a first dream: dreamcanvas add`,
      )
    })
}
