import * as z from 'zod/mini'
import { Instant, Moment, PartialDay, Zone } from './day.ts'
import { NightId } from './night.ts'

export const DreamId = z
  .string()
  .check(
    z.regex(
      /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
      'must be the whole id of a dream',
    ),
  )
export type DreamId = z.infer<typeof DreamId>

const MAX_TEXT = 4_000_000
export const DreamText = z
  .string()
  .check(z.maxLength(MAX_TEXT, `must be shorter than ${MAX_TEXT} characters`))
const Line = z
  .string()
  .check(z.maxLength(1000, 'must be shorter than 1000 characters'), z.regex(/^[^\n\r]*$/, 'must be one line'))
export const TagName = Line.check(
  z.regex(/\S/, 'must not be blank'),
  z.maxLength(100, 'must be shorter than 100 characters'),
)

const Scale = (from: number, to: number) =>
  z
    .number()
    .check(
      z.refine(
        (value) => Number.isInteger(value) && value >= from && value <= to,
        `must be a whole number from ${from} to ${to}`,
      ),
    )
export const Mood = Scale(-3, 3)
export const Vividness = Scale(1, 5)
export const Lucidity = Scale(0, 5)

/** What a dreamer wrote: the part of a dream that is kept in its history and travels between computers. */
export const DreamContent = z.object({
  title: z.nullable(Line),
  text: DreamText,
  /** The dreamer's waking words about it: never quoted, counted or coded as dream. */
  reflection: z.nullable(DreamText),
  /** As well as it is known; null where it is not. Only a day takes part in recall and streaks. */
  night: z.nullable(PartialDay),
  /** Which night of that day; null where the day is not known. */
  nightId: z.nullable(NightId),
  /** Dreamt in a nap: on that day, but not of its night. */
  nap: z.boolean(),
  /** When it was dreamt, where the dreamer knew the time. */
  dreamtAt: z.nullable(Instant),
  /** The IANA zone it was lived in. */
  zone: z.string(),
  mood: z.nullable(Mood),
  vividness: z.nullable(Vividness),
  lucidity: z.nullable(Lucidity),
  technique: z.nullable(Line),
  trigger: z.nullable(Line),
  nightmare: z.boolean(),
  recurring: z.boolean(),
  fragment: z.boolean(),
  tags: z.array(TagName),
  /** When it went to the trash; null while it has not. */
  deletedAt: z.nullable(Instant),
})
export type DreamContent = z.infer<typeof DreamContent>

/** Names a version of a dream by what it says and what it came from, the same on every computer. */
const Stamp = z.string().check(z.regex(/^[0-9a-f]{16}$/, 'must be a version stamp'))

export const Dream = z.object({
  id: DreamId,
  revision: z.int(),
  stamp: Stamp,
  writtenAt: Instant,
  changedAt: Instant,
  ...DreamContent.shape,
  /** Two computers changed it and both versions are kept: see its history, then `dreams.settle`. */
  conflict: z.boolean(),
})
export type Dream = z.infer<typeof Dream>

/** An earlier version (`was`), or the other one of a conflict nobody has settled yet. */
export const Version = z.object({
  stamp: Stamp,
  changedAt: Instant,
  kind: z.enum(['was', 'conflict']),
  ...DreamContent.shape,
})
export type Version = z.infer<typeof Version>

/** The part a person may set; what is left out keeps its value, or its default in a new dream. */
const Settable = {
  title: z.optional(z.nullable(Line)),
  text: z.optional(DreamText),
  reflection: z.optional(z.nullable(DreamText)),
  /** The night in words ("last night 4:30", "two nights ago", "2014-03", "unknown"), understood at this moment. */
  when: z.optional(Line),
  night: z.optional(z.nullable(PartialDay)),
  nap: z.optional(z.boolean()),
  dreamtAt: z.optional(z.nullable(Moment)),
  zone: z.optional(Zone),
  mood: z.optional(z.nullable(Mood)),
  vividness: z.optional(z.nullable(Vividness)),
  lucidity: z.optional(z.nullable(Lucidity)),
  technique: z.optional(z.nullable(Line)),
  trigger: z.optional(z.nullable(Line)),
  nightmare: z.optional(z.boolean()),
  recurring: z.optional(z.boolean()),
  fragment: z.optional(z.boolean()),
  tags: z.optional(z.array(TagName)),
}

export const NewDream = z.strictObject({ ...Settable, text: DreamText })
export type NewDream = z.infer<typeof NewDream>

export const DreamChanges = z.strictObject(Settable)
export type DreamChanges = z.infer<typeof DreamChanges>

/** Which dreams: every given condition must hold. Nights are both included. */
export const DreamFilter = z.strictObject({
  since: z.optional(PartialDay),
  until: z.optional(PartialDay),
  tags: z.optional(z.array(TagName)),
  lucidity: z.optional(Range()),
  mood: z.optional(Range()),
  vividness: z.optional(Range()),
  nightmare: z.optional(z.boolean()),
  recurring: z.optional(z.boolean()),
  fragment: z.optional(z.boolean()),
  nap: z.optional(z.boolean()),
  conflict: z.optional(z.boolean()),
})
export type DreamFilter = z.infer<typeof DreamFilter>

function Range() {
  return z.strictObject({ from: z.optional(z.int()), to: z.optional(z.int()) })
}
