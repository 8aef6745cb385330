import { homedir } from 'node:os'
import { join } from 'node:path'

type Env = Readonly<Record<string, string | undefined>>

/** The files of a journal folder. */
export function journalFiles(folder: string) {
  return {
    db: join(folder, 'journal.db'),
    keys: join(folder, 'journal.keys'),
    lock: join(folder, 'journal.lock'),
    closing: join(folder, 'journal.closing'),
    backups: join(folder, 'backups'),
    drafts: join(folder, 'drafts'),
  }
}

/** Where a journal lies when nobody says otherwise: each platform's own place for a program's data. */
export function defaultJournalFolder(env: Env, platform: NodeJS.Platform): string {
  const home = env['HOME'] ?? homedir()
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'DreamCanvas')
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'DreamCanvas')
  return join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'dreamcanvas')
}

export function defaultConfigFolder(env: Env, platform: NodeJS.Platform): string {
  const home = env['HOME'] ?? homedir()
  if (platform === 'darwin') return join(home, 'Library', 'Preferences', 'DreamCanvas')
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'DreamCanvas')
  return join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'dreamcanvas')
}
