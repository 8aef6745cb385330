import { AppError } from '../../contract/errors.ts'

/** What SQLite or the file system refused, in the person's words. Anything else passes through: it is a bug. */
export function translateFailure(thrown: unknown): unknown {
  const code = codeOf(thrown)
  if (code === undefined || thrown instanceof AppError) return thrown
  const because = { cause: thrown }
  // SHMSIZE: no room for the memory that programs share, which even reading needs.
  if (/^SQLITE_(FULL|IOERR_WRITE|IOERR_SHMSIZE)|^ENOSPC|^EDQUOT/.test(code))
    return new AppError('disk_full', 'The disk is full; nothing of this was kept', {
      hint: 'Free some space and try again.',
      ...because,
    })
  if (/^SQLITE_(READONLY|CANTOPEN|PERM|AUTH)|^EACCES|^EPERM|^EROFS|^ENOTDIR|^ELOOP|^EEXIST/.test(code))
    return new AppError('not_writable', 'The journal’s folder cannot be written', {
      hint: 'The folder must be yours, and on a disk that can be written.',
      ...because,
    })
  if (/^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(code))
    return new AppError('damaged', 'The journal’s file is damaged', {
      hint: 'Keep a copy of its folder as it is before anything else; older copies may lie in `backups`.',
      ...because,
    })
  if (/^SQLITE_(BUSY|LOCKED|PROTOCOL)/.test(code))
    return new AppError('busy', 'Another program is holding the journal', {
      hint: 'Wait until it has finished and try again.',
      ...because,
    })
  return thrown
}

/** Not a database, as far as can be seen without a key. */
export function isUnreadable(thrown: unknown): boolean {
  return codeOf(thrown) === 'SQLITE_NOTADB'
}

function codeOf(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error) || !('code' in thrown)) return undefined
  return typeof thrown.code === 'string' ? thrown.code : undefined
}
