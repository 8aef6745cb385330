import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { journalFiles } from '../core/app.ts'
import type { Draft } from './page/draft.ts'

/** Where a page's words lie until they are saved: beside the journal, the dreamer's alone, one file a page. */
export function newDraft(folder: string, name: string): Draft {
  const { drafts } = journalFiles(folder)
  const path = join(drafts, `${name}.${process.pid}.md`)
  return {
    save(text) {
      mkdirSync(drafts, { recursive: true, mode: 0o700 })
      const unfinished = `${path}.part`
      writeFileSync(unfinished, text, { mode: 0o600, flush: true })
      renameSync(unfinished, path)
    },
    clear: () => rmSync(path, { force: true }),
  }
}

export type KeptDraft = { readonly text: string; readonly when: string; forget(): void }

/** What a page that was left, or whose terminal died, had kept; not one that is being written right now. */
export function keptDraft(folder: string, name: string): KeptDraft | undefined {
  const { drafts } = journalFiles(folder)
  if (!existsSync(drafts)) return undefined
  const found = readdirSync(drafts)
    .map((file) => /^(?<name>.+)\.(?<pid>\d+)\.md$/.exec(file))
    .filter((match) => match?.groups?.['name'] === name && !isRunning(Number(match.groups['pid'])))
    .map((match) => join(drafts, match?.[0] ?? ''))
    .toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
  const [path] = found
  if (path === undefined) return undefined
  const text = readFileSync(path, 'utf8')
  const when = `at ${statSync(path).mtime.toTimeString().slice(0, 5)}`
  return { text, when, forget: () => rmSync(path, { force: true }) }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // It is somebody else's: it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
