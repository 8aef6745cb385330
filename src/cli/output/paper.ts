import { isTty, type Io, type Output } from '../io.ts'
import { safeText } from './safe.ts'
import { createStyle, type Style } from './style.ts'

/** What a rendering for people is written on. */
export interface Paper {
  readonly tty: boolean
  /** Infinite in a pipe: nothing is cut or wrapped there. */
  readonly columns: number
  readonly style: Style
  /** Everything a dream, an import or a model wrote goes through here. */
  text(written: string): string
}

export function createPaper(io: Io, stream: Output, options: { color?: boolean | undefined } = {}): Paper {
  const tty = isTty(stream)
  return {
    tty,
    columns: tty ? stream.columns || 80 : Infinity,
    style: createStyle(io, stream, options),
    text: tty ? safeText : (written) => written,
  }
}
