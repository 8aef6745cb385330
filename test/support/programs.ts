import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { AppError, type ErrorCode } from '../../src/contract/errors.ts'

type Task = { do: 'ask'; path: string; input: unknown } | { do: 'write'; count: number; text: string }
export type Told = (Task & { id: number }) | { do: 'stop' }
type Answer = {
  id: number
  piece?: unknown
  output?: unknown
  error?: { code: ErrorCode; message: string; hint?: string; details?: unknown }
}
type Waiting = { resolve(output: unknown): void; reject(error: Error): void; piece(piece: unknown): void }

/** Another process that has the journal open, ended with the test. */
export async function startProgram(folder: string, { later = false } = {}) {
  const script = join(import.meta.dirname, 'programs', 'journal-program.ts')
  const child = fork(script, [folder, ...(later ? ['--later'] : [])], {
    execArgv: process.features.typescript ? [] : ['--experimental-strip-types', '--no-warnings'],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const ended = once(child, 'close')
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })

  const printed: string[] = []
  if (child.stdout) createInterface(child.stdout).on('line', (line) => printed.push(line))

  const waiting = new Map<number, Waiting>()
  child.on('message', ({ id, piece, output, error }: Answer) => {
    if (piece !== undefined) return waiting.get(id)?.piece(piece)
    if (error) waiting.get(id)?.reject(new AppError(error.code, error.message, error))
    else waiting.get(id)?.resolve(output)
  })
  child.once('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('The program has ended'))
  })
  await once(child, 'message') // it is ready

  let last = 0
  function tell<T>(task: Task, piece: (piece: unknown) => void = () => {}) {
    const id = ++last
    const answer = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject, piece }))
    answer.catch(() => {}) // somebody who kills it does not wait for its answer
    child.send({ ...task, id } satisfies Told)
    return answer as Promise<T>
  }
  return {
    /** What it acknowledged so far. */
    printed: printed as readonly string[],
    ask: <T>(path: string, input: object = {}) => tell<T>({ do: 'ask', path, input }),
    /** Each piece of a stream as it comes. */
    stream: (path: string, input: object, piece: (piece: unknown) => void) =>
      tell({ do: 'ask', path, input }, piece),
    /** Writes so many dreams, or until told to stop; answers with their ids. */
    write: (text: string, count = 1_000_000) => tell<string[]>({ do: 'write', text, count }),
    stop: () => void child.send({ do: 'stop' } satisfies Told),
    /** As the power cut would: nothing is finished. */
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
