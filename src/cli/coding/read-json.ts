import { resolve } from 'node:path'
import { AppError } from '../../contract/errors.ts'
import { openFileSource } from '../../core/app.ts'
import type { Cli } from '../cli.ts'
import { readAllStdin } from '../editor/read-stdin.ts'

/** A JSON document from a file, or from what is piped in. */
export async function readJson(cli: Cli, path: string | undefined, shape: string): Promise<unknown> {
  const text = path === undefined || path === '-' ? await readAllStdin(cli.io) : await readFile(cli, path)
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('invalid_input', text.trim() === '' ? 'Nothing was given' : 'This is not JSON', {
      hint: `It should look like ${shape}`,
      cause,
    })
  }
}

async function readFile(cli: Cli, path: string): Promise<string> {
  const { bytes } = await openFileSource(resolve(cli.io.cwd, path))
  return Buffer.concat(await Array.fromAsync(bytes)).toString('utf8')
}
