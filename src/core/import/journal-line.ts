import type { DreamContent } from '../../contract/model/dream.ts'
import { LINES } from '../../contract/model/journal-file.ts'
import { Settings } from '../../contract/model/settings.ts'
import type { Parsed, Row, Say } from './parsed.ts'

type Fields = Readonly<Record<string, unknown>>
type Schema<T> = {
  safeParse(
    value: unknown,
  ): { success: true; data: T } | { success: false; error: { issues: { message: string }[] } }
}

/** One object of the journal's own lines. */
export function readJournalLine(fields: Fields, where: string, say: Say): Parsed {
  switch (fields['type']) {
    case 'dream':
      return read(LINES.dream, fields, { where, say }, ({ versions, ...dream }) => {
        const reason = wrongDream(dream) ?? versions.map(wrongContent).find((one) => one !== undefined)
        return reason ?? { is: 'dream', dream, versions }
      })
    case 'gone':
      return read(LINES.gone, fields, { where, say }, (gone) => ({ is: 'gone', gone }))
    case 'night':
      return read(LINES.night, fields, { where, say }, (night) =>
        night.endsOn === night.id.slice(0, 10) ? { is: 'night', night } : 'endsOn must be the date in id',
      )
    case 'sleep':
      return read(LINES.sleep, fields, { where, say }, (sleep) =>
        sleep.wokeAt > sleep.asleepAt ? { is: 'sleep', sleep } : 'wokeAt must be later than asleepAt',
      )
    case 'setting':
      return read(LINES.setting, fields, { where, say }, ({ name, value }) => readSetting(name, value, say))
    default:
      return {
        ok: false,
        where,
        reason: 'This kind of line is unknown here; a newer DreamCanvas may know it',
      }
  }
}

function read<T>(
  schema: Schema<T>,
  fields: Fields,
  { where, say }: { where: string; say: Say },
  toRow: (data: T) => Row | string,
): Parsed {
  const parsed = schema.safeParse(fields)
  if (!parsed.success) return { ok: false, where, reason: say(parsed.error.issues) }
  const row = toRow(parsed.data)
  return typeof row === 'string' ? { ok: false, where, reason: row } : { ok: true, where, row }
}

function readSetting(name: string, value: unknown, say: Say): Row | string {
  if (!Object.hasOwn(Settings.shape, name))
    return 'This setting is unknown here; a newer DreamCanvas may know it'
  const schema = Settings.shape[name as keyof Settings] // an own key of it
  const parsed = schema.safeParse(value)
  if (parsed.success) return { is: 'setting', name, value: parsed.data }
  return say(parsed.error.issues.map((issue) => ({ ...issue, path: [name, ...issue.path] })))
}

/** What no single field shows. */
function wrongDream(dream: DreamContent & { revision: number }): string | undefined {
  return dream.revision < 1 ? 'revision must be at least 1' : wrongContent(dream)
}

function wrongContent({ night, nightId }: DreamContent): string | undefined {
  return nightId === null || nightId.slice(0, 10) === night
    ? undefined
    : 'nightId must be a night of the date in night'
}
