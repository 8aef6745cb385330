import { writeSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { AppError } from '../../../src/contract/errors.ts'
import { openJournal } from '../../../src/core/app.ts'
import { LATER } from '../migrations.ts'
import type { Told } from '../programs.ts'

/**
 * A program of its own that has the journal open, and does what its parent tells it: `ask` an operation, or `write`
 * dreams one after the other until told to stop or killed. What is on its stdout was acknowledged.
 */
const { values, positionals } = parseArgs({ allowPositionals: true, options: { later: { type: 'boolean' } } })
const [folder = ''] = positionals
const { client, close } = openJournal({
  folder,
  program: 'another program',
  zone: 'Europe/Berlin',
  ...(values.later === true && { migrations: LATER }),
})

type Ask = (input: unknown) => Promise<unknown>
const groups = client as unknown as Readonly<Record<string, Readonly<Record<string, Ask>>>>
let isStopped = false

process.on('message', (told: Told) => {
  if (told.do === 'stop') isStopped = true
  else void answer(told)
})
process.once('disconnect', () => void close().then(() => process.exit()))
process.send?.({ ready: true })

async function answer(told: Exclude<Told, { do: 'stop' }>): Promise<void> {
  const { id } = told
  try {
    process.send?.({ id, output: told.do === 'ask' ? await ask(told) : await write(told) })
  } catch (thrown) {
    const { code, message, hint, details } = thrown as AppError
    process.send?.({ id, error: { code, message, hint, details } })
  }
}

async function ask({ id, path, input }: Extract<Told, { do: 'ask' }>): Promise<unknown> {
  const [group = '', name = ''] = path.split('.')
  const output = await groups[group]?.[name]?.(input)
  if (typeof output !== 'object' || output === null || !(Symbol.asyncIterator in output)) return output
  for await (const piece of output as AsyncIterable<unknown>) process.send?.({ id, piece })
  return null
}

async function write({ count, text }: Extract<Told, { do: 'write' }>): Promise<string[]> {
  const ids: string[] = []
  while (ids.length < count) {
    // Seldom: a loop of commands need not come back to the event loop, and the journal must be let go of all the same.
    if (ids.length % 500 === 499) await setImmediate()
    if (isStopped) break
    const dream = await client.dreams.add({ text: `${text} ${ids.length}`, tags: ['water'] })
    // At once and whole, so that what was printed before a kill was acknowledged before it.
    writeSync(1, `${dream.id}\n`)
    ids.push(dream.id)
  }
  return ids
}
