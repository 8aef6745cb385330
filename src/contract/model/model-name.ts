import * as z from 'zod/mini'

/** A model as its server calls it: `llama3.2:1b`, `hf.co/someone/something:q4`. */
export const ModelName = z
  .string()
  .check(
    z.trim(),
    z.maxLength(300, 'must be shorter than 300 characters'),
    z.regex(/^[\p{L}\p{N}_][\p{L}\p{N}_./:-]*$/u, 'must be the name of a model like llama3.2:1b'),
  )

/** Where a server of models answers. No name or password: an address is shown, and none is ever sent. */
export const ModelAddress = z
  .string()
  .check(
    z.trim(),
    z.regex(/^https?:\/\/[^\s/?#@\\]+(?:\/[^\s?#@\\]*)?$/, 'must be an address like http://127.0.0.1:11434'),
  )
