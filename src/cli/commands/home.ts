import { AppError } from '../../contract/errors.ts'
import type { AddVerb } from '../cli.ts'
import { isTty } from '../io.ts'

/** What a person at home can pick with the arrow keys. Each runs as if it had been typed. */
const CHOICES = [
  { value: 'add', label: 'Write a dream down', hint: 'Ctrl-D saves', args: ['add'] },
  { value: 'none', label: 'Nothing recalled of this night', args: ['no-recall'] },
  { value: 'list', label: 'The newest dreams', args: ['list'] },
  { value: 'search', label: 'Find a dream', args: ['search', '--'] },
  { value: 'show', label: 'Read the last one', args: ['show', 'last'] },
  { value: 'more', label: 'Add to the last one', args: ['more', 'last'] },
  { value: 'undo', label: 'Take back the last change', args: ['undo'] },
  { value: 'doctor', label: 'Is the journal well?', args: ['doctor'] },
] as const
const LEAVE = { value: 'leave', label: 'Good night' } as const

export const addHome: AddVerb = (command, cli) => {
  command.addHelpText('after', '\nExamples:\n  $ dreamcanvas home\n').action(async () => {
    const { io, globals } = cli
    if (!isTty(io.stdin) || !isTty(io.stdout) || !globals.input)
      throw new AppError('invalid_input', 'Home needs a terminal', {
        hint: 'In a script use the verbs; see `dreamcanvas --help`.',
      })
    const { intro, isCancel, outro, select, text } = await import('@clack/prompts')
    intro(await greeting())
    for (;;) {
      const chosen = await select({ message: 'What now?', options: [...CHOICES, LEAVE] })
      const choice = CHOICES.find(({ value }) => value === chosen)
      if (isCancel(chosen) || !choice) break
      const words: string[] = []
      if (choice.value === 'search') {
        const query = await text({ message: 'Which words?' })
        if (isCancel(query) || query.trim() === '') continue
        words.push(query)
      }
      // Ctrl-C ends what was picked and comes back here. What went wrong was said.
      await io.attempt((own) => cli.run([...flags(), ...choice.args, ...words], own))
    }
    outro('Sleep well.')
  })

  async function greeting(): Promise<string> {
    const { state } = await cli.withJournal((journal) => journal.vault.state({}), { needs: 'journal' })
    if (state === 'absent') return 'DreamCanvas · no journal yet: the first dream you write makes one'
    return `DreamCanvas · ${cli.folder}`
  }

  function flags(): string[] {
    const { journal, color, verbose } = cli.globals
    return [
      ...(journal === undefined ? [] : ['--journal', journal]),
      ...(color ? [] : ['--no-color']),
      ...(verbose ? ['--verbose'] : []),
    ]
  }
}
