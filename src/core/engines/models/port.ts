/** Text models, whoever runs them. Values in, values out; requests leave by what the adapter is handed. */
export type TextModels = {
  /** Where they are asked, and how that came to be known. */
  readonly address: ServerAddress
  version(asked?: Cancel): Promise<string>
  list(asked?: Cancel): Promise<ListedModel[]>
  show(name: string, asked?: Cancel): Promise<ShownModel>
  /** What is in memory now. */
  running(asked?: Cancel): Promise<RunningModel[]>
  /** Whether its server would run models in a cloud; undefined where it does not tell. */
  cloud(asked?: Cancel): Promise<'on' | 'off' | undefined>
  /** What the model says, as it comes; the last piece is `done`. Leaving the loop closes the connection. */
  chat(asked: Chat): AsyncIterable<ChatPiece>
  /** One vector a text, in their order. */
  embed(asked: Embedding): Promise<number[][]>
  /** Has the server fetch a model. What came is kept when it is stopped, and goes on from there. */
  pull(name: string, asked?: Cancel): AsyncIterable<PullPiece>
  remove(name: string, asked?: Cancel): Promise<void>
  /** Brings a model into memory, so that the first answer need not wait for it. */
  warmUp(name: string, asked: { context: number } & Cancel): Promise<void>
}

/** How requests leave. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

type Cancel = { readonly signal?: AbortSignal | undefined }

export type ServerAddress = {
  readonly url: string
  readonly from: 'setting' | 'environment' | 'default'
  /** The environment asks the server to listen to other computers too. */
  readonly listensToAll: boolean
}

/** It runs in somebody's cloud, through a server that may be this machine's own. */
export type Remote = { readonly host: string; readonly model: string | null }

export type ListedModel = {
  readonly name: string
  readonly size: number
  readonly digest: string
  readonly parameters: string | null
  readonly quantisation: string | null
  readonly context: number | null
  readonly capabilities: readonly string[]
  readonly remote: Remote | null
}

export type ShownModel = Omit<ListedModel, 'size' | 'digest'> & {
  readonly family: string | null
  readonly licence: string | null
  readonly settings: string | null
}

export type RunningModel = {
  readonly name: string
  readonly size: number
  readonly onGraphicsCard: number
  readonly context: number | null
}

export type Message = { readonly role: 'system' | 'user' | 'assistant'; readonly content: string }

export type Chat = Cancel & {
  readonly model: string
  readonly messages: readonly Message[]
  /** How many tokens it takes in and writes together: always said, since what a server assumes differs and is small. */
  readonly context: number
  /** A JSON Schema. The answer can come back broken all the same. */
  readonly format?: Readonly<Record<string, unknown>> | undefined
  readonly think?: boolean | undefined
  readonly seed?: number | undefined
  readonly temperature?: number | undefined
  readonly topP?: number | undefined
  readonly maxTokens?: number | undefined
  readonly stop?: readonly string[] | undefined
}

export type ChatPiece =
  | { readonly is: 'thinking' | 'text'; readonly text: string }
  | ({ readonly is: 'done' } & ChatDone)

export type ChatDone = {
  /** `stop` when it was finished, `length` when it ran out of room, else as its server says. */
  readonly reason: string
  /** `part` when it cannot have seen all it was given, whatever its server says. */
  readonly saw: 'all' | 'part' | 'unknown'
  /** What it was really given: no more than the model can hold. */
  readonly context: number
  readonly promptTokens: number | null
  readonly answerTokens: number | null
  readonly ms: {
    readonly total: number | null
    readonly loading: number | null
    readonly prompt: number | null
    readonly answer: number | null
  }
}

export type Embedding = Cancel & {
  readonly model: string
  readonly texts: readonly string[]
}

export type PullPiece = {
  readonly status: string
  readonly completed: number
  /** All that is known to come so far: the parts of a model are named one after the other. */
  readonly total: number | null
  readonly done: boolean
}
