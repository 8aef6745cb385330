import type { Fetch } from '../port.ts'
import { connectionFailure, brokeOff, failureOf, notJson, notOllama, type About } from './failures.ts'

type Care = {
  readonly signal: AbortSignal
  readonly about: About
  /** One JSON document, or one a line as they come. */
  readonly shape: 'document' | 'lines'
}

/**
 * A fetch for the `ollama` package. The package prints what it cannot parse to the console, passes over broken lines,
 * ends all streams of a client at once and gives a client's own requests no signal. So it gets a client a request, and
 * through this one it only ever sees answers that are whole and good: all else is thrown here, in our words.
 */
export function carefulFetch(leave: Fetch, { signal, about, shape }: Care): Fetch {
  return async (input, init) => {
    const { method = 'GET', body = null } = init ?? {}
    const headers = {
      accept: 'application/json',
      ...(body !== null && { 'content-type': 'application/json' }),
    }
    const response = await leave(input, { method, headers, body, signal }).catch((thrown: unknown) => {
      throw connectionFailure(thrown, about)
    })
    if (!response.ok) throw await refusal(response, about)
    if (shape === 'document' || !response.body) return document(await response.text(), about)
    return new Response(response.body.pipeThrough(wholeLines(about)))
  }
}

async function refusal(response: Response, about: About): Promise<Error> {
  const said = errorIn(parsed(await response.text()))
  return said === undefined ? notOllama(about) : failureOf(said, response.status, about)
}

function document(text: string, about: About): Response {
  const answer = parsed(text)
  // A model that was removed is answered with nothing.
  if (answer === undefined && text.trim() !== '') throw notOllama(about)
  const said = errorIn(answer)
  if (said !== undefined) throw failureOf(said, 200, about)
  return new Response(text)
}

/** Lets through whole lines that are JSON and no error; ends with an error at the first that is not. */
function wholeLines(about: About): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder()
  const encoder = new TextEncoder()
  let rest = ''
  return new TransformStream({
    transform(bytes, out) {
      const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) pass(line, out)
    },
    flush(out) {
      rest += decoder.decode()
      if (rest.trim() === '') return
      // The last line of an answer that was cut is not one.
      if (parsed(rest) === undefined) throw brokeOff()
      pass(rest, out)
    },
  })

  function pass(line: string, out: TransformStreamDefaultController<Uint8Array>): void {
    if (line.trim() === '') return
    const part = parsed(line)
    if (typeof part !== 'object' || part === null) throw notJson()
    const said = errorIn(part)
    if (said !== undefined) throw failureOf(said, 200, about)
    out.enqueue(encoder.encode(`${line}\n`))
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function errorIn(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return undefined
  const { error } = answer
  return typeof error === 'string' ? error : JSON.stringify(error)
}
