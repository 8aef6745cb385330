import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Scope } from '../rpc/router.ts'
import type { SafetyTexts } from './engines/reading/lists.ts'
import { openLensFiles } from './lens-files.ts'
import type { JournalHands } from './operations/hands.ts'
import type { ReadingHands } from './operations/reading-hands.ts'

/** The journal’s hands, and for who reads the lenses and the lists a reading is checked by. */
export function readingScope(journal: Scope<JournalHands>, configFolder: string): Scope<ReadingHands> {
  const lensFiles = openLensFiles(configFolder)
  return {
    ...journal,
    stream: (operation, signal, deed) =>
      journal.stream(operation, signal, (hands) =>
        deed(Object.assign(hands, { lensFiles, safetyTexts: readSafetyTexts })),
      ),
  }
}

export async function readSafetyTexts(): Promise<SafetyTexts> {
  const folder = safetyFolder()
  const read = (name: string) => readFile(join(folder, `${name}.json`), 'utf8')
  const [forbidden, dreams, hedges, offers] = await Promise.all([
    read('forbidden'),
    read('dreams'),
    read('hedges'),
    read('offers'),
  ])
  return { forbidden, dreams, hedges, offers }
}

/** Bundled or not, this file is two or three folders below the package root. */
function safetyFolder(): string {
  const found = ['../..', '../../..', '..']
    .map((up) => join(import.meta.dirname, up, 'resources', 'safety'))
    .find((folder) => existsSync(folder))
  if (found === undefined) throw new Error('The lists that readings are checked by are missing')
  return found
}
