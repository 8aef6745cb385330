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

/** A dream with its history: what another computer needs to tell which of two versions came from the other. */
export const DreamLine = z.object({ type: z.literal('dream'), ...Dream.shape, versions: z.array(Version) })
export type DreamLine = z.infer<typeof DreamLine>

/** A dream was taken out for good. It names every version whoever did it had before them, and no words. */
export const Gone = z.object({
  id: DreamId,
  stamp: Dream.shape.stamp,
  /** The versions before it, in the order of their stamps. */
  ancestors: z.array(Dream.shape.stamp),
  at: Instant,
})
export type Gone = z.infer<typeof Gone>

export const GoneLine = z.object({ type: z.literal('gone'), ...Gone.shape })
export const NightLine = z.object({ type: z.literal('night'), ...Night.shape })
export const SleepLine = z.object({ type: z.literal('sleep'), ...Sleep.shape })
export const SettingLine = z.object({ type: z.literal('setting'), name: z.string(), value: z.unknown() })
