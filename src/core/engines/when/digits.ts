import { isDay, MINUTE } from '../nights/calendar.ts'
import { describeDay } from '../../../contract/model/night-words.ts'
import type { ClockTime, Failure, Meaning } from './found.ts'

/** What a word of digits says, the same in every language. */
export function readDigits(word: string): Meaning | Failure | undefined {
  const [date, time, ...more] = word.split(/(?<=\d)t(?=\d)/)
  if (more.length > 0 || date === undefined) return undefined
  if (time !== undefined) return readDateTime(date, time)
  return readNumber(word) ?? readTime(word) ?? readDate(word)
}

function readDateTime(date: string, time: string): Meaning | Failure | undefined {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(date) ? readDate(date) : undefined
  if (!day || 'ok' in day) return day
  const [, clock = '', offset] = /^(?<clock>[\d:.]+)(?<offset>z|[+-]\d\d:?\d\d)?$/.exec(time) ?? []
  const local = readTime(clock)
  if (!local) return undefined
  if (offset === undefined) return { ...day, ...local }
  const padded = /^\d:/.test(clock) ? `0${clock}` : clock
  const at = Date.parse(`${date}T${padded}Z`) - minutesOf(offset) * MINUTE
  return Number.isNaN(at) ? undefined : { at }
}

function minutesOf(offset: string): number {
  if (offset === 'z') return 0
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2))
  return offset.startsWith('-') ? -minutes : minutes
}

function readNumber(word: string): Meaning | undefined {
  if (!/^\d{1,4}$/.test(word)) return undefined
  // Three digits are no hour, day or year; whatever they count is long ago: "100 days ago".
  const padded = word.startsWith('0')
  if (word.length < 4) return { number: { value: Number(word), padded } }
  return padded ? readTime(`${word.slice(0, 2)}:${word.slice(2)}`) : { year: Number(word) }
}

function readTime(word: string): { time: ClockTime } | undefined {
  const [, hours = '', minutes, seconds] = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/.exec(word) ?? []
  const [hour, minute] = [Number(hours), Number(minutes)]
  if (!hours || hour > 23 || minute > 59 || Number(seconds ?? 0) > 59) return undefined
  return { time: { hour, minute, loose: isLoose(hour, hours) } }
}

/** Who writes 04:30 or 16:30 means the 24-hour clock. */
export function isLoose(hour: number, digits: string): boolean {
  return hour >= 1 && hour <= 12 && !digits.startsWith('0')
}

function readDate(word: string): Meaning | Failure | undefined {
  const [, year, month] = /^([1-9]\d{3})[-/](\d{1,2})$/.exec(word) ?? []
  if (year) return isMonth(month) ? { year: Number(year), month: Number(month) } : undefined
  const ymd = /^([1-9]\d{3})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(word)
  if (ymd) return dateOf(ymd[1], ymd[3], ymd[4])
  const dots = /^(\d{1,2})\.(\d{1,2})\.([1-9]\d{3})?$/.exec(word)
  if (dots) return dots[3] ? dateOf(dots[3], dots[2], dots[1]) : dayAndMonth(dots[1], dots[2])
  const dmy = /^(\d{1,2})([-/])(\d{1,2})\2([1-9]\d{3})$/.exec(word)
  return dmy ? readSlashes(word, dmy[4], dmy[1], dmy[3]) : undefined
}

/** 20/11/2026 is the 20th of November wherever one lives; 03/04/2026 is not one day. */
function readSlashes(word: string, year = '', a = '', b = ''): Meaning | Failure {
  const [dayFirst, monthFirst] = [dateOf(year, b, a), dateOf(year, a, b)]
  if ('ok' in dayFirst)
    return 'ok' in monthFirst ? { ...dayFirst, reason: `There is no day ${word}` } : monthFirst
  if ('ok' in monthFirst || monthFirst.date === dayFirst.date) return dayFirst
  return {
    ok: false,
    reason: `${word} may be ${describeDay(dayFirst.date)} or ${describeDay(monthFirst.date)}`,
    hint: `Write ${dayFirst.date} or ${monthFirst.date}; "3 apr 2026" and 3.4.2026 are understood too.`,
  }
}

function dateOf(year = '', month = '', day = ''): { date: string } | Failure {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(date) ? { date } : noSuchDay(date)
}

function dayAndMonth(day: string | undefined, month: string | undefined): Meaning | undefined {
  return isMonth(month) ? { day: Number(day), month: Number(month) } : undefined
}

function isMonth(month: string | undefined): boolean {
  return Number(month) >= 1 && Number(month) <= 12
}

export function noSuchDay(date: string): Failure {
  return {
    ok: false,
    reason: `There is no day ${date}`,
    hint: 'Give a day of the calendar, or as much as you know: 2014-03, 2014, unknown.',
  }
}
