import { Ollama, type ChatRequest, type EmbedRequest } from 'ollama/browser'
import type * as z from 'zod/mini'
import { AppError } from '../../../../contract/errors.ts'
import { registryOf, saysRemote } from '../names.ts'
import type {
  Chat,
  ChatPiece,
  Embedding,
  Fetch,
  PullPiece,
  Remote,
  ServerAddress,
  ShownModel,
  TextModels,
} from '../port.ts'
import { refusedRemote } from '../refused.ts'
import { sawHow } from '../seen.ts'
import { ChatPart, Embedded, Listed, PullPart, Running, Shown, Status, Version } from './answers.ts'
import { carefulFetch } from './careful-fetch.ts'
import { brokeOff, connectionFailure, notOllama, type About } from './failures.ts'
import { remoteOf, toDone, toListed, toShown } from './translate.ts'

type Given = {
  readonly address: ServerAddress
  /** The gate's. */
  readonly fetch: Fetch
  /** Whether the person allowed this very model to be given dreams though it runs in a cloud. */
  isAllowed(model: string): Promise<boolean>
  /** Keeps a row of what the server is about to fetch or hand on; answers with how to say its size. */
  asked(leaving: { host: string; what: string }): Promise<(bytes: number) => Promise<void>>
}

type Signal = AbortSignal | undefined

/** Ollama, on this machine or where the person allowed it. */
export function ollamaModels({ address, fetch, isAllowed, asked }: Given): TextModels {
  const { url } = address
  return {
    address,

    version: ({ signal } = {}) => version(signal),

    async list({ signal } = {}) {
      const about = { url, plain: true }
      const answer = checked(Listed, await ask(about, signal, (client) => client.list()), about)
      const models = (answer.models ?? []).map(toListed)
      return Promise.all(
        models.map(async (model) => {
          // An older server tells only when it is asked for each. Of a remote one it would have to ask others.
          if (model.remote !== null || (model.context !== null && model.capabilities.length > 0)) return model
          const shown = await show(model.name, signal).catch((thrown: unknown) => {
            signal?.throwIfAborted()
            // One that is broken does not hide the others.
            if (thrown instanceof AppError) return model
            throw thrown
          })
          return { ...model, context: shown.context, capabilities: shown.capabilities }
        }),
      )
    },

    async show(name, { signal } = {}) {
      if (saysRemote(name)) await refuseUnallowed(name, null)
      return show(name, signal)
    },

    async running({ signal } = {}) {
      const about = { url, plain: true }
      const answer = checked(Running, await ask(about, signal, (client) => client.ps()), about)
      return (answer.models ?? []).map(({ name, size, size_vram, context_length }) => ({
        name,
        size: size ?? 0,
        onGraphicsCard: size_vram ?? 0,
        context: context_length ?? null,
      }))
    },

    async cloud({ signal } = {}) {
      const about = { url, plain: true }
      try {
        const careful = carefulFetch(fetch, {
          signal: signal ?? new AbortController().signal,
          about,
          shape: 'document',
        })
        const status = Status.safeParse(await (await careful(`${url}/api/status`)).json())
        return status.success ? (status.data.cloud.disabled ? 'off' : 'on') : undefined
      } catch (thrown) {
        signal?.throwIfAborted()
        // An older one does not know the question.
        if (thrown instanceof AppError) return undefined
        throw thrown
      }
    },

    chat,

    async embed({ model, texts, signal }: Embedding) {
      if (texts.length === 0) return []
      const about = { url, model }
      const shown = await permitted(model, signal, bytesOf(texts))
      const request: EmbedRequest = { model, input: [...texts], truncate: false }
      const answer = checked(Embedded, await ask(about, signal, (client) => client.embed(request)), about)
      refuseSurprise(model, shown, remoteOf(answer))
      if (answer.embeddings.length !== texts.length) throw notOllama(about)
      return answer.embeddings
    },

    async *pull(name, { signal } = {}) {
      if (saysRemote(name)) await refuseUnallowed(name, null)
      // Who is not there cannot be asked to fetch anything, and nothing has to be written down.
      await version(signal)
      const settle = await asked({ host: registryOf(name), what: name })
      const parts = new Map<string, { total: number; completed: number }>()
      let last = progressOf(parts, '', false)
      const about = { url, model: name, plain: true }
      try {
        const pieces = streamed(about, signal, (client) => client.pull({ model: name, stream: true }))
        for await (const piece of pieces) {
          const { status, digest, total, completed } = checked(PullPart, piece, about)
          if (digest && total) parts.set(digest, { total, completed: completed ?? 0 })
          last = progressOf(parts, status, status === 'success')
          yield last
        }
      } finally {
        await settle(last.completed)
      }
    },

    async remove(name, { signal } = {}) {
      await ask({ url, model: name, plain: true }, signal, (client) => client.delete({ model: name }))
    },

    async warmUp(name, { context, signal }) {
      const about = { url, model: name, context }
      const shown = await permitted(name, signal, 0)
      const request: ChatRequest & { stream: true } = {
        model: name,
        messages: [],
        stream: true,
        options: { num_ctx: fitting(context, shown) },
      }
      // oxlint-disable-next-line no-unused-vars -- it answers once, when the model is there
      for await (const _ of streamed(about, signal, (client) => client.chat(request)));
    },
  }

  async function* chat(asking: Chat): AsyncGenerator<ChatPiece> {
    const { model, messages, format, think = false, signal } = asking
    const text = messages.map(({ content }) => content).join('\n')
    const shown = await permitted(model, signal, Buffer.byteLength(text))
    const context = fitting(asking.context, shown)
    const about = { url, model, context }
    // Nothing is cut off in silence, before it is read or while it is written; what the package's types do not know
    // Ollama does.
    const request: ChatRequest & { stream: true; truncate: false; shift: false } = {
      model,
      messages: messages.map(({ role, content }) => ({ role, content })),
      stream: true,
      truncate: false,
      shift: false,
      think,
      ...(format && { format }),
      options: { num_ctx: context, ...optionsOf(asking) },
    }
    for await (const piece of streamed(about, signal, (client) => client.chat(request))) {
      const part = checked(ChatPart, piece, about)
      refuseSurprise(model, shown, remoteOf(part))
      const { thinking, content } = part.message ?? {}
      if (thinking) yield { is: 'thinking', text: thinking }
      if (content) yield { is: 'text', text: content }
      if (part.done)
        yield {
          is: 'done',
          context,
          saw: sawHow(text, part.prompt_eval_count ?? null, context),
          ...toDone(part),
        }
    }
  }

  async function version(signal: Signal): Promise<string> {
    const about = { url, plain: true }
    return checked(Version, await ask(about, signal, (client) => client.version()), about).version
  }

  async function show(name: string, signal: Signal): Promise<ShownModel> {
    const about = { url, model: name, plain: true }
    return toShown(
      name,
      checked(Shown, await ask(about, signal, (client) => client.show({ model: name })), about),
    )
  }

  /** Looks where a model runs before it is given anything: a name need not say so. */
  async function permitted(name: string, signal: Signal, bytes: number): Promise<ShownModel> {
    if (saysRemote(name)) await refuseUnallowed(name, null)
    const shown = await show(name, signal)
    if (shown.remote === null) return shown
    await refuseUnallowed(name, shown.remote.host)
    await (
      await asked({ host: shown.remote.host, what: name })
    )(bytes)
    return shown
  }

  async function refuseUnallowed(name: string, host: string | null): Promise<void> {
    if (!(await isAllowed(name))) throw refusedRemote(name, host)
  }

  async function ask<T>(about: About, signal: Signal, fn: (client: Ollama) => Promise<T>): Promise<T> {
    signal?.throwIfAborted()
    try {
      return await fn(clientFor(about, signal ?? new AbortController().signal, 'document'))
    } catch (thrown) {
      signal?.throwIfAborted()
      throw connectionFailure(thrown, about)
    }
  }

  /** The connection is closed whenever this ends: whole, by an error, by the signal, or because nobody reads on. */
  async function* streamed<T>(
    about: About,
    signal: Signal,
    open: (client: Ollama) => Promise<AsyncIterable<T>>,
  ): AsyncGenerator<T> {
    const own = new AbortController()
    signal?.throwIfAborted()
    try {
      yield* await open(
        clientFor(about, signal ? AbortSignal.any([signal, own.signal]) : own.signal, 'lines'),
      )
    } catch (thrown) {
      signal?.throwIfAborted()
      throw isUnfinished(thrown) ? brokeOff(thrown) : connectionFailure(thrown, about)
    } finally {
      own.abort()
    }
  }

  function clientFor(about: About, signal: AbortSignal, shape: 'document' | 'lines'): Ollama {
    return new Ollama({ host: url, fetch: carefulFetch(fetch, { signal, about, shape }) })
  }
}

