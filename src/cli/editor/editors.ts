import { spawnSync } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { basename } from 'node:path'
import { AppError } from '../../contract/errors.ts'
import type { Io } from '../io.ts'
import { findProgram, splitWords } from '../output/programs.ts'

export interface EditorCommand {
  /** As the person calls it, for messages. */
  readonly name: string
  readonly program: string
  readonly args: readonly string[]
}

/** What the person set, told to keep no copies; else an editor that is there. */
export function editorCommand(io: Io): EditorCommand {
  const chosen = io.env.VISUAL?.trim() || io.env.EDITOR?.trim()
  const [name, ...args] = chosen ? splitWords(chosen) : usualEditors(io)
  const program = name === undefined ? undefined : findProgram(io, name)
  if (name === undefined || program === undefined) {
    throw new AppError('invalid_input', name ? `There is no editor "${name}"` : 'No editor was found', {
      hint: 'Set VISUAL or EDITOR to one that is installed, or write without -e.',
    })
  }
  return { name, program, args: [...args, ...discretion(familyOf(program), args)] }
}

function usualEditors(io: Io): string[] {
  const usual = io.platform === 'win32' ? ['notepad'] : ['nano', 'vi', 'vim', 'emacs']
  return usual.filter((name) => findProgram(io, name)).slice(0, 1)
}

function discretion(family: Family | undefined, given: readonly string[]): readonly string[] {
  if (!family) return []
  const { args, waits } = family
  return waits && !waits.some((option) => given.includes(option)) ? [...args, waits[0]!] : args
}

/** By the file behind the name, links followed: `vi` may be vim, or nvi, which knows none of vim's options. */
function familyOf(program: string): Family | undefined {
  const name = basename(realpathSync(program))
    .toLowerCase()
    .replace(/\.(exe|cmd|bat)$/, '')
  const isVim = name === 'vi' && versionOf(program).startsWith('VIM ')
  return isVim ? VIM : FAMILIES.find(({ names }) => names.test(name))
}

function versionOf(program: string): string {
  return spawnSync(program, ['--version'], { encoding: 'utf8', timeout: 1000 }).stdout ?? ''
}

interface Family {
  readonly names: RegExp
  /** What makes it keep no copy of what is written in it, beyond the file it is given. */
  readonly args: readonly string[]
  /** Options without which it returns before anything was written; the first is added when none was given. */
  readonly waits?: readonly string[]
}

const VIM_SETTINGS = 'set noswapfile nobackup nowritebackup noundofile'
const VIM: Family = {
  names: /^r?(vim|nvim|vimx)([-.].*)?$/,
  // Twice: before the person's own settings, for the file as it is opened, and after them, for good.
  args: ['-n', '-i', 'NONE', '--cmd', VIM_SETTINGS, '-c', VIM_SETTINGS],
}

const FAMILIES: readonly Family[] = [
  VIM,
  { ...VIM, names: /^[gm]vim([-.].*)?$/, waits: ['-f', '--nofork'] },
  // Its options cannot be switched off one by one, only its settings file as a whole.
  { names: /^r?nano([-.].*)?$/, args: ['--ignorercfiles'] },
  {
    names: /^emacs([-.].*)?$/,
    args: [
      '--eval',
      '(setq make-backup-files nil auto-save-default nil auto-save-list-file-prefix nil create-lockfiles nil)',
    ],
  },
  {
    names: /^micro$/,
    args: ['-backup', 'false', '-saveundo', 'false', '-savecursor', 'false', '-savehistory', 'false'],
  },
  { names: /^(joe|jmacs|jpico|jstar)$/, args: ['-nobackups', '-nodeadjoe'] },
  {
    names: /^(code|code-insiders|codium|vscodium|cursor|windsurf|subl|sublime_text|zed|zeditor|atom)$/,
    args: [],
    waits: ['--wait', '-w'],
  },
  { names: /^kate$/, args: [], waits: ['--block', '-b'] },
]
