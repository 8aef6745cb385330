import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, isAbsolute, join, resolve } from 'node:path'
import type { Io } from '../io.ts'

/** The words of `$EDITOR` or `$PAGER`: blanks separate, quotes keep together. No shell reads them. */
export function splitWords(command: string): string[] {
  const words = command.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? []
  return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'))
}

/** The file a program's name stands for. */
export function findProgram(io: Io, name: string): string | undefined {
  const withPath = isAbsolute(name) || name.includes('/') || (io.platform === 'win32' && name.includes('\\'))
  const folders = withPath ? [''] : (io.env.PATH ?? '').split(delimiter)
  const endings = io.platform === 'win32' ? ['', ...(io.env.PATHEXT ?? '.EXE;.CMD').split(';')] : ['']
  for (const folder of folders) {
    for (const ending of endings) {
      const file = withPath ? resolve(io.cwd, name + ending) : join(folder, name + ending)
      if (isProgram(file)) return file
    }
  }
  return undefined
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}
