/** A condition on a dream that is not about its words. `not` turns it round. */
export type SearchFilter = { readonly not: boolean } & (
  | { readonly field: 'tag'; readonly name: string }
  | { readonly field: Scale; readonly min: number | null; readonly max: number | null }
  | { readonly field: 'since' | 'until'; readonly date: string }
  | { readonly field: 'night'; readonly date: string }
  | { readonly field: 'is'; readonly flag: DreamFlag }
)
export type Scale = 'lucid' | 'vivid' | 'mood'
export type DreamFlag = (typeof FLAGS)[number]

const FLAGS = ['nightmare', 'recurring', 'fragment', 'nap', 'lucid'] as const

/** What a date in words means ("last week"), or undefined: only who knows today's date can say. */
export type ReadNight = (said: string) => string | undefined

/** Undefined when it is no filter we know, so that it can be read as words. */
export function parseFilter(
  name: string,
  value: string,
  { not, readNight }: { not: boolean; readNight: ReadNight },
): SearchFilter | undefined {
  const field = name.toLowerCase()
  const given = value.trim()
  if (given === '') return undefined
  switch (field) {
    case 'tag':
      return { field, not, name: given }
    case 'lucid':
    case 'vivid':
    case 'mood': {
      const range = parseRange(given)
      return range && { field, not, ...range }
    }
    case 'since':
    case 'until': {
      const date = readNight(given)
      return date === undefined ? undefined : { field, not, date }
    }
    case 'night':
      return /^\d{4}(-\d\d){0,2}$/.test(given) ? { field, not, date: given } : undefined
    case 'is': {
      const flag = FLAGS.find((known) => known === given.toLowerCase())
      return flag && { field, not, flag }
    }
    default:
      return undefined
  }
}

/** `3`, `3..`, `..4`, `2..4`; dots rather than `>`, which a shell would take for itself. */
function parseRange(text: string): { min: number | null; max: number | null } | undefined {
  const [, low = '', dots, high = ''] = /^(-?\d{1,3})?(\.\.)?(-?\d{1,3})?$/.exec(text) ?? []
  if (low + high === '') return undefined
  if (!dots) return high === '' ? { min: Number(low), max: Number(low) } : undefined
  const min = low === '' ? null : Number(low)
  const max = high === '' ? null : Number(high)
  return min !== null && max !== null && min > max ? { min: max, max: min } : { min, max }
}
