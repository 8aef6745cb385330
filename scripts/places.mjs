import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

/** Ignored by git: the Node that was brought, and whatever is half done. On the same disk, so a rename is one step. */
export const WORKSHOP = join(ROOT, '.node')
