import { cpSync, existsSync, mkdirSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { journalLines } from './text.mjs'

/** Writes dreams as JSON Lines; says how many bytes of it are text somebody wrote. */
export async function writeLines(path, count) {
  const file = await open(path, 'w')
  let bytes = 0
  let chunk = ''
  for (const line of journalLines(count)) {
    const { title, text, reflection } = JSON.parse(line)
    for (const written of [title, text, reflection]) bytes += Buffer.byteLength(written ?? '')
    chunk += `${line}\n`
    if (chunk.length < 1 << 20) continue
    await file.write(chunk)
    chunk = ''
  }
  await file.write(chunk)
  await file.close()
  return bytes
}

/** A fresh copy of a journal, for whatever writes to it. */
export function copyOf(journal, to) {
  mkdirSync(to, { recursive: true, mode: 0o700 })
  cpSync(join(journal, 'journal.db'), join(to, 'journal.db'))
  return to
}

export function sizeOf(journal) {
  return ['', '-wal'].reduce((sum, suffix) => {
    const path = join(journal, `journal.db${suffix}`)
    return sum + (existsSync(path) ? statSync(path).size : 0)
  }, 0)
}
