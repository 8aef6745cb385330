import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import type { Journal } from '../../../src/contract/journal.ts'
import { openJournal, type OpenedJournal } from '../../../src/core/app.ts'
import type { Client } from '../../../src/rpc/client.ts'
import type { InputOf, OutputOf } from '../../../src/rpc/operations.ts'
import { createClock, createIds } from '../../support/clock.ts'

export type Found = OutputOf<Journal['search']['words']>
export type Asked = InputOf<Journal['search']['words']>

/** What was found, by the text of each dream. */
export async function find(
  journal: Client<Journal>,
  query: string,
  asked: Omit<Asked, 'query'> = {},
): Promise<string[]> {
  return textsOf(await journal.search.words({ query, ...asked }))
}

export function textsOf({ items }: Found): string[] {
  return items.map(({ dream }) => dream.text)
}

/** A journal that several tests only read. Filled once, with a clock that stands still. */
export function sharedJournal(
  fill: (journal: Client<Journal>, folder: string) => Promise<void>,
): Client<Journal> {
  const folder = mkdtempSync(join(tmpdir(), 'dreamcanvas-test-'))
  let opened: OpenedJournal | undefined
  beforeAll(async () => {
    opened = openJournal({
      folder: join(folder, 'journal'),
      now: createClock().now,
      newId: createIds(),
      zone: 'Europe/Berlin',
    })
    await opened.client.vault.init({})
    await fill(opened.client, join(folder, 'journal'))
  }, 60_000)
  afterAll(async () => {
    await opened?.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  // What is opened before the tests run is asked for by name while they do.
  return new Proxy(
    {},
    { get: (_, group) => Reflect.get(opened!.client, group) as unknown },
  ) as Client<Journal>
}
