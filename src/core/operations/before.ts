/*
 * What a change keeps of what was before it, for undo: null where there was nothing, else what its kind needs. Of a
 * dream it is the stamp of the version that was; the words lie in the history, and go with it.
 */

/** It was taken out for good and does not come back. */
export const GONE = 'gone'
/** Nothing was here, and only its being gone became known. */
export const NEVER_HERE = 'never'

/** The version that was, and the sides of a conflict that were open, where a deed changed which are. */
export function beforeSides(stamp: string, open: readonly string[]): string {
  return `${stamp}?${open.join(',')}`
}

export function readBefore(before: string): { stamp: string; open: string[] | undefined } {
  const [stamp = '', open] = before.split('?')
  return { stamp, open: open?.split(',').filter((side) => side !== '') }
}
