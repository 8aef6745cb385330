import { join } from 'node:path'
import { run } from '../../../src/cli/run.ts'
import { createClock, type Clock } from '../../support/clock.ts'
import { testFolder } from '../../support/folder.ts'
import { fakeIo } from '../output/fake-io.ts'

// Nights are told by the zone of this computer.
process.env['TZ'] = 'Europe/Berlin'

export type Ran = { readonly code: number; readonly out: string; readonly err: string }
type Given = {
  /** What is piped in; nothing where left out. */
  readonly stdin?: string
  readonly env?: Record<string, string>
  /** stdout and stderr are a terminal so many columns wide; stdin never is. */
  readonly columns?: number
}

export type Command = {
  (args: string | readonly string[], given?: Given): Promise<Ran>
  readonly home: string
  readonly journal: string
  readonly clock: Clock
}

/** The command in a home folder of its own: as in a shell, but in process, and with a clock that stands still. */
export function createCommand(): Command {
  const home = testFolder()
  const clock = createClock()
  const command = async (args: string | readonly string[], { stdin = '', env, columns }: Given = {}) => {
    const io = fakeIo({ env: { HOME: home, XDG_DATA_HOME: join(home, 'data'), PAGER: 'cat', ...env } })
    if (columns !== undefined) {
      Object.assign(io.stdout, { isTTY: true, columns, rows: 1000 })
      Object.assign(io.stderr, { isTTY: true, columns })
    }
    io.stdin.end(stdin)
    const argv = typeof args === 'string' ? words(args) : args
    const code = await run(argv, { ...io, cwd: home, now: clock.now, platform: 'linux' })
    return { code, out: io.stdout.text, err: io.stderr.text }
  }
  return Object.assign(command, { home, clock, journal: join(home, 'data', 'dreamcanvas') })
}

/** As a shell would: blanks separate, quotes keep together. */
function words(line: string): string[] {
  const found = line.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? []
  return found.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'))
}

/** Ids and stamps differ each time, and so do the tails that are made of ids. */
export function withoutIds(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')
    .replaceAll(/"stamp":"[0-9a-f]{16}"/g, '"stamp":"<stamp>"')
    .replaceAll(/^[0-9a-f]{4,8}(?=\s)/gm, '<tail>')
    .replaceAll(
      /(?<=(?:Saved|Changed|Added to|Reflected on|Restored|in|\)|good|Settled):? )[0-9a-f]{4,8}(?= ·|\n|:|$)/g,
      '<tail>',
    )
}

export function tailOf({ out }: Pick<Ran, 'out'>): string {
  return /^\w[\w ]* (?<tail>[0-9a-f]{4,}) ·/m.exec(out)?.groups?.['tail'] ?? ''
}
