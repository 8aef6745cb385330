import { findTerms, toMarks, type Mark } from './marks.ts'
import type { SearchTerm } from './query-terms.ts'
import { cut, lookInto, textTerms, type Looked, type Snippet } from './snippet.ts'

type Words = { readonly title: string | null; readonly text: string; readonly reflection: string | null }

export interface Excerpt {
  readonly snippet: Snippet & { readonly field: keyof Words }
  /** Where found words stand in the title, which is shown whole. */
  readonly titleMarks: Mark[]
}

/** What to show of a dream that was found: the part that has most of the words asked for; of equals, the dream's text. */
export function excerptOf(
  dream: Words,
  terms: readonly SearchTerm[],
  { length }: { length: number },
): Excerpt {
  const { title, text, reflection } = dream
  const outsideTitle = textTerms(terms)
  const looked = [
    { field: 'text', ...lookInto(text, outsideTitle) } as const,
    { field: 'reflection', ...lookInto(reflection ?? '', outsideTitle) } as const,
    { field: 'title', ...lookInto(title ?? '', terms) } as const,
  ].toSorted((a, b) => countTerms(b) - countTerms(a))
  const best = looked.find(({ flat }) => flat !== '') ?? looked[0]!
  return {
    snippet: { field: best.field, ...cut(best, length) },
    titleMarks: title === null ? [] : toMarks(findTerms(title, terms)),
  }
}

function countTerms({ found }: Looked): number {
  return new Set(found.map(({ term }) => term)).size
}
