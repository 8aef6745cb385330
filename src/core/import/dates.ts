import { PartialDay } from '../../contract/model/day.ts'

const DATE = /^(?<year>\d{4})(?:[-/.](?<month>\d\d?)(?:[-/.](?<day>\d\d?)(?:(?:[T ]\s*)(?<time>\S.*))?)?)?$/i
const TIME = /^(?<clock>\d\d?:\d\d)(?::\d\d(?:\.\d+)?)?\s*(?<offset>z|[+-]\d\d:?\d\d)?$/i

/**
 * A date in ISO order, as much of it as is known, its parts padded; `unknown` where there is none. Undefined where it
 * is something else: whether 3/4 is in March or April nobody can tell.
 */
export function readDate(text: string): string | undefined {
  const trimmed = text.trim()
  if (trimmed === '' || /^unknown$/i.test(trimmed)) return 'unknown'
  const { year = '', month, day, time } = DATE.exec(trimmed)?.groups ?? {}
  const date = [year, month, day]
    .flatMap((part) => (part === undefined ? [] : part.padStart(2, '0')))
    .join('-')
  if (!PartialDay.safeParse(date).success) return undefined
  if (time === undefined) return date
  const { clock = '', offset = '' } = TIME.exec(time)?.groups ?? {}
  if (!/^(?:[01]?\d|2[0-3]):[0-5]\d$/.test(clock)) return undefined
  return offset === ''
    ? `${date} ${clock.padStart(5, '0')}`
    : `${date}T${clock.padStart(5, '0')}${offset.toUpperCase()}`
}
