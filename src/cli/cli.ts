import { resolve } from 'node:path'
import type { Readable } from 'node:stream'
import type { Command } from 'commander'
import type { Journal } from '../contract/journal.ts'
import { AppError } from '../contract/errors.ts'
import {
  defaultConfigFolder,
  defaultJournalFolder,
  openFileSource,
  openJournal,
  type OpenJournal,
} from '../core/app.ts'
import type { Client } from '../rpc/client.ts'
import type { Globals } from './globals.ts'
import type { Io } from './io.ts'
import type { Printer } from './output/print.ts'
import { write } from './output/write.ts'

export type JournalClient = Client<Journal>

type Opening = {
  /** The verb begins a journal at the default place on first use. */
  readonly make?: boolean
  /** `journal`: one in any state will do, `nothing`: also none. */
  readonly needs?: 'open' | 'journal' | 'nothing'
}

/** What a verb works with. */
export type Cli = {
  readonly io: Io
  readonly globals: Globals
  readonly print: Printer
  readonly folder: string
  /** Opens the journal, runs, closes. */
  withJournal<T>(fn: (journal: JournalClient) => Promise<T>, options?: Opening): Promise<T>
  /** What is to be done once what was written is in the journal: a draft goes only then. */
  onSaved(then: () => void | Promise<void>): void
  saved(): Promise<void>
  /** Another verb, as if it had been typed. */
  run(args: readonly string[], io: Io): Promise<number>
  /** How the command ends when nothing went wrong but something needs care. */
  needsCare(): void
}

/** What a verb adds to the program when it is the one that was asked for. */
export type AddVerb = (command: Command, cli: Cli) => void

const PROGRAM = 'dreamcanvas command'

type Around = { readonly onCare: () => void; readonly run: Cli['run'] }

export function createCli(io: Io, globals: Globals, print: Printer, { onCare, run }: Around): Cli {
  const named = globals.journal
  const folder = named === undefined ? defaultJournalFolder(io.env, io.platform) : resolve(io.cwd, named)

  const whenSaved: (() => void | Promise<void>)[] = []

  return {
    io,
    globals,
    print,
    folder,
    run,
    needsCare: onCare,
    onSaved: (then) => void whenSaved.push(then),
    async saved() {
      for (const then of whenSaved.splice(0)) await then()
    },
    async withJournal(fn, { make = false, needs = 'open' } = {}) {
      const opened = openJournal({
        folder,
        configFolder: defaultConfigFolder(io.env, io.platform),
        program: PROGRAM,
        now: () => io.now(),
        env: io.env,
        ...bugs(),
        ...files(),
      })
      try {
        if (opened.state === 'absent' && make && named === undefined) {
          await opened.client.vault.init({})
          await print.note(`Made a journal in ${folder}`)
        }
        if (opened.state === 'absent' && named !== undefined && needs !== 'nothing') throw absent(folder)
        // Any question makes it say what is wrong: before somebody writes a page, not after.
        if (opened.state !== 'open' && needs === 'open') await opened.client.settings.list({})
        return await fn(opened.client)
      } finally {
        await opened.close()
      }
    },
  }

  function bugs(): Pick<OpenJournal, 'reportBug'> {
    if (!globals.verbose) return {}
    return { reportBug: (bug) => void write(io.stderr, `${stackOf(bug.cause)}\n`) }
  }

  function files(): Pick<OpenJournal, 'files'> {
    return {
      files: {
        async open(source) {
          if (source === '-') {
            const { addAbortSignal } = await import('node:stream')
            const stdin = io.stdin as Readable // of bytes: no encoding is set
            // Else Ctrl-C would wait for whoever pipes in.
            return { bytes: addAbortSignal(io.signal, stdin), size: null }
          }
          return openFileSource(resolve(io.cwd, source))
        },
      },
    }
  }
}

function stackOf(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
}

function absent(folder: string): AppError {
  return new AppError('absent', `There is no journal in ${folder}`, {
    hint: 'Make one there with `dreamcanvas init`, or check --journal and DREAMCANVAS_JOURNAL.',
    details: { folder },
  })
}
