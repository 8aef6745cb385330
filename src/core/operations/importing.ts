import { hash } from 'node:crypto'
import { sayWhatIsWrong } from '../../rpc/invalid.ts'
import { peek, textOf } from '../import/beginning.ts'
import { chooseFormat } from '../import/formats.ts'
import type { Format, Parsed, Row } from '../import/parsed.ts'
import type { StreamHands } from './hands.ts'
import type { Counts, Imagined } from './import-batch.ts'
import { createPlacer } from './import-found.ts'
import { createPace } from './import-pace.ts'
import { takeRows, type BadRow, type Placed } from './import-rows.ts'
import { openRun, type ImportRun } from './import-run.ts'

/** As much of a source as names it, and tells its format. */
const BEGINNING = 64 * 1024
const BAD_ROWS_AT_ONCE = 500

type Asked = {
  readonly source: string
  readonly format?: Format['id'] | undefined
  readonly zone?: string | undefined
  readonly dryRun: boolean
}

/** Brings a file in, in transactions so short that nobody else has to wait, all of them one deed. */
export async function* importFrom(hands: StreamHands, asked: Asked) {
  // Without an open journal that is the answer, whatever the file is.
  await hands.read(async () => {})
  const { bytes: source, size } = await hands.files.open(asked.source)
  let bytes = 0
  const {
    beginning,
    bytes: all,
    close,
  } = await peek(
    counted(source, (length) => (bytes += length)),
    BEGINNING,
  )
  try {
    const format = chooseFormat(textOf(beginning), asked.format)
    const run = asked.dryRun ? undefined : await openRun(hands, `${format.id} ${hash('sha256', beginning)}`)
    const parsed = format.read(all, sayWhatIsWrong)
    for await (const { done, ...soFar } of takeIn(hands, parsed, run, asked.zone ?? hands.zone)) {
      if (done) await run?.finish()
      yield {
        importId: run?.id ?? null,
        continued: run?.continued ?? false,
        ...soFar,
        bytes,
        ofBytes: size,
        done,
      }
    }
  } finally {
    await close()
  }
}

/** Rows in batches. A piece after each, and one at the end. */
async function* takeIn(
  hands: StreamHands,
  parsed: AsyncIterable<Parsed>,
  run: ImportRun | undefined,
  zone: string,
) {
  const counts: Counts = {
    added: 0,
    updated: 0,
    unchanged: 0,
    conflicts: 0,
    leftOut: 0,
    removed: 0,
    besides: 0,
  }
  const given = { counts, imagined: emptyImagined(), placer: createPlacer(zone) }
  const pace = createPace()
  const bad = { count: 0, rows: [] as BadRow[] }
  const waiting = { rows: [] as Placed[], size: 0 }

  for await (const one of parsed) {
    if (one.ok) {
      waiting.rows.push(one)
      waiting.size += sizeOf(one.row)
    } else addBad([one])
    if (pace.isEnough(waiting.rows.length, waiting.size)) await take()
    else if (bad.rows.length < BAD_ROWS_AT_ONCE) continue
    yield piece(false)
  }
  await take()
  yield piece(true)

  async function take(): Promise<void> {
    const rows = waiting.rows.splice(0)
    waiting.size = 0
    if (rows.length === 0) return
    const refused = await pace.measure(rows.length, () =>
      run
        ? run.write((writing, now) => takeRows(rows, { ...given, db: writing.db, writing, now }))
        : hands.read((db) => takeRows(rows, { ...given, db, writing: undefined, now: hands.now() })),
    )
    addBad(refused)
  }
  function addBad(rows: readonly BadRow[]): void {
    bad.count += rows.length
    bad.rows.push(...rows.map(({ where, reason }) => ({ where, reason })))
  }
  function piece(done: boolean) {
    return { ...counts, bad: bad.count, badRows: bad.rows.splice(0), done }
  }
}

async function* counted(
  bytes: AsyncIterable<Uint8Array>,
  add: (length: number) => void,
): AsyncIterable<Uint8Array> {
  for await (const chunk of bytes) {
    add(chunk.length)
    yield chunk
  }
}

function emptyImagined(): Imagined {
  return { copies: new Map(), found: new Map(), gone: new Map() }
}

function sizeOf(row: Row): number {
  if (row.is === 'dream')
    return row.versions.reduce((size, version) => size + textSize(version), textSize(row.dream))
  return row.is === 'new' ? textSize(row.dream.says) : 0
}

function textSize({ text, reflection }: { text: string; reflection?: string | null }): number {
  return text.length + (reflection?.length ?? 0)
}
