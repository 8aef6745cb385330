import { AppError } from '../../contract/errors.ts'
import { isTty, type Output } from '../io.ts'

/** Settles when the stream took it, so a slow reader slows us and a full disk or closed pipe is heard of. */
export function write(stream: Output, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(explained(error, stream)) : resolve()))
  })
}

/** `dreamcanvas list | head`: whoever read us has had enough. The command ends quietly, with 0. */
export function isClosedPipe(error: unknown): boolean {
  const code = codeOf(error)
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED' || code === 'ERR_STREAM_WRITE_AFTER_END'
}

function explained(error: Error, stream: Output): Error {
  // From a terminal that was closed; from a file it is a failing disk.
  if (codeOf(error) === 'EIO' && isTty(stream)) return Object.assign(error, { code: 'EPIPE' })
  if (codeOf(error) !== 'ENOSPC') return error
  return new AppError('disk_full', 'The disk is full: what was printed is cut off', {
    hint: 'Make room, or print to another disk.',
    cause: error,
  })
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
