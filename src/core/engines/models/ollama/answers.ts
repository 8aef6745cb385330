import * as z from 'zod/mini'

/** Ollama's answers, as far as they are used. A server may be older, newer, or not Ollama at all. */

const text = z.nullish(z.string())
const count = z.nullish(z.number())

const Remote = { remote_model: text, remote_host: text }

const Details = z.nullish(
  z.object({ family: text, parameter_size: text, quantization_level: text, context_length: count }),
)

export const Listed = z.object({
  models: z.nullable(
    z.array(
      z.object({
        name: z.string(),
        size: count,
        digest: text,
        details: Details,
        capabilities: z.nullish(z.array(z.string())),
        ...Remote,
      }),
    ),
  ),
})

export const Shown = z.object({
  details: Details,
  model_info: z.nullish(z.record(z.string(), z.unknown())),
  capabilities: z.nullish(z.array(z.string())),
  license: text,
  parameters: text,
  ...Remote,
})

export const Running = z.object({
  models: z.nullable(
    z.array(z.object({ name: z.string(), size: count, size_vram: count, context_length: count })),
  ),
})

export const Version = z.object({ version: z.string() })

export const Status = z.object({ cloud: z.object({ disabled: z.boolean() }) })

export const ChatPart = z.object({
  message: z.nullish(z.object({ content: text, thinking: text })),
  done: z.nullish(z.boolean()),
  done_reason: text,
  total_duration: count,
  load_duration: count,
  prompt_eval_count: count,
  prompt_eval_duration: count,
  eval_count: count,
  eval_duration: count,
  ...Remote,
})
export type ChatPart = z.infer<typeof ChatPart>

export const Embedded = z.object({ embeddings: z.array(z.array(z.number())), ...Remote })

export const PullPart = z.object({ status: z.string(), digest: text, total: count, completed: count })
