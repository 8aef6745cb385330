import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { VERBS } from '../../src/cli/verbs.ts'
import { testFolder } from '../support/folder.ts'
import { hasProgram, useBuiltCommand } from './support/built.ts'
import { createCommand, tailOf } from './support/command.ts'

const built = useBuiltCommand()

/** The lines after `$ `, without what the help says of them behind two blanks. */
async function examplesOf(verb: string): Promise<string[]> {
  const { out } = await createCommand()(`help ${verb}`)
  return [...out.matchAll(/^ {2}\$ (?<line>.+)$/gm)].map(
    ({ groups }) => (groups?.['line'] ?? '').split(/ {2,}/)[0] ?? '',
  )
}

/** A page, an editor, a question, another computer, or news without end. */
const WANTS_SOMEBODY =
  /^dreamcanvas(?: (?:home|add|edit last|more last|reflect last|undo|rm last(?: --forever)?|tags merge [a-z ]+|coding (?:confirm|blind) last))?$| -e\b|\bssh\b|changes\.follow/

test('every verb has examples', async () => {
  for (const verb of Object.keys(VERBS)) expect.soft(await examplesOf(verb), verb).not.toEqual([])
})

test.skipIf(!hasProgram('sh'))('every example works as it is pasted', { timeout: 120_000 }, async () => {
  const { shell, dreams, begin } = await prepare()
  for (const verb of Object.keys(VERBS)) {
    begin(verb)
    for (const example of await examplesOf(verb)) {
      if (WANTS_SOMEBODY.test(example)) continue
      const ran = shell(example.replaceAll('3fa9', dreams.first).replaceAll('b21c', dreams.second))
      // Where no model server runs, that is said; the example is right all the same.
      const well =
        ran.status === 0 || (['models', 'read'].includes(verb) && [1, 6].includes(ran.status ?? 70))
      expect
        .soft({ verb, example, said: well ? '' : ran.stderr, well })
        .toEqual({ verb, example, said: '', well: true })
    }
  }
})

/** A shell that finds the command, in a folder with the files the examples name. */
async function prepare() {
  const home = testFolder()
  const programs = join(home, 'bin')
  mkdirSync(programs)
  const put = (name: string, text: string) => writeFileSync(join(home, name), text, { mode: 0o755 })
  put('bin/dreamcanvas', `#!/bin/sh\nexec "${process.execPath}" "${built.bin}" "$@"\n`)
  put('bin/pbpaste', '#!/bin/sh\necho "A pasted dream."\n')
  put('dream.txt', 'The lift went sideways.\n')
  put('rest.txt', 'And then it sang.\n')
  put('corrected.txt', 'The lift went up.\n')
  put('old-notes.csv', 'date,title,text,tags\n2026-01-01,New,A year made of glass,glass\n')
  put('dreams.jsonl', (await withOneDream()).out)

  const shell = (line: string) =>
    spawnSync('sh', ['-c', line], {
      cwd: home,
      input: 'Something for the examples.\n',
      encoding: 'utf8',
      env: { HOME: home, PATH: `${programs}:${process.env['PATH'] ?? ''}`, TZ: 'Europe/Berlin' },
    })
  const add = (flags: string) => tailOf({ out: shell(`dreamcanvas add ${flags}`).stdout })
  add('-d 2026-10-01 --tag see,draft')
  add('-d 2026-10-02 --tag ocean,waves')
  const dreams = { first: add('-d 2026-10-03'), second: add('-d 2026-10-04') }
  add('-d 2026-10-05')

  const journal = join(home, '.local', 'share', 'dreamcanvas')
  const kept = join(home, 'kept')
  renameSync(journal, kept)
  return { shell, dreams, begin }

  /** The journal as it was before the examples of another verb. */
  function begin(verb: string): void {
    rmSync(journal, { recursive: true, force: true })
    if (verb === 'init') return
    cpSync(kept, journal, { recursive: true })
    chmodSync(journal, 0o700)
    if (verb === 'more') add('-d 2026-11-20')
    // Changed in two places, for it to have something to choose between.
    if (verb === 'settle')
      for (const flags of ['-t Here', '-t There --revision 1'])
        shell(`dreamcanvas edit ${dreams.first} ${flags}`)
    // Of so few words a reading is made without a model.
    if (verb === 'readings') for (const flags of ['', ' --redo']) shell(`dreamcanvas read last${flags}`)
    if (verb === 'trash') shell(`dreamcanvas rm ${dreams.first} --yes`)
  }
}

async function withOneDream() {
  const other = createCommand()
  await other('add', { stdin: 'From another computer.' })
  return other('export')
}
