import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { answersOf, type Answer } from './answers.ts'
import { listOf, psOf, showOf, withDefaults, type FakeModel } from './models.ts'
import { endOf, partOf, type ChatBody, type Says, type Step } from './saying.ts'

export type Asked = {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: Readonly<Record<string, unknown>>
}

export type Options = {
  readonly models?: readonly Partial<FakeModel>[]
  readonly version?: string
  /** What `/api/status` says; an older server has no such page. */
  readonly cloud?: 'on' | 'off'
  /** What it says when it is asked to chat. */
  readonly says?: Says
  /** What a pull sends, one object a line. */
  readonly pulls?: readonly Step[]
  /** Paths that answer with something else altogether. */
  readonly answers?: Readonly<Record<string, Answer>>
}

/**
 * A real HTTP server that answers as Ollama does, as its source of August 2026 has it: status codes, NDJSON, errors
 * after a 200, `num_ctx`, `truncate`. It remembers what it was asked, and sees when somebody hangs up.
 */
export async function serveOllama(options: Options = {}) {
  const models = new Map((options.models ?? [{}]).map(withDefaults).map((model) => [model.name, model]))
  const asked: Asked[] = []
  const hungUp: string[] = []
  const waiting = new Map<string, () => void>()
  let says = options.says ?? [{ say: 'A house ' }, { say: 'with water ' }, { say: 'in it.' }]

  const server = createServer((request, response) => {
    const path = request.url ?? ''
    response.on('close', () => {
      if (response.writableFinished) return
      hungUp.push(path)
      waiting.get(path)?.()
    })
    void answer(request, response, path).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // a TCP server that listens has one

  async function answer(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const body = await bodyOf(request)
    asked.push({ method: request.method ?? '', path, headers: request.headers, body })
    const special = options.answers?.[path]
    if (special) return special(response)
    // The package still deletes by `name`, which Ollama takes as well.
    const name = [body['model'], body['name']].find((one) => typeof one === 'string') ?? ''
    const model = models.get(name.includes(':') ? name : `${name}:latest`)
    switch (`${request.method} ${path}`) {
      case 'GET /api/version':
        return json(response, 200, { version: options.version ?? '0.32.1' })
      case 'GET /api/status':
        if (options.cloud === undefined) return void response.writeHead(404).end('404 page not found')
        return json(response, 200, { cloud: { disabled: options.cloud === 'off', source: 'none' } })
      case 'GET /api/tags':
        return json(response, 200, { models: [...models.values()].map(listOf) })
      case 'GET /api/ps':
        return json(response, 200, { models: [...models.values()].filter(({ loaded }) => loaded).map(psOf) })
      case 'POST /api/show':
        return model ? json(response, 200, showOf(model)) : notFound(response, name)
      case 'DELETE /api/delete':
        if (!models.delete(model?.name ?? '')) return notFound(response, name)
        return void response.writeHead(200).end()
      case 'POST /api/chat':
        return model ? chat(response, model, body as ChatBody) : notFound(response, name)
      case 'POST /api/embed':
        return model ? embed(response, model, body) : notFound(response, name)
      case 'POST /api/pull':
        return play(response, options.pulls ?? [{ line: { status: 'success' } }], (piece) => piece)
      default:
        return void response.writeHead(404).end('404 page not found')
    }
  }

  async function chat(response: ServerResponse, model: FakeModel, body: ChatBody): Promise<void> {
    if (body.messages.length === 0) return json(response, 200, endOf(model, { reason: 'load' }))
    if (body.think === true && !model.capabilities.includes('thinking'))
      return json(response, 400, { error: `"${body.model}" does not support thinking` })
    const given = answersOf(model, body)
    if (given.error !== undefined) return json(response, 400, { error: given.error })
    const steps = typeof says === 'function' ? says(body) : says
    const isOver = steps.some((step) => 'end' in step || 'cut' in step || 'error' in step)
    await play(response, isOver ? steps : [...steps, { end: {} }], (step) =>
      partOf(model, step, given.promptTokens),
    )
  }

  return {
    url: `http://127.0.0.1:${port}`,
    /** As OLLAMA_HOST has it. */
    host: `127.0.0.1:${port}`,
    port,
    asked: asked as readonly Asked[],
    hungUp: hungUp as readonly string[],
    models,
    willSay: (next: Says) => void (says = next),
    askedFor: (path: string) => asked.filter((one) => one.path === path),
    /** Settles when somebody hangs up on this path. */
    whenHungUp: (path: string) =>
      new Promise<void>((resolve) => {
        if (hungUp.includes(path)) resolve()
        else waiting.set(path, resolve)
      }),
    close,
  }

  async function close(): Promise<void> {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

/** Sends pieces as they are written down, slowly where that says so. */
async function play(
  response: ServerResponse,
  steps: readonly Step[],
  toLine: (step: Step) => unknown,
): Promise<void> {
  for (const step of steps) {
    if (response.destroyed) return
    if ('wait' in step) {
      await sleep(step.wait)
      continue
    }
    if ('cut' in step) return void response.destroy()
    if (!response.headersSent) response.writeHead(200, { 'content-type': 'application/x-ndjson' })
    const text =
      'raw' in step
        ? step.raw
        : `${JSON.stringify('line' in step ? step.line : 'error' in step ? step : toLine(step))}\n`
    response.write(text)
    // What was said before a cut is on its way before it.
    await new Promise(setImmediate)
  }
  response.end()
}

function embed(response: ServerResponse, model: FakeModel, body: Readonly<Record<string, unknown>>): void {
  if (!model.capabilities.includes('embedding'))
    return json(response, 400, { error: `"${model.name}" does not support embeddings` })
  const texts = [body['input']].flat() as string[]
  const longest = Math.max(...texts.map((text) => text.length / 4))
  if (body['truncate'] === false && longest > model.context)
    return json(response, 400, { error: 'the input length exceeds the context length' })
  const embeddings = texts.map((text) => [
    text.length,
    [...text].filter((letter) => letter === 'e').length,
    1,
  ])
  json(response, 200, { model: model.name, embeddings, prompt_eval_count: Math.ceil(longest) })
}

function notFound(response: ServerResponse, name: string): void {
  json(response, 404, { error: `model '${name}' not found` })
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString()
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)
}
