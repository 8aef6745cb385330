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
import { uptime } from 'node:os'
import { join } from 'node:path'
import { journalFiles } from '../core/app.ts'
import type { Draft } from './page/draft.ts'

/** What is being written: a new dream, or the text of one as it was in some revision. */
export type DraftName = { readonly name: string; readonly base?: number | undefined }

export type OpenedDraft = {
  readonly draft: Draft
  isKept(): boolean
  /** What a page that was left, or whose terminal died, had kept. It is this page's draft now. */
  readonly kept:
    | {
        readonly text: string
        readonly writtenAt: Date
        readonly base: number | undefined
        readonly more: number
      }
    | undefined
}

/**
 * Where a page's words lie until they are saved: beside the journal, the dreamer's alone. Every page has a file of its
 * own, named after its process, so that two pages never write over each other.
 */
export function openDraft(folder: string, { name, base }: DraftName): OpenedDraft {
  const { drafts } = journalFiles(folder)
  const own = `${process.pid}.${crypto.randomUUID().slice(-8)}.md`
  const pathFor = (revision: number | undefined) =>
    join(drafts, revision === undefined ? `${name}.${own}` : `${name}@${revision}.${own}`)

  for (const found of abandoned(drafts, name)) {
    const path = pathFor(found.base)
    // Renamed, not copied: of two pages opened at once one goes on with it, the other with the next.
    if (!claim(found.path, path)) continue
    const more = abandoned(drafts, name).filter((other) => other.path !== path).length
    const kept = { text: readFileSync(path, 'utf8'), writtenAt: found.writtenAt, base: found.base, more }
    return { draft: draftAt(drafts, path), isKept: () => existsSync(path), kept }
  }
  const path = pathFor(base)
  return { draft: draftAt(drafts, path), isKept: () => existsSync(path), kept: undefined }
}

function draftAt(drafts: string, path: string): Draft {
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

const FILE = /^(?<name>.+?)(?:@(?<base>\d+))?\.(?<pid>\d+)\.[0-9a-f]{8}\.md(?<part>\.part)?$/

/** Newest first. What a process left half written goes: the draft beside it is whole, and a second older at most. */
function abandoned(drafts: string, wanted: string) {
  if (!existsSync(drafts)) return []
  return readdirSync(drafts)
    .flatMap((file) => {
      const { name, base, pid, part } = FILE.exec(file)?.groups ?? {}
      const path = join(drafts, file)
      const written = name === wanted ? statSync(path, { throwIfNoEntry: false }) : undefined
      if (!written || isBeingWritten(Number(pid), written.mtime)) return []
      if (part === undefined)
        return [{ path, writtenAt: written.mtime, base: base === undefined ? undefined : Number(base) }]
      rmSync(path, { force: true })
      return []
    })
    .toSorted((a, b) => b.writtenAt.getTime() - a.writtenAt.getTime())
}

/** Process ids come again: after a restart, and in a container every time. */
function isBeingWritten(pid: number, writtenAt: Date): boolean {
  const startedAt = Date.now() - uptime() * 1000
  return pid !== process.pid && writtenAt.getTime() > startedAt && isRunning(pid)
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

function claim(from: string, to: string): boolean {
  try {
    renameSync(from, to)
    return true
  } catch {
    return false
  }
}
