import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { AppError } from '../../src/contract/errors.ts'
import { journal, type Journal } from '../../src/contract/journal.ts'
import { openJournal, type OpenedJournal, type OpenJournal } from '../../src/core/app.ts'
import type { Client } from '../../src/rpc/client.ts'
import { createClock, createIds, type Clock } from './clock.ts'
import { testFolder } from './folder.ts'
import { held } from './held.ts'
import { connect, type Transport } from './transports.ts'

export { TRANSPORTS } from './transports.ts'

export type TestJournal = Client<Journal> & {
  readonly folder: string
  readonly configFolder: string
  readonly clock: Clock
  readonly opened: OpenedJournal
  /** What reportBug was told. */
  readonly bugs: readonly AppError[]
}

type Over = Partial<Omit<OpenJournal, 'now'>> & {
  readonly over?: Transport
  readonly clock?: Clock
  /** Leave the journal unmade. */
  readonly make?: boolean
}

/** A journal in a folder of its own, with a clock that stands still and ids that count; closed after the test. */
export async function openTestJournal(options: Over = {}): Promise<TestJournal> {
  const {
    over = 'in process',
    make = true,
    clock = createClock(),
    folder = join(testFolder(), 'journal'),
    configFolder = join(dirname(folder), 'config'),
    ...rest
  } = options
  const bugs: AppError[] = []
  const opened = openJournal({
    now: clock.now,
    newId: createIds(),
    zone: 'Europe/Berlin',
    program: 'a test',
    reportBug: (bug) => bugs.push(bug),
    ...rest,
    folder,
    configFolder,
  })
  onTestFinished(() => opened.close())
  if (make && opened.state === 'absent') await opened.client.vault.init({})
  const client = await connect<Journal>(over, opened.router)
  const groups = Object.keys(journal).map((group) => [group, held(client, journal, group as keyof Journal)])
  return {
    ...(Object.fromEntries(groups) as Client<Journal>), // a group for each of the contract's
    folder,
    configFolder,
    clock,
    opened,
    bugs,
  }
}

/** What a promise fails with; a promise that does not fail fails the test. */
export async function failureOf(asked: Promise<unknown>): Promise<AppError> {
  return asked.then(
    (answer) => {
      throw new Error(`This was expected to fail, but answered ${JSON.stringify(answer)}`)
    },
    (thrown: unknown) => thrown as AppError,
  )
}

/** The first so many pieces of a stream, which is then left. */
export async function take<T>(pieces: AsyncIterable<T>, count: number): Promise<T[]> {
  const taken: T[] = []
  for await (const piece of pieces) {
    taken.push(piece)
    if (taken.length === count) break
  }
  return taken
}

export async function all<T>(pieces: AsyncIterable<T>): Promise<T[]> {
  return Array.fromAsync(pieces)
}
