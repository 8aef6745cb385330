import type { ReadingPart, Withheld } from '../../../contract/model/reading.ts'
import { hashOf } from './hash.ts'

/** What every lens shares: resources/lenses/common/rules.md, by its headings. */
export type CommonRules = {
  readonly hash: string
  /** The text under this heading. */
  section(name: SectionName): string
}

export type SectionName =
  | 'Before the lens'
  | 'Sources'
  | 'No sources'
  | 'Holding back'
  | 'The answer'
  | 'The dream as data'
  | 'At the end'
  | `Part: ${ReadingPart}`
  | `Withheld: ${Withheld}`
  | `Feeling: ${Feeling}`

/** How the dream felt, as the dreamer marked it. */
export type Feeling = 'liked' | 'disliked' | 'unsaid' | 'disliked, and asked again'

export function readRules(text: string): CommonRules {
  const plain = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')
  const sections = new Map(
    plain
      .split(/^# /m)
      .slice(1)
      .map((section) => {
        const end = section.indexOf('\n')
        return [section.slice(0, end).trim(), section.slice(end).trim()] as const
      }),
  )
  return {
    hash: hashOf(plain),
    section(name) {
      const found = sections.get(name)
      if (found === undefined) throw new Error(`The common rules have no "${name}"`)
      return found
    },
  }
}
