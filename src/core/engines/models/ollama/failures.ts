import { AppError } from '../../../../contract/errors.ts'

/** What is being asked, so that a failure can be told in its words. */
export type About = {
  readonly url: string
  readonly model?: string | undefined
  readonly context?: number | undefined
  /** Nothing of a dream is in the request or the answer, so what the server says may be shown. */
  readonly plain?: boolean | undefined
}

/** What Ollama answered instead of what was asked for: with a status of its own, or after a 200 in the midst of it. */
export function failureOf(said: string, status: number, about: About): AppError {
  const { model = 'the model', context } = about
  if (status === 404 || (isPlainly(said, 'not found') && isPlainly(said, 'model'))) return notThere(model)
  if (isPlainly(said, 'file does not exist')) return notThere(model, 'in the registry')
  if (/context (?:size|length|window)|input length|too large/i.test(said))
    return new AppError('invalid_input', `This is longer than ${model} can take in at once`, {
      hint: 'Give it less at a time, or choose a model with a larger context.',
      details: { reason: 'context', ...(context !== undefined && { context }) },
    })
  if (/cloud is disabled|unauthorized|sign ?in/i.test(said) || status === 401 || status === 403)
    return new AppError('refused', `Ollama refuses to use ${model}`, {
      hint: 'It would run in a cloud; choose a model that runs on this machine.',
    })
  const support = /does not support (?<what>chat|generate|thinking|embed\w*|tools)/i.exec(said)?.groups?.[
    'what'
  ]
  if (support)
    return new AppError('invalid_input', `${model} cannot do this: it has no ${support.toLowerCase()}`, {
      hint: 'Choose another model: `dreamcanvas models list`.',
    })
  if (/memory|resource limitations|unexpectedly stopped|runner (?:process )?(?:has )?terminated/i.test(said))
    return unavailable(
      `${model} stopped in the midst of it, as one does that is too big for the memory there is`,
      {
        hint: '`dreamcanvas models doctor` compares them; a smaller model needs less.',
      },
    )
  if (status === 503 || /busy|too many|maximum pending/i.test(said))
    return unavailable('Ollama has too much to do just now', { hint: 'Try again in a while.' })
  // What a server says may hold words of the dream; it is shown only where none can be in it.
  const because = about.plain ? `: ${cleaned(said)}` : ''
  return unavailable(`Ollama could not do it${because}`, {
    hint: 'Its own log may tell more.',
    details: { status },
  })
}

export function notOllama({ url }: About): AppError {
  return unavailable(`What answers at ${url} is not Ollama`, {
    hint: 'Set the address it has: `dreamcanvas config set modelAddress http://127.0.0.1:11434`.',
  })
}

/** Nobody there, or gone in the midst of it. What is not about the connection stays what it is. */
export function connectionFailure(thrown: unknown, { url }: About): unknown {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined
  const causes = thrown instanceof AggregateError ? (thrown.errors as unknown[]) : []
  const codes = [code, ...causes.map((cause) => (cause as { code?: unknown }).code)]
  if (codes.some((one) => typeof one === 'string' && NOBODY.has(one)))
    return unavailable(`No model server answers at ${url}`, {
      hint: 'Start Ollama, or see what is missing: `dreamcanvas models doctor`.',
      details: { reason: NOBODY_THERE, url },
      cause: thrown,
    })
  if (codes.some((one) => typeof one === 'string' && BROKE.has(one))) return brokeOff(thrown)
  return thrown
}

export function isNobodyThere({ details }: AppError): boolean {
  return (
    typeof details === 'object' && details !== null && 'reason' in details && details.reason === NOBODY_THERE
  )
}

export function brokeOff(cause?: unknown): AppError {
  return unavailable('The connection to the model broke off', {
    hint: 'Ollama may have been stopped; `dreamcanvas models doctor` looks.',
    cause,
  })
}

export function notJson(): AppError {
  return unavailable('The model’s server sent something that is not JSON', {
    hint: 'Its own log may tell more.',
  })
}

const NOBODY_THERE = 'nobody'
const NOBODY = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'])
const BROKE = new Set([
  'ECONNRESET',
  'EPIPE',
  'ECONNABORTED',
  'ERR_STREAM_PREMATURE_CLOSE',
  'HPE_INVALID_CONSTANT',
])

function notThere(model: string, where = 'here'): AppError {
  return new AppError('not_found', `There is no model ${model} ${where}`, {
    hint:
      where === 'here'
        ? `Fetch it with \`dreamcanvas models pull ${model}\`; \`dreamcanvas models list\` shows what is here.`
        : 'Check the spelling; https://ollama.com/library lists them.',
    details: { model },
  })
}

function unavailable(message: string, extra: { hint: string; details?: unknown; cause?: unknown }): AppError {
  return new AppError('model_unavailable', message, extra)
}

function isPlainly(said: string, words: string): boolean {
  return said.toLowerCase().includes(words)
}

/** One short line. */
function cleaned(said: string): string {
  return said
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, 200)
}
