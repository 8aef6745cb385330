import { ORPCError } from '@orpc/client'
import { ValidationError } from '@orpc/contract'
import { AppError, isErrorCode, toAppError } from '../contract/errors.ts'
import { sayWhatIsWrong } from './invalid.ts'

type Carried = { hint?: string; details?: unknown }

/** Is told of bugs, whole; callers only ever see their id. */
export type ReportBug = (bug: AppError) => void

/** What leaves the router: an AppError in oRPC's envelope. A bug is reported here and its cause goes no further. */
export function toWire(thrown: unknown, reportBug: ReportBug): ORPCError<string, Carried> {
  if (thrown instanceof ORPCError && isErrorCode(thrown.code)) return thrown as ORPCError<string, Carried> // ours already
  const error = invalidInput(thrown) ?? toAppError(thrown)
  if (error.code === 'internal') reportBug(error)
  const data: Carried = {}
  if (error.hint !== undefined) data.hint = error.hint
  if (error.details !== undefined) data.details = error.details
  return new ORPCError<string, Carried>(error.code, {
    status: error.httpStatus,
    message: error.message,
    data,
  })
}

/** What a caller gets, over whichever transport: an AppError again. */
export function fromWire(thrown: unknown): AppError {
  if (!(thrown instanceof ORPCError)) return toAppError(thrown)
  if (!isErrorCode(thrown.code)) {
    if (thrown.code === 'NOT_FOUND')
      return new AppError('not_found', 'There is no such operation', { hint: 'See `dreamcanvas ops`.' })
    return invalidInput(thrown) ?? toAppError(thrown)
  }
  const { hint, details } = (thrown.data ?? {}) as Carried // written by toWire
  return new AppError(thrown.code, thrown.message, { hint, details, cause: thrown.cause })
}

function invalidInput(thrown: unknown): AppError | undefined {
  if (!(thrown instanceof ORPCError) || thrown.code !== 'BAD_REQUEST') return undefined
  // The cause itself holds what was typed, so it is not handed on.
  const issues = thrown.cause instanceof ValidationError ? thrown.cause.issues : []
  return new AppError(
    'invalid_input',
    issues.length > 0 ? sayWhatIsWrong(issues) : 'That could not be read as input',
  )
}
