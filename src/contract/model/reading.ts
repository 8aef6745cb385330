import * as z from 'zod/mini'

/** The parts a reading is made of. A lens says which of them it gives. */
export const ReadingPart = z.enum(['summary', 'elements', 'readings', 'questions', 'emotions', 'safety'])
export type ReadingPart = z.infer<typeof ReadingPart>

/** Why a reading holds its interpretations back and offers something else instead. */
export const Withheld = z.enum(['sacred', 'disliked', 'crisis', 'grief', 'too-little'])
export type Withheld = z.infer<typeof Withheld>
