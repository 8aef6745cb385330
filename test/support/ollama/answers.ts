import type { ServerResponse } from 'node:http'
import type { FakeModel } from './models.ts'
import type { ChatBody } from './saying.ts'

/** Something else altogether than what a path answers. */
export type Answer = (response: ServerResponse) => void

export const NOT_OLLAMA: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>It works!</h1>')
}

export function failing(status: number, error: string): Answer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error }))
  }
}

/**
 * What becomes of a prompt: four letters are a token here. What does not fit is refused where the server was told not to
 * cut it, and else cut in silence, as Ollama does.
 */
export function answersOf(model: FakeModel, body: ChatBody): { promptTokens: number; error?: string } {
  const context = Math.min(body.options?.['num_ctx'] ?? 4096, model.context)
  const wanted = Math.ceil(body.messages.reduce((sum, { content }) => sum + content.length, 0) / 4)
  if (wanted < context) return { promptTokens: wanted }
  if (body.truncate === false && !model.readsOnlyWhatFits)
    return {
      promptTokens: 0,
      error: `request (${wanted} tokens) exceeds the available context size (${context} tokens), try increasing it`,
    }
  return { promptTokens: context }
}
