/** Every failure a caller may act on, and its face in HTTP and in the shell. */
const CODES = {
  invalid_input: { status: 400, exit: 2 },
  not_found: { status: 404, exit: 3 },
  absent: { status: 404, exit: 3 },
  conflict: { status: 409, exit: 4 },
  newer: { status: 409, exit: 5 },
  model_unavailable: { status: 503, exit: 6 },
  locked: { status: 423, exit: 7 },
  refused: { status: 403, exit: 8 },
  disk_full: { status: 507, exit: 9 },
  not_writable: { status: 507, exit: 9 },
  damaged: { status: 500, exit: 9 },
  busy: { status: 503, exit: 9 },
  cancelled: { status: 499, exit: 130 },
  internal: { status: 500, exit: 70 },
} as const satisfies Record<string, { status: number; exit: number }>

export type ErrorCode = keyof typeof CODES

export const ERROR_CODES = Object.keys(CODES) as readonly ErrorCode[] // keys of a const object
type Extra = ErrorOptions & { hint?: string | undefined; details?: unknown }

export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  /** What the person can do next, in one sentence. */
  readonly hint: string | undefined
  /** JSON-safe and free of dream text: it travels, and it is logged. */
  readonly details: unknown

  constructor(code: ErrorCode, message: string, { hint, details, ...options }: Extra = {}) {
    super(message, options)
    this.code = code
    this.hint = hint
    this.details = details
  }

  get httpStatus(): number {
    return CODES[this.code].status
  }

  get exitCode(): number {
    return CODES[this.code].exit
  }

  toJSON() {
    return { code: this.code, message: this.message, hint: this.hint, details: this.details }
  }
}

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(CODES, code)
}

/**
 * For the edges only (rpc/ and cli/run.ts). A bug stays a bug: it keeps its stack as the cause, gets an id a
 * person can report, and no message of its own.
 */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  if (thrown instanceof Error && thrown.name === 'AbortError')
    return new AppError('cancelled', 'Cancelled', { cause: thrown })
  const id = crypto.randomUUID().slice(-12)
  return new AppError('internal', 'Something went wrong inside DreamCanvas', {
    hint: `Please report it with the id ${id}.`,
    details: { id },
    cause: thrown,
  })
}
