const INTRO = `# Commands

What each verb says of itself; the same as \`dreamcanvas help <verb>\`. The [guide](../guide/README.md) tells what they
are for, and [exit codes](exit-codes.md) how they end.`

/** `help` asks the command for what it says to these words. */
export async function commandsPage(help) {
  const whole = await help([])
  const verbs = listed(whole)
  const sections = await Promise.all(verbs.map((verb) => section(verb, help)))
  return [INTRO, '## dreamcanvas', block(whole), ...sections.flat()].join('\n\n')
}

async function section(verb, help) {
  const says = await help([verb])
  const inner = await Promise.all(
    listed(says).map(async (sub) => [`### ${verb} ${sub}`, block(await help([verb, sub]))]),
  )
  return [`## ${verb}`, block(says), ...inner.flat()]
}

/** The names under "Commands:". */
function listed(help) {
  const [, rest = ''] = help.split('\nCommands:\n')
  const [commands = ''] = rest.split('\n\n')
  return commands
    .split('\n')
    .map((line) => /^ {2}([a-z-]+)/.exec(line)?.[1])
    .filter((name) => name !== undefined && name !== 'help')
}

function block(text) {
  return ['```text', text.trimEnd(), '```'].join('\n')
}
