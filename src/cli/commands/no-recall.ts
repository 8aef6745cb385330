import { describeNight } from '../../contract/model/night-words.ts'
import type { AddVerb } from '../cli.ts'
import { takesFields } from './fields.ts'

export const addNoRecall: AddVerb = (command, cli) => {
  takesFields(command, cli, nightFields)
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

async function nightFields(): Promise<readonly string[]> {
  const { Night } = await import('../../contract/model/night.ts')
  return Object.keys(Night.shape)
}
