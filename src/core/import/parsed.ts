import type { Dream, DreamContent, Version } from '../../contract/model/dream.ts'
import type { Gone } from '../../contract/model/journal-file.ts'
import type { Night } from '../../contract/model/night.ts'
import type { Sleep } from '../../contract/model/sleep.ts'

/** A row of a file: understood, or its place and why not. A bad one never stops the file. */
export type Parsed =
  | { readonly ok: true; readonly where: string; readonly row: Row }
  | { readonly ok: false; readonly where: string; readonly reason: string }

export type Row =
  | { readonly is: 'dream'; readonly dream: Dream; readonly versions: readonly Version[] }
  | { readonly is: 'new'; readonly dream: FoundDream }
  | { readonly is: 'gone'; readonly gone: Gone }
  | { readonly is: 'night'; readonly night: Night }
  | { readonly is: 'sleep'; readonly sleep: Sleep }
  | { readonly is: 'setting'; readonly name: string; readonly value: unknown }

/** A dream from elsewhere: without history, and perhaps without a night. */
export type FoundDream = {
  readonly id: string
  readonly writtenAt: string | null
  /** As the file has it, in ISO order: `2026-11-20 04:30`, `2026-11`, `unknown`. */
  readonly date: string
  /** What the file says of it; what it does not say is not touched in a dream that is here already. */
  readonly says: Readonly<Partial<DreamContent> & Pick<DreamContent, 'text'>>
  readonly nap: boolean | undefined
  readonly zone: string | undefined
}

/** Says in a sentence what a schema found wrong. */
export type Say = (issues: readonly { readonly message: string }[]) => string

/** A way to read files. `bytes` begins at the beginning of the file. */
export type Format = {
  readonly id: 'jsonl' | 'csv'
  recognises(beginning: string): boolean
  read(bytes: AsyncIterable<Uint8Array>, say: Say): AsyncIterable<Parsed>
}
