import colors from 'picocolors'
import { isTty, type Io, type Output } from '../io.ts'

type Paint = (text: string) => string
type Colour =
  | 'bold'
  | 'dim'
  | 'italic'
  | 'underline'
  | 'red'
  | 'green'
  | 'yellow'
  | 'blue'
  | 'magenta'
  | 'cyan'
export type Style = Readonly<Record<Colour, Paint>>

/** `color: false` is what `--no-color` says. */
export function createStyle(io: Io, stream: Output, { color }: { color?: boolean | undefined } = {}): Style {
  return colors.createColors(hasColour(io, stream, color))
}

function hasColour(io: Io, stream: Output, flag: boolean | undefined): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = io.env
  if (flag === false || NO_COLOR) return false
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return isTty(stream) && TERM !== 'dumb'
}
