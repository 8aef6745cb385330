import * as z from 'zod/mini'
import { DreamId } from '../model/dream.ts'
import { Language, Lens, LensId, LensOrigin, LensProblem, ListedLens, Prompt } from '../model/lens.ts'
import { command, query } from '../operation.ts'

const MAX_FILE = 200_000

/** Lenses: the files a dream is read through. All but `prompt` answer without a journal. */
export const lenses = {
  list: query({
    summary: 'Lenses, the built-in ones and your own',
    input: z.strictObject({}),
    output: z.object({ items: z.array(ListedLens) }),
  }),
  get: query({
    summary: 'Show one lens, with its sources and its prompt',
    input: z.strictObject({ id: LensId }),
    output: Lens,
    errors: ['not_found'],
  }),
  add: command({
    summary: 'Begin a lens of your own in the config folder, from a template or another lens',
    input: z.strictObject({ id: LensId, from: z.optional(LensId) }),
    output: z.object({ id: LensId, file: z.string(), from: z.nullable(LensId), origin: LensOrigin }),
    errors: ['not_found', 'conflict'],
  }),
  check: query({
    summary: 'Look lens files over and explain what needs care',
    input: z.strictObject({
      /** Only this one; without it all. */
      id: z.optional(LensId),
      /** The text of a file that lies elsewhere, and the name it has there. */
      text: z.optional(
        z.string().check(z.maxLength(MAX_FILE, `must be shorter than ${MAX_FILE} characters`)),
      ),
      name: z.optional(z.string()),
    }),
    output: z.object({
      well: z.boolean(),
      items: z.array(
        z.object({
          name: z.string(),
          origin: z.nullable(LensOrigin),
          file: z.nullable(z.string()),
          /** False where it is no text at all. */
          readable: z.boolean(),
          problems: z.array(LensProblem),
        }),
      ),
    }),
    errors: ['not_found'],
  }),
  prompt: query({
    summary: 'Show what exactly a model would be told to read a dream through a lens',
    input: z.strictObject({
      lens: LensId,
      dream: DreamId,
      /** The language to answer in; without it the dream’s own. */
      language: z.optional(Language),
      /** Waking words about the dream go to a model only when they are named here and the lens can use them. */
      give: z._default(z.array(z.literal('reflection')), []),
      /** The dreamer knows the manners of a disliked dream and asks for a reading all the same. */
      despiteDislike: z._default(z.boolean(), false),
    }),
    output: Prompt,
    errors: ['not_found', 'refused'],
  }),
}
