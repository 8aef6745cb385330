import type { Generated, Kysely, Transaction } from 'kysely'

/** The tables as they stand after the newest migration. Names as in SQL; stores translate to the model's. */
export interface Schema {
  dream: DreamTable
  dream_version: DreamVersionTable
  tag: { seq: Generated<number>; name: string; folded: string }
  dream_tag: { dream_seq: number; tag_seq: number }
  night: {
    seq: Generated<number>
    id: string
    ends_on: string
    zone: string
    no_recall: number
    changed_at: string
  }
  sleep: {
    seq: Generated<number>
    id: string
    asleep_at: string
    woke_at: string
    zone: string
    nap: number
    changed_at: string
  }
  setting: { seq: Generated<number>; name: string; value: string }
  deed: DeedTable
  change: ChangeTable
  import_run: ImportRunTable
  /** `ancestors` are the stamps of its versions, separated by spaces. */
  gone: { seq: Generated<number>; id: string; stamp: string; ancestors: string; at: string }
  consent: {
    seq: Generated<number>
    id: string
    kind: 'host' | 'model'
    name: string
    purpose: string
    given_at: string
  }
  departure: {
    seq: Generated<number>
    id: string
    at: string
    way: 'sent' | 'asked'
    host: string
    purpose: string
    what: string | null
    bytes: number | null
  }
  coding: CodingTable
  coding_version: CodingTable
  reading: ReadingTable
  search_fold: { seq: Generated<number>; version: number; building: number; reached: number }
  /** FTS5, contentless: folded words only; `rowid` is dream.seq. */
  dream_search: { rowid: number; title: string; body: string; reflection: string }
}

export interface DreamTable {
  seq: Generated<number>
  id: string
  /** The last twelve characters of the id, backwards. */
  tail: string
  revision: number
  stamp: string
  written_at: string
  changed_at: string
  title: string | null
  text: string
  reflection: string | null
  /** '' where the night is unknown, so that it sorts last and the index holds it. */
  night: string
  night_id: string | null
  nap: number
  dreamt_at: string | null
  zone: string
  mood: number | null
  vividness: number | null
  lucidity: number | null
  technique: string | null
  lucid_trigger: string | null
  nightmare: number
  recurring: number
  fragment: number
  deleted_at: string | null
  conflict: number
}

interface DreamVersionTable {
  seq: Generated<number>
  dream_seq: number
  stamp: string
  changed_at: string
  kind: 'was' | 'conflict'
  /** A DreamContent as JSON. */
  content: string
}

interface DeedTable {
  seq: Generated<number>
  id: string
  /** When it last changed something. */
  at: string
  operation: string
  program: string
  /** The deed this one took back. */
  undoes: string | null
  last_change: number
}

interface ChangeTable {
  seq: Generated<number>
  deed_seq: number
  kind: string
  id: string
  /** What undo needs to bring back what was: null where there was nothing. */
  before: string | null
}

/** One row a dream; its earlier revisions are of the same shape. */
interface CodingTable {
  seq: Generated<number>
  dream_seq: number
  revision: number
  changed_at: string
  /** A KeptCoding as JSON. */
  content: string
}

interface ReadingTable {
  seq: Generated<number>
  id: string
  dream_seq: number
  made_at: string
  state: 'whole' | 'partial' | 'unstructured'
  lens: string
  model: string | null
  /** Names what of the dream, the lens, the rules and the model it was made of. */
  made_of: string
  /** Names the words its quotes stand in. */
  text_hash: string
  /** What it says, as JSON; how it was made, as JSON. */
  content: string
  provenance: string
  raw: string
  /** All the dreamer ever answered, as JSON, and which of them stands. */
  answers: string
  answer: number | null
  removed_at: string | null
}

interface ImportRunTable {
  seq: Generated<number>
  id: string
  /** Names the source by its beginning, so that running a stopped import again goes on with it. */
  source: string
  started_at: string
  state: 'partial' | 'done'
}

type SelectedDream = { [K in keyof DreamTable]: DreamTable[K] extends Generated<infer T> ? T : DreamTable[K] }
export type DreamRow = SelectedDream & { tags: string }

/** Hands that read. A write does not compile with them. */
export type ReadDb = Pick<Kysely<Schema>, 'selectFrom' | 'selectNoFrom' | 'with' | 'fn'>

/** Hands that write: a transaction that is open. */
export type WriteDb = Transaction<Schema>
