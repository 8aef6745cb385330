import { remoteFields, type FakeModel } from './models.ts'

export type ChatBody = {
  readonly model: string
  readonly messages: readonly { readonly role: string; readonly content: string }[]
  readonly stream?: boolean
  readonly format?: unknown
  readonly think?: boolean
  readonly truncate?: boolean
  readonly shift?: boolean
  readonly options?: Readonly<Record<string, number>>
}

/** One thing the server does while it answers. */
export type Step =
  | { readonly say: string }
  | { readonly think: string }
  /** An error after the 200. */
  | { readonly error: string }
  | { readonly wait: number }
  /** The connection is gone, without a word. */
  | { readonly cut: true }
  /** Bytes as they stand: a broken line, half of one. */
  | { readonly raw: string }
  | { readonly line: Readonly<Record<string, unknown>> }
  | { readonly end: { readonly reason?: string; readonly promptTokens?: number } }

export type Says = readonly Step[] | ((asked: ChatBody) => readonly Step[])

/** A text in tokens of a word each, so many a second. */
export function tokens(text: string, { perSecond = Infinity } = {}): Step[] {
  const pause: Step[] = perSecond === Infinity ? [] : [{ wait: 1000 / perSecond }]
  return (text.match(/\s*\S+|\s+$/g) ?? []).flatMap((word) => [...pause, { say: word }])
}

export function partOf(model: FakeModel, step: Step, promptTokens: number) {
  if ('end' in step) return endOf(model, { promptTokens, ...step.end })
  const message =
    'think' in step
      ? { role: 'assistant', content: '', thinking: step.think }
      : { role: 'assistant', content: 'say' in step ? step.say : '' }
  return { ...headOf(model), message, done: false }
}

export function endOf(
  model: FakeModel,
  { reason = 'stop', promptTokens }: { reason?: string; promptTokens?: number },
) {
  return {
    ...headOf(model),
    message: { role: 'assistant', content: '' },
    done: true,
    done_reason: reason,
    ...(reason !== 'load' && {
      total_duration: 900_000_000,
      load_duration: 100_000_000,
      prompt_eval_count: promptTokens,
      prompt_eval_duration: 200_000_000,
      eval_count: 3,
      eval_duration: 600_000_000,
    }),
  }
}

function headOf(model: FakeModel) {
  return {
    model: model.name,
    created_at: '2026-11-20T07:30:00.000Z',
    ...remoteFields(model, { inAnswer: true }),
  }
}
