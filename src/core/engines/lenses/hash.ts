import { createHash } from 'node:crypto'

/** Names a text; long enough that two texts of one journal never share it. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
