import { uuidv7 } from 'uuidv7'
import type { Journal as JournalContract } from '../contract/journal.ts'
import type { Client } from '../rpc/client.ts'
import { inProcessClient } from '../rpc/in-process.ts'
import { implementGroup, lazyGroup, type Router } from '../rpc/router.ts'
import type { ReportBug } from '../rpc/wire.ts'
import { MIGRATIONS } from './db/migrations/all.ts'
import { openFileSource } from './files.ts'
import { thisMachine } from './machine.ts'
import type { Migration } from './db/migrate.ts'
import { learnOwnZone } from './engines/nights/zone.ts'
import { findOwnZone } from './own-zone.ts'
import type { Machine } from './operations/hands.ts'
import { journalScope, type Surroundings } from './scope.ts'
import { Holder } from './vault/holder.ts'
import type { Opened } from './vault/opened.ts'
import { defaultConfigFolder } from './vault/places.ts'
import { vaultScope } from './vault-scope.ts'

export { openFileSource } from './files.ts'
export { defaultConfigFolder, defaultJournalFolder, journalFiles } from './vault/places.ts'

export type OpenJournal = Partial<Surroundings> & {
  readonly folder: string
  /** Where this machine's own things lie: the person's lenses. */
  readonly configFolder?: string
  /** Is told of bugs, whole. Callers see only their id. */
  readonly reportBug?: ReportBug
  readonly migrations?: readonly Migration[]
  /** The program's environment: OLLAMA_HOST, and where programs are looked for. */
  readonly env?: Machine['env']
}

/** A journal as it was found: `client` answers in every state, by what the state allows. */
export type OpenedJournal = {
  readonly state: Opened['state']
  readonly client: Client<JournalContract>
  /** The same operations for a transport to serve. */
  readonly router: Router
  close(): Promise<void>
}

/** The one place where the parts meet. */
export function openJournal(options: OpenJournal): OpenedJournal {
  const { folder, reportBug = () => {}, migrations = MIGRATIONS } = options
  const { configFolder = defaultConfigFolder(process.env, process.platform) } = options
  const around = surroundings(options)
  const holder = new Holder(folder, migrations)
  const scope = journalScope(holder, around)
  const inVault = vaultScope(holder, folder, migrations)

  const router: Router = {
    vault: lazyGroup(async () => {
      const { vault: contract } = await import('../contract/journal/vault.ts')
      const { vault: handlers } = await import('./operations/vault.ts')
      return implementGroup('vault', { contract, handlers, scope: inVault, reportBug })
    }),
    dreams: lazyGroup(async () => {
      const { dreams: contract } = await import('../contract/journal/dreams.ts')
      const { dreams: handlers } = await import('./operations/dreams.ts')
      return implementGroup('dreams', { contract, handlers, scope, reportBug })
    }),
    nights: lazyGroup(async () => {
      const { nights: contract } = await import('../contract/journal/nights.ts')
      const { nights: handlers } = await import('./operations/nights.ts')
      return implementGroup('nights', { contract, handlers, scope, reportBug })
    }),
    sleep: lazyGroup(async () => {
      const { sleep: contract } = await import('../contract/journal/sleep.ts')
      const { sleep: handlers } = await import('./operations/sleep.ts')
      return implementGroup('sleep', { contract, handlers, scope, reportBug })
    }),
    tags: lazyGroup(async () => {
      const { tags: contract } = await import('../contract/journal/tags.ts')
      const { tags: handlers } = await import('./operations/tags.ts')
      return implementGroup('tags', { contract, handlers, scope, reportBug })
    }),
    search: lazyGroup(async () => {
      const { search: contract } = await import('../contract/journal/search.ts')
      const { search: handlers } = await import('./operations/search.ts')
      return implementGroup('search', { contract, handlers, scope, reportBug })
    }),
    changes: lazyGroup(async () => {
      const { changes: contract } = await import('../contract/journal/changes.ts')
      const { changes: handlers } = await import('./operations/changes.ts')
      return implementGroup('changes', { contract, handlers, scope, reportBug })
    }),
    transfer: lazyGroup(async () => {
      const { transfer: contract } = await import('../contract/journal/transfer.ts')
      const { transfer: handlers } = await import('./operations/transfer.ts')
      return implementGroup('transfer', { contract, handlers, scope, reportBug })
    }),
    models: lazyGroup(async () => {
      const { models: contract } = await import('../contract/journal/models.ts')
      const { models: handlers } = await import('./operations/models.ts')
      return implementGroup('models', { contract, handlers, scope, reportBug })
    }),
    outgoing: lazyGroup(async () => {
      const { outgoing: contract } = await import('../contract/journal/outgoing.ts')
      const { outgoing: handlers } = await import('./operations/outgoing.ts')
      return implementGroup('outgoing', { contract, handlers, scope, reportBug })
    }),
    lenses: lazyGroup(async () => {
      const { lenses: contract } = await import('../contract/journal/lenses.ts')
      const { lenses: handlers } = await import('./operations/lenses.ts')
      const { lensScope } = await import('./lens-scope.ts')
      const besideJournal = lensScope(scope, configFolder)
      return implementGroup('lenses', { contract, handlers, scope: besideJournal, reportBug })
    }),
    coding: lazyGroup(async () => {
      const { coding: contract } = await import('../contract/journal/coding.ts')
      const { coding: handlers } = await import('./operations/coding.ts')
      return implementGroup('coding', { contract, handlers, scope, reportBug })
    }),
    readings: lazyGroup(async () => {
      const { readings: contract } = await import('../contract/journal/readings.ts')
      const { readings: handlers } = await import('./operations/readings.ts')
      const { readingScope } = await import('./reading-scope.ts')
      const withLists = readingScope(scope, configFolder)
      return implementGroup('readings', { contract, handlers, scope: withLists, reportBug })
    }),
    settings: lazyGroup(async () => {
      const { settings: contract } = await import('../contract/journal/settings.ts')
      const { settings: handlers } = await import('./operations/settings.ts')
      return implementGroup('settings', { contract, handlers, scope, reportBug })
    }),
  }

  return {
    get state() {
      return holder.state
    },
    client: inProcessClient<JournalContract>(router),
    router,
    close: () => holder.close(),
  }
}

function surroundings(options: OpenJournal): Surroundings {
  let zone = options.zone
  return {
    now: options.now ?? (() => new Date()),
    newId: options.newId ?? uuidv7,
    get zone() {
      if (zone === undefined) learnOwnZone((zone = findOwnZone(process.env)))
      return zone
    },
    program: options.program ?? 'dreamcanvas',
    files: options.files ?? { open: openFileSource },
    machine: options.machine ?? thisMachine(options.env ?? process.env, process.platform),
  }
}
