import { describeNight } from '../../contract/model/night-words.ts'
import type { AddVerb } from '../cli.ts'

export const addNoRecall: AddVerb = (command, cli) => {
  command
    .option('-d, --date <when>', 'which night, when it is not this one')
    .addHelpText(
      'after',
      '\nExamples:\n  $ dreamcanvas no-recall\n  $ dreamcanvas no-recall -d "two nights ago"\n',
    )
    .action(async ({ date }: { date?: string }) => {
      const night = await cli.withJournal((journal) => journal.nights.noRecall({ when: date }), {
        make: true,
      })
      await cli.print.value(night, ({ endsOn }) => `No recall · ${describeNight({ endsOn })}`, {
        brief: ({ id }) => id,
      })
    })
}
