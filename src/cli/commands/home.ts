import { AppError } from '../../contract/errors.ts'
import type { AddVerb } from '../cli.ts'
import { isTty } from '../io.ts'

/** Verbs a person at home can pick with the arrow keys. Each runs as if it had been typed. */
const CHOICES = [
  { value: 'add', label: 'Write a dream down', hint: 'Ctrl-D saves' },
  { value: 'no-recall', label: 'Nothing recalled tonight' },
  { value: 'list', label: 'The newest dreams' },
  { value: 'search', label: 'Find a dream' },
  { value: 'show', label: 'Read the last one', args: ['last'] },
  { value: 'more', label: 'Add to the last one', args: ['last'] },
  { value: 'undo', label: 'Take back the last change' },
  { value: 'doctor', label: 'Is the journal well?' },
  { value: 'leave', label: 'Good night' },
] as const

export const addHome: AddVerb = (command, cli) => {
  command.addHelpText('after', '\nExamples:\n  $ dreamcanvas home\n').action(async () => {
    if (!isTty(cli.io.stdin) || !isTty(cli.io.stdout) || !cli.globals.input)
      throw new AppError('invalid_input', 'Home needs a terminal', {
        hint: 'In a script use the verbs; see `dreamcanvas --help`.',
      })
    const { intro, isCancel, outro, select, text } = await import('@clack/prompts')
    intro(await greeting())
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- a person picks one after the other
      const chosen = await select({ message: 'What now?', options: CHOICES.map((choice) => ({ ...choice })) })
      if (isCancel(chosen) || chosen === 'leave') break
      const choice = CHOICES.find(({ value }) => value === chosen)
      const args: string[] = choice && 'args' in choice ? [...choice.args] : []
      if (chosen === 'search') {
        // oxlint-disable-next-line no-await-in-loop -- as above
        const query = await text({ message: 'Which words?' })
        if (isCancel(query) || query.trim() === '') continue
        args.push(...query.split(/\s+/))
      }
      const journal = cli.globals.journal === undefined ? [] : ['--journal', cli.globals.journal]
      // oxlint-disable-next-line no-await-in-loop -- as above
      await cli.run([...journal, chosen, ...args])
    }
    outro('Sleep well.')
  })

  async function greeting(): Promise<string> {
    const state = await cli.withJournal((journal) => journal.vault.state({}))
    if (state.state === 'absent') return 'DreamCanvas · no journal yet: the first dream you write makes one'
    return `DreamCanvas · ${cli.folder}`
  }
}
