import type { AppError } from '../../../contract/errors.ts'
import { isLoopback } from '../../lib/hosts.ts'
import { canChat, chosenModel } from './choose.ts'
import { wholeName } from './names.ts'
import { isNobodyThere } from './ollama/failures.ts'
import type { ListedModel, RunningModel, ServerAddress } from './port.ts'
import { howToInstall, SUGGESTIONS } from './suggestions.ts'

export type Finding = {
  readonly check: string
  readonly level: 'well' | 'remark' | 'care'
  readonly says: string
  readonly hint: string | null
}

/** What the server said of itself. */
export type ServerFacts = {
  readonly version: string
  readonly models: readonly ListedModel[]
  readonly running: readonly RunningModel[]
  readonly cloud: 'on' | 'off' | undefined
}

export type Facts = {
  readonly address: ServerAddress
  readonly server: ServerFacts | AppError
  /** What answers at Ollama's usual place, where another was asked and did not. */
  readonly elsewhere: string | undefined
  readonly installed: boolean
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly memory: { readonly free: number; readonly total: number }
  readonly listensToOthers: boolean | undefined
  /** The model that was chosen. */
  readonly setting: string | null
  /** Whole names of the remote models that were allowed. */
  readonly allowed: ReadonlySet<string>
}

/** A whole page of a dream, what is asked about it and an answer. */
const ENOUGH_CONTEXT = 4096

/** What stands between the dreamer and a reading by a model, as far as it can be known from here. */
export function examineModels(facts: Facts): Finding[] {
  const { server } = facts
  if (server instanceof Error) return [notAnswering(facts, server), ...surroundings(facts)]
  return [
    well('server', `Ollama ${server.version} answers at ${facts.address.url}.`),
    ...theModels(facts, server),
    ...surroundings(facts),
    ...theCloud(server),
  ]
}

function notAnswering({ address, elsewhere, installed, platform }: Facts, failure: AppError): Finding {
  if (failure.code !== 'model_unavailable' || !isHere(address.url))
    return care('address', `${failure.message}.`, failure.hint ?? null)
  if (elsewhere !== undefined)
    return care(
      'address',
      `Nothing answers at ${address.url}, but Ollama does at ${elsewhere}.`,
      address.from === 'setting'
        ? `Ask it there: \`dreamcanvas config set modelAddress ${elsewhere}\`.`
        : 'OLLAMA_HOST is set here to another address; unset it.',
    )
  if (!isNobodyThere(failure)) return care('server', `${failure.message}.`, failure.hint ?? null)
  if (installed) return care('server', `Ollama is installed, but does not answer at ${address.url}.`, START)
  return care(
    'server',
    `Ollama is not installed on this machine, as far as can be seen, and nothing answers at ${address.url}.`,
    `Models run in it: ${howToInstall(platform)}. Then fetch a small one: ${suggestions()}.`,
  )
}

const START = 'Start it: `ollama serve` in a terminal of its own, or open its app.'

function theModels(facts: Facts, server: ServerFacts): Finding[] {
  const { setting } = facts
  const able = server.models.filter(canChat)
  const local = able.filter(({ remote }) => remote === null)
  const remote = able.filter((model) => model.remote !== null)
  const chosen = chosenModel(server.models, setting)
  return [
    ...(local.length === 0 && chosen === undefined
      ? [care('models', 'There is no model on this machine yet.', `Fetch a small one: ${suggestions()}.`)]
      : []),
    ...theChoice(setting, chosen, local),
    ...(chosen?.remote ? [remoteChosen(chosen, facts.allowed)] : []),
    ...(chosen && !chosen.remote ? theChosen(chosen, facts, server) : []),
    ...remoteOthers(remote.filter((model) => model !== chosen)),
  ]
}

function theChoice(
  setting: string | null,
  chosen: ListedModel | undefined,
  local: readonly ListedModel[],
): Finding[] {
  if (chosen && !canChat(chosen))
    return [care('chosen', `${chosen.name} was chosen, but it cannot write.`, USE)]
  if (chosen) return [well('chosen', `${chosen.name} reads your dreams.`)]
  if (setting !== null)
    return [
      care(
        'chosen',
        `${setting} was chosen to read, and is not there.`,
        `Fetch it (\`dreamcanvas models pull ${setting}\`), or choose another.`,
      ),
    ]
  if (local.length < 2) return []
  return [remark('chosen', `There are ${local.length} models that could read, and none was chosen.`, USE)]
}

const USE = 'Choose one: `dreamcanvas models use`, and its name from `dreamcanvas models list`.'

