import * as z from 'zod/mini'
import { Instant } from './day.ts'
import { Dream, DreamId, Version } from './dream.ts'
import { Night } from './night.ts'
import { Sleep } from './sleep.ts'

/**
 * The journal's own JSON Lines: this header, then one object a line, each with its `type`. Nothing in it depends on
 * when or where it was written, so that equal journals give equal files.
 */
export const FILE_FORMAT = 1
export const FILE_HEADER = { dreamcanvas: 'journal', format: FILE_FORMAT } as const

/** A dream was taken out for good. It names every version whoever did it had before them, and no words. */
export const Gone = z.object({
  id: DreamId,
  stamp: Dream.shape.stamp,
  /** The versions before it, in the order of their stamps. */
  ancestors: z.array(Dream.shape.stamp),
  at: Instant,
})
export type Gone = z.infer<typeof Gone>

/** What follows the header, in this order, by `type`. */
export const LINES = {
  setting: z.object({ name: z.string(), value: z.unknown() }),
  night: Night,
  sleep: Sleep,
  /** With its history: what another computer needs to tell which of two versions came from the other. */
  dream: z.object({ ...Dream.shape, versions: z.array(Version) }),
  gone: Gone,
} as const
