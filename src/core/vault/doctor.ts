import { existsSync, statSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import { AppError } from '../../contract/errors.ts'
import { translateFailure } from '../db/failures.ts'
import { openFile } from '../db/open.ts'
import type { Opened } from './opened.ts'
import { journalFiles } from './places.ts'

export type Finding = {
  readonly check: string
  readonly ok: boolean
  readonly says: string
  readonly hint: string | null
}

/** Looks a journal over without changing it. `indexVersion` is the fold this program writes. */
export function examine(folder: string, opened: Opened, indexVersion: number): Finding[] {
  if (opened.state === 'absent')
    return [bad('journal', 'There is no journal here.', 'Make one with `dreamcanvas init`.')]
  if (opened.state !== 'open') return [bad('journal', `${opened.error.message}.`, opened.error.hint ?? null)]
  const file = openFile(journalFiles(folder).db)
  try {
    const whole = integrity(file)
    // What a damaged file says of itself is worth nothing, and may be no answer at all.
    if (!whole.ok) return [...privacy(folder), whole]
    return [...privacy(folder), whole, foreignKeys(file), index(file, indexVersion), versions(file)]
  } finally {
    file.close()
  }
}

function integrity(file: Database): Finding {
  if (isWhole(file)) return good('file', 'The journal’s file is whole.')
  return bad('file', 'The journal’s file is damaged.', 'Keep a copy of it, then `dreamcanvas doctor --fix`.')
}

function isWhole(file: Database): boolean {
  try {
    return file.pragma('integrity_check(1)', { simple: true }) === 'ok'
  } catch (thrown) {
    // Some damage it reports, by other damage it is stopped.
    const failure = translateFailure(thrown)
    if (failure instanceof AppError && failure.code === 'damaged') return false
    throw thrown
  }
}

function foreignKeys(file: Database): Finding {
  const broken = file.prepare('PRAGMA foreign_key_check').get()
  if (!broken) return good('links', 'Everything that belongs to a dream has its dream.')
  return bad('links', 'Something in the journal belongs to a dream that is not there.', 'Please report it.')
}

/** Every dream outside the trash, and no other, has its row in the search index, made by the present fold. */
function index(file: Database, indexVersion: number): Finding {
  const version = file.prepare('SELECT version FROM search_fold').pluck().get()
  const amiss = file
    .prepare(
      `SELECT count(*) FROM (SELECT seq FROM dream WHERE deleted_at IS NULL) AS kept
      FULL JOIN dream_search_docsize ON id = kept.seq WHERE id IS NULL OR kept.seq IS NULL`,
    )
    .pluck()
    .get()
  if (amiss === 0 && (version === indexVersion || count(file) === 0))
    return good('search', 'Every dream can be found by its words.')
  return bad(
    'search',
    'Some dreams cannot be found by all their words.',
    'Build the index anew: `dreamcanvas doctor --fix`.',
  )
}

function versions(file: Database): Finding {
  const open = Number(file.prepare('SELECT count(*) FROM dream WHERE conflict = 1').pluck().get())
  if (open === 0) return good('conflicts', 'No dream waits for you to choose between two versions.')
  return bad(
    'conflicts',
    `${open === 1 ? '1 dream was' : `${open} dreams were`} changed in two places.`,
    'See `dreamcanvas list --conflict`.',
  )
}

function privacy(folder: string): Finding[] {
  if (process.platform === 'win32') return []
  const { db, lock } = journalFiles(folder)
  const readable = [folder, db, lock].filter(
    (path) => existsSync(path) && (statSync(path).mode & 0o077) !== 0,
  )
  if (readable.length === 0) return [good('privacy', 'Only you can read the journal’s folder.')]
  return [
    bad(
      'privacy',
      'Other people on this computer could read the journal.',
      'Put it right: `dreamcanvas doctor --fix`.',
    ),
  ]
}

function count(file: Database): unknown {
  return file.prepare('SELECT count(*) FROM dream').pluck().get()
}

function good(check: string, says: string): Finding {
  return { check, ok: true, says, hint: null }
}

function bad(check: string, says: string, hint: string | null): Finding {
  return { check, ok: false, says, hint }
}