function theChosen(chosen: ListedModel, { address, memory }: Facts, { running }: ServerFacts): Finding[] {
  const found: Finding[] = []
  const isLoaded = running.some(({ name }) => wholeName(name) === wholeName(chosen.name))
  if (isHere(address.url) && !isLoaded) found.push(itsMemory(chosen, memory))
  if (chosen.context !== null && chosen.context < ENOUGH_CONTEXT)
    found.push(
      care(
        'context',
        `${chosen.name} can take in only ${chosen.context} tokens at once, its answer among them.`,
        'A long dream must be read in parts; a model with a larger context reads it whole.',
      ),
    )
  return found
}

function itsMemory({ name, size }: ListedModel, { free, total }: Facts['memory']): Finding {
  if (size <= free)
    return well('memory', `${name} is ${sayBytes(size)}, and ${sayBytes(free)} of memory are free.`)
  const room =
    size > total
      ? `this machine has ${sayBytes(total)} of memory`
      : `only ${sayBytes(free)} of memory are free now`
  return care(
    'memory',
    `${name} is ${sayBytes(size)}, and ${room}.`,
    'Close other programs or choose a smaller model. A graphics card’s own memory cannot be seen from here and may be enough.',
  )
}

function remoteChosen({ name, remote }: ListedModel, allowed: ReadonlySet<string>): Finding {
  const where = remote?.host ?? 'elsewhere'
  if (allowed.has(wholeName(name)))
    return remark(
      'remote',
      `${name} runs at ${where}: what it reads leaves this machine, as you allowed.`,
      `Take it back: \`dreamcanvas outgoing revoke ${name}\`.`,
    )
  return care(
    'remote',
    `${name} was chosen, but it runs at ${where}, not on this machine, and is refused.`,
    `Choose another, or allow this one by its name: \`dreamcanvas models allow ${name}\`.`,
  )
}

function remoteOthers(models: readonly ListedModel[]): Finding[] {
  if (models.length === 0) return []
  const names = models.map(({ name }) => name).join(', ')
  return [remark('remote', `Not on this machine, and refused unless you allow them by name: ${names}.`, null)]
}

/** What can be known of the server only by where it and we were started. */
function surroundings({ address, env, listensToOthers }: Facts): Finding[] {
  if (!isHere(address.url)) return []
  const found: Finding[] = []
  if (listensToOthers ?? address.listensToAll)
    found.push(
      care(
        'exposed',
        listensToOthers
          ? `What listens on port ${portOf(address.url)} of this machine answers other computers too.`
          : 'OLLAMA_HOST asks Ollama to answer other computers too.',
        'Start Ollama without OLLAMA_HOST, or with 127.0.0.1: then nobody else can use your models.',
      ),
    )
  const logging = ['OLLAMA_DEBUG', 'OLLAMA_DEBUG_LOG_REQUESTS'].filter((name) => isOn(env[name]))
  if (logging.length > 0)
    found.push(
      care(
        'logging',
        `${logging.join(' and ')} is set here: an Ollama started with it can write your dreams into its log.`,
        'Unset it, and start Ollama again.',
      ),
    )
  return found
}

function theCloud({ cloud }: ServerFacts): Finding[] {
  if (cloud === 'off') return [well('cloud', 'Ollama’s cloud is off.')]
  if (cloud === undefined) return []
  return [
    remark(
      'cloud',
      'Ollama’s cloud is on; models that run there are refused here unless you allow one by its name.',
      'To turn it off, start Ollama with OLLAMA_NO_CLOUD=1.',
    ),
  ]
}

function suggestions(): string {
  return SUGGESTIONS.map(({ name, size }) => `\`dreamcanvas models pull ${name}\` (${size})`).join(', or ')
}

function isHere(url: string): boolean {
  return isLoopback(new URL(url).hostname)
}

export function portOf(url: string): number {
  const { port, protocol } = new URL(url)
  return Number(port || (protocol === 'https:' ? 443 : 80))
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && !['', '0', 'false', 'f'].includes(value.trim().toLowerCase())
}

function sayBytes(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`
  return bytes >= 1e6 ? `${Math.round(bytes / 1e6)} MB` : `${Math.ceil(bytes / 1e3)} kB`
}

function well(check: string, says: string): Finding {
  return { check, level: 'well', says, hint: null }
}

function remark(check: string, says: string, hint: string | null): Finding {
  return { check, level: 'remark', says, hint }
}

function care(check: string, says: string, hint: string | null): Finding {
  return { check, level: 'care', says, hint }
}
