import { closeSync, fsyncSync, openSync, statSync } from 'node:fs'

/**
 * What was written to a file, or renamed in a folder, survives a power cut. Not for a file that SQLite has open in this
 * process: closing it here would drop every lock on it.
 */
export function syncToDisk(path: string): void {
  const isFolder = statSync(path).isDirectory()
  if (isFolder && process.platform === 'win32') return // it cannot, and keeps renames in order itself
  const handle = openSync(path, isFolder ? 'r' : 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
