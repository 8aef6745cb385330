import type { AppError } from '../../contract/errors.ts'
import type { Io } from '../io.ts'
import { fieldText, pickFields } from './fields.ts'
import { toJson, writeJsonList, writeNdjson, type Page } from './json.ts'
import { openPager } from './pager.ts'
import { createPaper, type Paper } from './paper.ts'
import { table } from './table.ts'
import { write } from './write.ts'

/** The global flags that say how to print, as commander hands them over: `--no-color` is `color: false`. */
export interface PrintOptions {
  readonly json?: boolean | undefined
  readonly ndjson?: boolean | undefined
  readonly quiet?: boolean | undefined
  readonly color?: boolean | undefined
  readonly input?: boolean | undefined
  readonly fields?: readonly string[] | undefined
}

type Render<T> = (value: T, paper: Paper) => string
/** What `--quiet` leaves of a result: an id, for the next command in a script. */
type Brief<T> = { readonly brief?: ((value: T) => string) | undefined }

export type Printer = ReturnType<typeof createPrinter>

/** stdout is data, stderr is talk. */
export function createPrinter(io: Io, options: PrintOptions = {}) {
  const { fields } = options
  const quiet = options.quiet === true
  const asJson = options.json === true || options.ndjson === true
  const paper = createPaper(io, io.stdout, options)
  const talk = createPaper(io, io.stderr, options)
  const afterwards: string[] = []
  const pick = (thing: unknown) => (fields ? pickFields(thing, fields) : thing)

  return {
    paper,
    talk,
    quiet,
    asJson,

    /** One result. */
    async value<T>(value: T, human: Render<T>, { brief }: Brief<T> = {}): Promise<void> {
      if (asJson) return write(io.stdout, `${toJson(pick(value), { tty: paper.tty, indent: tall() })}\n`)
      if (quiet && brief && !fields) return write(io.stdout, ended(brief(value)))
      await paged(one(fields ? fieldTable([value]) : human(value, paper)))
    },

    /** A page, or page after page: one list in JSON, and never more than one page in memory. */
    async list<T>(
      pages: Page<T> | AsyncIterable<Page<T>>,
      human: Render<readonly T[]>,
      { brief }: Brief<T> = {},
    ): Promise<void> {
      const all = Symbol.asyncIterator in pages ? pages : one(pages)
      if (options.ndjson) return writeNdjson(io.stdout, all, pick, paper.tty)
      if (options.json) return writeJsonList(io.stdout, all, pick, paper.tty)
      await paged(
        texts(all, (items) => {
          if (fields) return fieldTable(items)
          return quiet && brief ? items.map(brief).join('\n') : human(items, paper)
        }),
      )
    },

    /** Talk for people; nothing of it is a result, and `--quiet` silences it. */
    async note(text: string): Promise<void> {
      if (!quiet) await write(io.stderr, ended(text))
    },

    /** The same, but under what is being shown, not in the midst of it. */
    after(text: string): void {
      afterwards.push(text)
    },

    async error(error: AppError): Promise<void> {
      if (asJson) return write(io.stderr, `${toJson({ error }, { tty: talk.tty, indent: false })}\n`)
      const { red, dim } = talk.style
      const hint = error.hint === undefined ? '' : `${dim('hint:')} ${talk.text(error.hint)}\n`
      await write(io.stderr, `${red('error:')} ${talk.text(error.message)}\n${hint}`)
    },
  }

  function tall(): boolean {
    return paper.tty && !options.ndjson
  }

  function fieldTable(things: readonly unknown[]): string {
    const names = fields ?? []
    const rows = things.map((thing) =>
      Object.values(pickFields(thing, names)).map((v) => paper.text(fieldText(v))),
    )
    return table(
      paper,
      names.map((title) => ({ title })),
      rows,
    )
  }

  async function paged(parts: AsyncIterable<string>): Promise<void> {
    const pager = openPager(io, { mayPage: options.input !== false })
    try {
      for await (const part of parts) await pager.write(ended(part))
    } finally {
      await pager.close()
    }
    if (!quiet) await write(io.stderr, afterwards.splice(0).map(ended).join(''))
  }
}

async function* texts<T>(pages: AsyncIterable<Page<T>>, render: (items: readonly T[]) => string) {
  for await (const { items } of pages) if (items.length > 0) yield render(items)
}

async function* one<T>(thing: T): AsyncGenerator<T> {
  yield thing
}

function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`
}
