import * as z from 'zod/mini'

export const TextModel = z.object({
  name: z.string(),
  /** Bytes on its server's disk. */
  size: z.int(),
  digest: z.string(),
  /** As its maker counts them: `3.2B`. */
  parameters: z.nullable(z.string()),
  quantisation: z.nullable(z.string()),
  /** The most tokens it can take in and write together. */
  context: z.nullable(z.int()),
  /** What it says it can do, `completion` and `embedding` among it; empty where its server does not tell. */
  capabilities: z.array(z.string()),
  /** Null on this machine; else the host it runs on. */
  runsAt: z.nullable(z.string()),
  /** False for one that runs in somebody's cloud and was not allowed by name: it is refused. */
  allowed: z.boolean(),
  /** The one that reads where no other is named. */
  chosen: z.boolean(),
})
export type TextModel = z.infer<typeof TextModel>
