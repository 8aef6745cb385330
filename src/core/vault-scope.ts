import { AppError } from '../contract/errors.ts'
import type { Scope } from '../rpc/router.ts'
import { translateFailure } from './db/failures.ts'
import { newestVersion, type Migration } from './db/migrate.ts'
import { FOLD_VERSION } from './lib/fold/fold.ts'
import type { VaultHands } from './operations/vault.ts'
import { examine } from './vault/doctor.ts'
import type { Holder } from './vault/holder.ts'
import { makeJournal, type Opened } from './vault/opened.ts'
import { makeFolderPrivate, rewriteJournal } from './vault/replace.ts'

type Hands = { query: VaultHands; command: VaultHands; stream: VaultHands }

/** The vault answers in every state a journal can be in, so it gets no transaction but the file itself. */
export function vaultScope(holder: Holder, folder: string, migrations: readonly Migration[]): Scope<Hands> {
  const hands: VaultHands = {
    folder,
    state: () =>
      holder.use(async (opened) => ({ state: opened.state, version: versionOf(opened, migrations) })),
    make: () => holder.without(() => makeJournal(folder, migrations)),
    examine: () => holder.use(async (opened) => examine(folder, opened, FOLD_VERSION)),
    async mend() {
      // What cannot be read is not rewritten: the file that lies there is the best copy there is.
      await holder.use(async (opened) => refuseUnopened(opened))
      makeFolderPrivate(folder)
      await holder.without(() => rewriteJournal(folder, (copy) => copy.exec('REINDEX')))
      return ['Only you can read the folder', 'The file was written anew and checked']
    },
  }
  const translated = <T>(deed: (given: VaultHands) => Promise<T>) =>
    deed(hands).catch((thrown: unknown) => {
      throw translateFailure(thrown)
    })
  return {
    query: (_, __, deed) => translated(deed),
    command: (_, __, deed) => translated(deed),
    stream: (_, __, deed) => deed(hands),
  }
}

/** The version of a journal's tables, where that much can be read. */
function versionOf(opened: Opened, migrations: readonly Migration[]): number | null {
  if (opened.state === 'open') return newestVersion(migrations)
  if (opened.state !== 'newer') return null
  return (opened.error.details as { current: number }).current // written by refuseNewer
}

function refuseUnopened(opened: Opened): void {
  if (opened.state === 'open') return
  const { code, message, hint, details } = opened.error
  throw new AppError(code, message, { hint, details })
}
