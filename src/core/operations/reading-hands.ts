import type { SafetyTexts } from '../engines/reading/lists.ts'
import type { CommandHands, LensFiles, QueryHands, StreamHands } from './hands.ts'

/** Who reads also needs the lenses, which lie beside the journal, and the reviewed lists. */
export type ReadingStreamHands = StreamHands & {
  readonly lensFiles: LensFiles
  safetyTexts(): Promise<SafetyTexts>
}

export type ReadingHands = { query: QueryHands; command: CommandHands; stream: ReadingStreamHands }
