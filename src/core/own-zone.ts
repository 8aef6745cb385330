import { readlinkSync } from 'node:fs'

/** The time zone this machine lives in. Asking Intl first costs ten milliseconds at every start. */
export function findOwnZone(env: Readonly<Record<string, string | undefined>>): string {
  const named = env['TZ']?.replace(/^:/, '') ?? linkedZone()
  // A POSIX rule like CET-1CEST is no name; Intl knows what to make of it.
  if (named === 'UTC' || (named !== undefined && /^[A-Z][A-Za-z_]+\/[A-Za-z_+/-]+$/.test(named))) return named
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

function linkedZone(): string | undefined {
  try {
    return readlinkSync('/etc/localtime').split('zoneinfo/')[1]
  } catch {
    return undefined // no such link: another system
  }
}
