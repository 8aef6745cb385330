import * as z from 'zod/mini'
import { Dream, DreamChanges, DreamFilter, DreamId, DreamText, NewDream, Version } from '../model/dream.ts'
import { command, query } from '../operation.ts'

const ById = z.strictObject({ id: DreamId })
const Limit = z._default(
  z.int().check(z.gte(1, 'must be at least 1'), z.lte(1000, 'must be at most 1000')),
  50,
)

export const DreamPage = z.object({ items: z.array(Dream), next: z.nullable(z.string()) })

/** Dreams: write, find by id or night, change, put in the trash. */
export const dreams = {
  add: command({
    summary: 'Write down a dream',
    input: NewDream,
    output: Dream,
  }),
  get: query({
    summary: 'Show one dream, in the trash or not',
    input: ById,
    output: Dream,
    errors: ['not_found'],
  }),
  list: query({
    summary: 'List dreams, newest night first',
    input: z.strictObject({
      filter: z.optional(DreamFilter),
      trash: z._default(z.boolean(), false),
      limit: Limit,
      cursor: z.optional(z.string()),
    }),
    output: DreamPage,
  }),
  find: query({
    summary:
      'Find dreams by what a person calls them: a whole id, the tail of one, `last`, `last~2`, or a night',
    input: z.strictObject({ reference: z.string() }),
    output: Dream,
    errors: ['not_found'],
  }),
  edit: command({
    summary: 'Change a dream; `revision` is the one you saw',
    input: z.strictObject({
      id: DreamId,
      changes: DreamChanges,
      revision: z.optional(z.int()),
      /** Say yes to emptying a text that was not empty. */
      allowBlank: z._default(z.boolean(), false),
    }),
    output: Dream,
    errors: ['not_found', 'conflict', 'refused'],
  }),
  more: command({
    summary: 'Append to a dream',
    input: z.strictObject({ id: DreamId, text: DreamText }),
    output: Dream,
    errors: ['not_found'],
  }),
  remove: command({
    summary: 'Put dreams in the trash, or take them out for good',
    input: z.strictObject({ ids: z.array(DreamId), forever: z._default(z.boolean(), false) }),
    output: z.object({ removed: z.array(DreamId) }),
    errors: ['not_found'],
  }),
  restore: command({
    summary: 'Take dreams back out of the trash',
    input: z.strictObject({ ids: z.array(DreamId) }),
    output: z.object({ items: z.array(Dream) }),
    errors: ['not_found'],
  }),
  emptyTrash: command({
    summary: 'Take all that is in the trash out for good',
    input: z.strictObject({}),
    output: z.object({ removed: z.array(DreamId) }),
  }),
  history: query({
    summary: 'Earlier versions of a dream, newest first, and the other side of an unsettled conflict',
    input: ById,
    output: z.object({ items: z.array(Version) }),
    errors: ['not_found'],
  }),
  revert: command({
    summary: 'Bring back an earlier version of a dream',
    input: z.strictObject({ id: DreamId, stamp: z.string() }),
    output: Dream,
    errors: ['not_found'],
  }),
  settle: command({
    summary: 'Settle a conflict: keep the present version, or take the other one; both stay in the history',
    input: z.strictObject({ id: DreamId, keep: z.enum(['present', 'other']) }),
    output: Dream,
    errors: ['not_found', 'conflict'],
  }),
  names: query({
    summary: 'The shortest tails by which these dreams can be called',
    input: z.strictObject({ ids: z.array(DreamId) }),
    output: z.object({ items: z.array(z.object({ id: DreamId, tail: z.string() })) }),
  }),
}