function optionsOf({ seed, temperature, topP, maxTokens, stop }: Chat) {
  return {
    ...(seed !== undefined && { seed }),
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { top_p: topP }),
    ...(maxTokens !== undefined && { num_predict: maxTokens }),
    ...(stop !== undefined && { stop: [...stop] }),
  }
}

/** More than a model was made for is not refused by Ollama, only not given. */
function fitting(wanted: number, { context }: ShownModel): number {
  return context === null ? wanted : Math.min(wanted, context)
}

function bytesOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
}

function progressOf(
  parts: ReadonlyMap<string, { total: number; completed: number }>,
  status: string,
  done: boolean,
): PullPiece {
  const sum = (of: 'total' | 'completed') => [...parts.values()].reduce((all, part) => all + part[of], 0)
  const total = sum('total')
  return { status, completed: done ? total : sum('completed'), total: parts.size > 0 ? total : null, done }
}

/** The answer itself says that it came from elsewhere, though nothing before it did. */
function refuseSurprise(model: string, shown: ShownModel, remote: Remote | null): void {
  if (remote === null || shown.remote !== null) return
  throw new AppError('refused', `${model} answered from ${remote.host}, though it had not said so before`, {
    hint: 'What it was given has left this machine. Remove it, or turn Ollama’s cloud off.',
    details: { model, host: remote.host },
  })
}

function checked<S extends z.ZodMiniType>(schema: S, answer: unknown, about: About): z.infer<S> {
  const parsed = schema.safeParse(answer)
  if (!parsed.success) throw notOllama(about)
  return parsed.data
}

/** The package's own way to say that a stream ended before its end. */
function isUnfinished(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.message.startsWith('Did not receive done')
}
