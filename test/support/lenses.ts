import { expect } from 'vitest'
import type { Lens } from '../../src/contract/model/lens.ts'
import { readRules, type CommonRules } from '../../src/core/engines/lenses/rules.ts'
import { shelve } from '../../src/core/engines/lenses/shelf.ts'
import { openLensFiles } from '../../src/core/lens-files.ts'

const files = openLensFiles('/nowhere')

/** The lenses that come with the program, read as it reads them. */
export async function builtInLenses(): Promise<readonly Lens[]> {
  return shelve({ builtIn: await files.builtIn(), own: [] }).map(({ id, lens, problems }) => {
    expect({ id, problems }).toEqual({ id, problems: [] })
    return lens!
  })
}

export async function builtInLens(id: string): Promise<Lens> {
  return (await builtInLenses()).find((lens) => lens.id === id)!
}

export async function commonRules(): Promise<CommonRules> {
  return readRules(await files.rules())
}

/** The smallest file that is a lens, and what a test changes in it. */
export function lensText(
  changes: Readonly<Record<string, string | null>> = {},
  prompt = 'Look at the doors.',
) {
  const lines: Record<string, string | null> = {
    id: 'id: doors',
    version: 'version: 1',
    names: 'names:\n  en: Doors',
    tradition: 'tradition:\n  en: my own',
    about: 'about:\n  en: Looks at doors.',
    must: 'must:\n  - Begin with a door',
    'must-not': 'must-not:\n  - Open it',
    ...changes,
  }
  const head = Object.values(lines).filter((line) => line !== null)
  return ['---', ...head, '---', '', prompt, ''].join('\n')
}
