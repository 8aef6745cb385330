/* oxlint-disable no-unused-expressions, typescript/no-unsafe-call, typescript/no-unsafe-return -- it must not compile, so it has no type */
import type { Dream } from '../../../src/contract/model/dream.ts'
import type { dreams as contract } from '../../../src/contract/journal/dreams.ts'
import type { ReadDb, WriteDb } from '../../../src/core/db/schema.ts'
import type {
  CommandHands,
  JournalHands,
  QueryHands,
  StreamHands,
} from '../../../src/core/operations/hands.ts'
import { listDreams } from '../../../src/core/store/dream-list.ts'
import { findDream, insertDream } from '../../../src/core/store/dreams.ts'
import type { Client } from '../../../src/rpc/client.ts'
import type { Handlers } from '../../../src/rpc/router.ts'
import type { Journal } from '../../../src/contract/journal.ts'

// What must not compile. `tsc` checks it: an error that goes away is one itself.

export async function aQueryReadsOnly({ db, ...hands }: QueryHands, dream: Dream): Promise<void> {
  await findDream(db, dream.id)
  await listDreams(db, { limit: 1 })
  // @ts-expect-error -- a store that writes wants a transaction that writes
  await insertDream(db, dream)
  // @ts-expect-error -- nor is there a way round the store
  db.insertInto('setting')
  // @ts-expect-error -- as above
  db.updateTable('setting')
  // @ts-expect-error -- as above
  db.deleteFrom('setting')
  // @ts-expect-error -- raw SQL could write
  db.executeQuery
  // @ts-expect-error -- it is in a transaction already; another would wait for this one for ever
  db.transaction
  // @ts-expect-error -- who reads has changed nothing
  hands.changed
  // @ts-expect-error -- and makes nothing that needs an id
  hands.newId
}

export async function aCommandWritesAndDoesNotWait(
  { db, ...hands }: CommandHands,
  dream: Dream,
): Promise<void> {
  await findDream(db, dream.id)
  await insertDream(db, dream)
  hands.changed('dream', dream.id, null)
  // @ts-expect-error -- news has kinds; a misspelt one would reach nobody
  hands.changed('dreams', dream.id, null)
  // @ts-expect-error -- a command reads no files: it would hold the write lock meanwhile
  hands.files
  // @ts-expect-error -- nor does it open another transaction
  hands.write
}

export async function aStreamHoldsNoTransaction(hands: StreamHands, dream: Dream): Promise<void> {
  // @ts-expect-error -- there is no transaction while it waits
  hands.db
  // @ts-expect-error -- what it changes it says within `write`
  hands.changed
  await hands.read((db) => findDream(db, dream.id))
  // @ts-expect-error -- what reads does not write
  await hands.read((db) => insertDream(db, dream))
  await hands.write(({ db }) => insertDream(db, dream))
}

export function readingIsNotWriting(reading: ReadDb): WriteDb {
  // @ts-expect-error -- the one way from the first to the second is a command
  return reading
}

type Contract = Pick<typeof contract, 'get' | 'add'>
export const everyOperationHasItsHandler = {
  get: async ({ db }, { id }) => (await findDream(db, id))?.dream ?? never(),
  // @ts-expect-error -- `add` is missing
} satisfies Handlers<Contract, JournalHands>

export const handlersGetTheHandsOfTheirKind: Handlers<Contract, JournalHands> = {
  // @ts-expect-error -- `get` is a query: it has no `changed`
  get: async ({ changed }) => changed('dream', '', null),
  // @ts-expect-error -- `add` answers with a dream
  add: async () => 'written',
}

export async function callersAreHeldToTheContract(client: Client<Journal>): Promise<string> {
  await client.dreams.add({ text: 'The defaults may be left out' })
  // @ts-expect-error -- what has no default may not
  await client.dreams.add({ title: 'No text' })
  // @ts-expect-error -- nor may anything be misspelt
  await client.dreams.add({ text: '', titel: '' })
  // @ts-expect-error -- there is no such operation
  await client.dreams.fly({})
  for await (const { kind, ids } of await client.changes.follow({})) {
    // @ts-expect-error -- news never carries the thing itself
    ids.text
    return kind
  }
  const { revision } = await client.dreams.get({ id: '' })
  // @ts-expect-error -- answers are typed, too
  return revision
}

function never(): never {
  throw new Error('Types only')
}
