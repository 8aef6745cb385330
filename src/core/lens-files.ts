import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../contract/errors.ts'
import type { LensFile } from './engines/lenses/shelf.ts'
import type { LensFiles } from './operations/hands.ts'
import { syncToDisk } from './vault/sync-to-disk.ts'

const LARGEST = 200_000

/** The lenses that come with the program, and those in the person's config folder. Read each time: they may be edited meanwhile. */
export function openLensFiles(configFolder: string): LensFiles {
  const mine = join(configFolder, 'lenses')
  const resource = (name: string) => readFile(join(resourceFolder(), 'common', name), 'utf8')
  return {
    rules: () => resource('rules.md'),
    template: () => resource('template.md'),

    async builtIn() {
      const folder = resourceFolder()
      return Promise.all(
        (await lensNames(folder)).map(async (name) => ({
          name,
          path: null,
          text: await readFile(join(folder, `${name}.md`), 'utf8'),
        })),
      )
    },

    async own() {
      return Promise.all((await lensNames(mine)).map((name) => readOwn(name, join(mine, `${name}.md`))))
    },

    add(name, text) {
      const path = join(mine, `${name}.md`)
      writing(() => mkdirSync(mine, { recursive: true, mode: 0o700 }))
      if (existsSync(path)) throw isThere(name)
      writing(() => {
        writeNew(path, text)
        syncToDisk(mine)
      })
      return path
    },
  }
}

/** Bundled or not, this file is two or three folders below the package root. */
function resourceFolder(): string {
  const found = ['../..', '../../..', '..']
    .map((up) => join(import.meta.dirname, up, 'resources', 'lenses'))
    .find((folder) => existsSync(folder))
  if (found === undefined) throw new Error('The folder of the built-in lenses is missing')
  return found
}

async function lensNames(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder)
    return names
      .filter((name) => name.endsWith('.md') && !name.startsWith('.') && name.toLowerCase() !== 'readme.md')
      .map((name) => name.slice(0, -'.md'.length))
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return []
    throw new AppError('refused', 'The folder with your lenses cannot be read', {
      hint: 'Make it a folder that is yours: see `dreamcanvas config path`.',
      cause: thrown,
    })
  }
}

/** A file that cannot be read is told, like one that is wrong; the others can still be used. */
async function readOwn(name: string, path: string): Promise<LensFile> {
  const without = (unreadable: string) => ({ name, path, text: null, unreadable })
  try {
    const found = await stat(path)
    if (!found.isFile()) return without('This is not a file')
    if (found.size > LARGEST) return without('The file is larger than a lens can be')
    return { name, path, text: new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path)) }
  } catch (thrown) {
    if (thrown instanceof TypeError) return without('The file is no text in UTF-8')
    return without('The file cannot be read')
  }
}

/** Whole or not at all, for this user only, and never over a file that is there. */
function writeNew(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } catch (thrown) {
    rmSync(path, { force: true })
    throw thrown
  } finally {
    closeSync(file)
  }
}

function writing(deed: () => void): void {
  try {
    deed()
  } catch (thrown) {
    const code = codeOf(thrown)
    const because = { cause: thrown }
    if (code === undefined) throw thrown
    if (code === 'ENOSPC' || code === 'EDQUOT')
      throw new AppError('disk_full', 'The disk is full; the lens was not written', {
        hint: 'Free some space and try again.',
        ...because,
      })
    throw new AppError('not_writable', 'The folder with your lenses cannot be written', {
      hint: 'Make it a folder that is yours: see `dreamcanvas config path`.',
      ...because,
    })
  }
}

function isThere(name: string): AppError {
  return new AppError('conflict', `You have a file ${name}.md among your lenses already`, {
    hint: 'Nothing was changed. Edit it, or choose another id.',
  })
}

function codeOf(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error) || !('code' in thrown)) return undefined
  return typeof thrown.code === 'string' ? thrown.code : undefined
}
