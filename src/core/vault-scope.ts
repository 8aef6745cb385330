import type { Scope } from '../rpc/router.ts'
import { newestVersion, type Migration } from './db/migrate.ts'
import { FOLD_VERSION } from './lib/fold/fold.ts'
import type { VaultHands } from './operations/vault.ts'
import { examine, readVersion } from './vault/doctor.ts'
import type { Holder } from './vault/holder.ts'
import { makeJournal } from './vault/opened.ts'
import { makeFolderPrivate, rewriteJournal } from './vault/replace.ts'

type Hands = { query: VaultHands; command: VaultHands; stream: VaultHands }

/** The vault answers in every state a journal can be in, so it gets no transaction but the file itself. */
export function vaultScope(holder: Holder, folder: string, migrations: readonly Migration[]): Scope<Hands> {
  const hands: VaultHands = {
    folder,
    state: () => ({
      state: holder.state,
      version: holder.state === 'open' ? newestVersion(migrations) : readVersion(folder),
    }),
    make: () => holder.without(() => makeJournal(folder, migrations)),
    examine: () => holder.use(async (opened) => examine(folder, opened, FOLD_VERSION)),
    async mend() {
      makeFolderPrivate(folder)
      await holder.without(() => rewriteJournal(folder, (copy) => copy.exec('REINDEX')))
      return ['Only you can read the folder', 'The file was written anew and checked']
    },
  }
  return {
    query: (_, __, deed) => deed(hands),
    command: (_, __, deed) => deed(hands),
    stream: (_, __, deed) => deed(hands),
  }
}
