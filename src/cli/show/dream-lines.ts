import { isZone } from '../../contract/model/day.ts'
import type { Dream } from '../../contract/model/dream.ts'
import { describeNight } from '../../contract/model/night-words.ts'
import type { Paper } from '../output/paper.ts'

/** The night a dream belongs to, in words, with the time it was dreamt where that is known. */
export function sayWhere({ night, nap, nightId, dreamtAt, zone }: Dream): string {
  const which =
    nightId !== null && nightId.includes('.')
      ? ` (the ${nightId.at(-1) === '2' ? 'second' : `${nightId.at(-1)}th`} of that date)`
      : ''
  const time = dreamtAt === null ? '' : `, ${clockIn(dreamtAt, zone)}`
  return `${describeNight({ endsOn: night, kind: nap ? 'nap' : 'night' })}${which}${time}`
}

/** One line of a list: a title, else how the dream begins. */
export function headline({ title, text }: Pick<Dream, 'title' | 'text'>): string {
  if (title !== null && title.trim() !== '') return title
  return text.slice(0, 200).replaceAll(/\s+/g, ' ').trim()
}

/** What is marked about a dream, in few words. */
export function marks(dream: Dream): string[] {
  const { mood, vividness, lucidity, technique, trigger } = dream
  return [
    ...KINDS.filter((mark) => dream[mark]),
    ...(mood === null ? [] : [`mood ${signed(mood)}`]),
    ...(vividness === null ? [] : [`vivid ${vividness}`]),
    ...(lucidity === null ? [] : [`lucid ${lucidity}`]),
    ...(technique === null ? [] : [`by ${technique}`]),
    ...(trigger === null ? [] : [`trigger: ${trigger}`]),
  ]
}

/** What a list has room for: what kind of dream it was, and its tags. The rest is for its own page. */
export function listMarks(dream: Dream): string {
  const { mood, lucidity, tags } = dream
  return [
    ...KINDS.filter((mark) => dream[mark]),
    ...(lucidity ? [`lucid ${lucidity}`] : []),
    ...(mood === null ? [] : [`mood ${signed(mood)}`]),
    ...tags.map((tag) => `#${tag}`),
  ].join(' ')
}

const KINDS = ['conflict', 'nap', 'nightmare', 'recurring', 'fragment'] as const

function signed(number: number): string {
  return number > 0 ? `+${number}` : String(number)
}

export function tagLine({ tags }: Pick<Dream, 'tags'>, paper: Paper): string {
  return paper.style.cyan(tags.map((tag) => `#${paper.text(tag).replaceAll(' ', '-')}`).join(' '))
}

function clockIn(instant: string, zone: string): string {
  const inZone = (timeZone: string) =>
    new Date(instant).toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' })
  // What was imported may name a zone that only newer tables have.
  return isZone(zone) ? inZone(zone) : `${inZone('UTC')} UTC`
}
