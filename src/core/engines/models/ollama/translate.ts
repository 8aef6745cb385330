import type * as z from 'zod/mini'
import { saysRemote } from '../names.ts'
import type { ChatDone, ListedModel, Remote, ShownModel } from '../port.ts'
import type { ChatPart, Listed, Shown } from './answers.ts'

type ListedAnswer = NonNullable<z.infer<typeof Listed>['models']>[number]

export function toListed(answer: ListedAnswer): ListedModel {
  const { name, size, digest, details, capabilities } = answer
  return {
    name,
    size: size ?? 0,
    digest: digest ?? '',
    parameters: details?.parameter_size || null,
    quantisation: known(details?.quantization_level),
    context: details?.context_length || null,
    capabilities: capabilities ?? [],
    remote: remoteOf(answer) ?? remoteByName(name),
  }
}

export function toShown(name: string, answer: z.infer<typeof Shown>): ShownModel {
  const { details, model_info, capabilities, license, parameters } = answer
  return {
    name,
    parameters: details?.parameter_size || null,
    quantisation: known(details?.quantization_level),
    context: contextIn(model_info) ?? details?.context_length ?? null,
    capabilities: capabilities ?? [],
    remote: remoteOf(answer) ?? remoteByName(name),
    family: details?.family || null,
    licence: license || null,
    settings: parameters || null,
  }
}

export function toDone(part: ChatPart): Omit<ChatDone, 'saw' | 'context'> {
  return {
    reason: part.done_reason ?? 'stop',
    promptTokens: part.prompt_eval_count ?? null,
    answerTokens: part.eval_count ?? null,
    ms: {
      total: milliseconds(part.total_duration),
      loading: milliseconds(part.load_duration),
      prompt: milliseconds(part.prompt_eval_duration),
      answer: milliseconds(part.eval_duration),
    },
  }
}

type SaysRemote = {
  readonly remote_model?: string | null | undefined
  readonly remote_host?: string | null | undefined
}

/** Either of the two words is enough. */
export function remoteOf({ remote_model, remote_host }: SaysRemote): Remote | null {
  if (!remote_model && !remote_host) return null
  return { host: hostIn(remote_host) ?? OLLAMAS_CLOUD, model: remote_model || null }
}

const OLLAMAS_CLOUD = 'ollama.com'

function remoteByName(name: string): Remote | null {
  return saysRemote(name) ? { host: OLLAMAS_CLOUD, model: null } : null
}

function hostIn(address: string | null | undefined): string | undefined {
  return address ? URL.parse(address)?.hostname || address : undefined
}

/** `llama.context_length`: its name begins with the architecture's. */
function contextIn(info: Readonly<Record<string, unknown>> | null | undefined): number | null {
  const [, length] = Object.entries(info ?? {}).find(([key]) => key.endsWith('.context_length')) ?? []
  return typeof length === 'number' ? length : null
}

function known(quantisation: string | null | undefined): string | null {
  return quantisation && quantisation.toLowerCase() !== 'unknown' ? quantisation : null
}

function milliseconds(nanoseconds: number | null | undefined): number | null {
  return nanoseconds === null || nanoseconds === undefined ? null : nanoseconds / 1e6
}
