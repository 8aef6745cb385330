import type { Command } from 'commander'

/** The flags every verb takes, as commander hands them over. */
export type Globals = {
  readonly journal?: string
  readonly json?: boolean
  readonly ndjson?: boolean
  readonly quiet?: boolean
  readonly input: boolean
  readonly color: boolean
  readonly verbose?: boolean
  readonly yes?: boolean
  readonly fields?: string[]
}

type Env = Readonly<Record<string, string | undefined>>

/** A flag's environment variable, and which of them take a value: arguments.ts must not take the value for the verb. */
export const GLOBAL_FLAGS = {
  '--journal': { env: 'DREAMCANVAS_JOURNAL', takes: '<dir>', says: 'the folder the journal lies in' },
  '--json': { env: 'DREAMCANVAS_JSON', takes: '', says: 'one JSON document on stdout' },
  '--ndjson': { env: 'DREAMCANVAS_NDJSON', takes: '', says: 'one JSON object a line' },
  '--fields': { env: 'DREAMCANVAS_FIELDS', takes: '<a,b>', says: 'only these fields of each' },
  '--quiet': { env: 'DREAMCANVAS_QUIET', takes: '', says: 'results only, as short as they go' },
  '--no-input': { env: 'DREAMCANVAS_NO_INPUT', takes: '', says: 'never ask; fail instead' },
  '--no-color': { env: 'DREAMCANVAS_NO_COLOR', takes: '', says: 'no colours (also NO_COLOR)' },
  '--yes': { env: 'DREAMCANVAS_YES', takes: '', says: 'go ahead where a question would be asked' },
  '--verbose': { env: 'DREAMCANVAS_VERBOSE', takes: '', says: 'say more when something goes wrong' },
} as const

export function addGlobalFlags(program: Command): void {
  for (const [flag, { takes, says, env }] of Object.entries(GLOBAL_FLAGS)) {
    const described = `${says} (${env})`
    if (flag === '--fields') program.option(`${flag} ${takes}`, described, splitFields)
    else program.option(takes ? `${flag} ${takes}` : flag, described)
  }
}

/** Flags come before the environment; one that asks for JSON of one kind takes back the other. */
export function globalsOf(options: Record<string, unknown>, env: Env): Globals {
  const set = (name: string) => env[name] !== undefined && env[name] !== '' && env[name] !== '0'
  const saysJson = options['json'] === true || options['ndjson'] === true
  return {
    ...(set('DREAMCANVAS_JOURNAL') && { journal: env['DREAMCANVAS_JOURNAL']! }),
    ...(!saysJson && set('DREAMCANVAS_JSON') && { json: true }),
    ...(!saysJson && set('DREAMCANVAS_NDJSON') && { ndjson: true }),
    ...(set('DREAMCANVAS_FIELDS') && { fields: splitFields(env['DREAMCANVAS_FIELDS']!) }),
    ...(set('DREAMCANVAS_QUIET') && { quiet: true }),
    ...(set('DREAMCANVAS_YES') && { yes: true }),
    ...(set('DREAMCANVAS_VERBOSE') && { verbose: true }),
    ...options,
    input: options['input'] !== false && !set('DREAMCANVAS_NO_INPUT'),
    color: options['color'] !== false && !set('DREAMCANVAS_NO_COLOR'),
  }
}

function splitFields(list: string): string[] {
  return list
    .split(',')
    .map((field) => field.trim())
    .filter((field) => field !== '')
}
