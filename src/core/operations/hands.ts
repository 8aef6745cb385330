import type { AppError } from '../../contract/errors.ts'
import type { ChangeKind } from '../../contract/news.ts'
import type { ReadDb, WriteDb } from '../db/schema.ts'
import type { LensFile } from '../engines/lenses/shelf.ts'
import type { TextModels } from '../engines/models/port.ts'

/** What every operation is handed. */
type Given = {
  readonly signal: AbortSignal
  /** The clock, the same moment for as long as one transaction lasts. */
  now(): Date
  /** The time zone this program runs in. */
  readonly zone: string
}

/** A query sees one truth and cannot write: a write with these hands does not compile. */
export type QueryHands = Given & { readonly db: ReadDb }

/** A command has an open transaction that holds the write lock, and no model: nobody waits inside a transaction. */
export type CommandHands = Given & {
  readonly db: WriteDb
  newId(): string
  /** Says what was touched and what undo needs to bring it back. Written in the same transaction. */
  changed(kind: ChangeKind, id: string, before: string | null, undoes?: string): void
  /** Keeps what was written, and then answers with this failure all the same. */
  failAfterCommit(failure: AppError): void
}

/** A stream does long work between short transactions. */
export type StreamHands = Given & {
  read<T>(fn: (db: ReadDb) => Promise<T>): Promise<T>
  /** One short transaction. Several with the same `deed` are taken back as one. */
  write<T>(fn: (hands: CommandHands) => Promise<T>, options?: { deed?: string }): Promise<T>
  /** One truth for as long as it is kept: for reading a whole journal. */
  snapshot(): Promise<{ readonly db: ReadDb; close(): Promise<void> }>
  newId(): string
  readonly files: Files
  /** Text models, through the one gate: where the journal says they are, or at their own usual place. */
  models(at?: 'usual'): Promise<TextModels>
  readonly machine: Machine
}

/** The files a stream may read, by the name the person gave. */
export type Files = {
  open(source: string): Promise<{ readonly bytes: AsyncIterable<Uint8Array>; readonly size: number | null }>
}

/** The computer this runs on, as far as a model's needs go. */
export type Machine = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  memory(): { readonly free: number; readonly total: number }
  hasProgram(name: string): boolean
  /** Whether something here listens on this port for other computers too; undefined where that cannot be seen. */
  listensToOthers(port: number): boolean | undefined
}

/** The lens files that come with the program, and the person's own. */
export type LensFiles = {
  builtIn(): Promise<LensFile[]>
  own(): Promise<LensFile[]>
  /** What every lens shares. */
  rules(): Promise<string>
  /** What a new lens begins with. */
  template(): Promise<string>
  /** Writes a new file among the person's own, readable only by them, and says where. */
  add(name: string, text: string): string
}

export type JournalHands = { query: QueryHands; command: CommandHands; stream: StreamHands }
