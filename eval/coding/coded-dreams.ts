import { readFileSync } from 'node:fs'
import * as z from 'zod/mini'
import type { Category } from '../../src/contract/model/coding.ts'

const Social = z.object({ code: z.string(), init: z.nullable(z.string()), rec: z.nullable(z.string()) })

/** A dream as people coded it. */
const CodedDream = z.object({
  id: z.string(),
  text: z.string(),
  characters: z.array(z.string()),
  aggression: z.array(Social),
  friendliness: z.array(Social),
  sexuality: z.array(Social),
  emotions: z.array(z.object({ code: z.string() })),
  misfortune: z.array(z.unknown()),
  good_fortune: z.array(z.unknown()),
  success: z.array(z.unknown()),
  failure: z.array(z.unknown()),
})
export type CodedDream = z.infer<typeof CodedDream>

/** null where the file is not there. */
export function readCodedDreams(path: string): CodedDream[] | null {
  try {
    return readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => CodedDream.parse(JSON.parse(line)))
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return null
    throw thrown
  }
}

/** What is only asked to be there or not. */
export const PRESENT = {
  aggression: 'aggression',
  friendliness: 'friendliness',
  sexuality: 'sexuality',
  misfortune: 'misfortune',
  'good fortune': 'good_fortune',
  success: 'success',
  failure: 'failure',
} as const satisfies Partial<Record<Category, keyof CodedDream>>
