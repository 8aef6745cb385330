import type { AgreedOn, Category, CodeContent, Kept, Suggestion } from '../../../contract/model/coding.ts'
import { EmotionCode } from '../../../contract/model/coding.ts'
import { kappa, wilson, type Agreement } from './statistics.ts'

/** From so many dreams coded blind, and from so many decisions, a figure is shown. */
export const LEAST_BLIND = 10
export const LEAST_DECIDED = 10

/** A dream its dreamer coded before they saw what was suggested, and what was. */
export type BlindDream = { readonly own: readonly CodeContent[]; readonly suggested: readonly CodeContent[] }

type Question = {
  readonly category: Category
  readonly label: string
  readonly is: (code: CodeContent) => boolean
}

const characterIs =
  (at: number, letters: string) =>
  ({ category, code }: CodeContent) =>
    category === 'character' && code.length === 4 && letters.includes(code[at] ?? '-')

function ofCharacters(label: string, is: (code: CodeContent) => boolean): Question {
  return { category: 'character', label, is }
}

/** What is asked of each dream: is there one, or not. */
const QUESTIONS: readonly Question[] = [
  ofCharacters('a man or a boy', (code) => characterIs(1, 'M')(code) && isHuman(code)),
  ofCharacters('a woman or a girl', (code) => characterIs(1, 'F')(code) && isHuman(code)),
  ofCharacters('family or relatives', (code) => characterIs(2, 'FMXBTHWDCAIYR')(code) && isHuman(code)),
  ofCharacters('somebody known', (code) => characterIs(2, 'K')(code) && isHuman(code)),
  ofCharacters('somebody unfamiliar', (code) => characterIs(2, 'OESU')(code) && isHuman(code)),
  ofCharacters('an animal', ({ category, code }) => category === 'character' && code.endsWith('ANI')),
  ...EmotionCode.options.map((emotion) => ({
    category: 'emotion' as const,
    label: emotion,
    is: ({ category, code }: CodeContent) => category === 'emotion' && code === emotion,
  })),
  ...(
    ['aggression', 'friendliness', 'sexuality', 'misfortune', 'good fortune', 'success', 'failure'] as const
  ).map((asked) => ({
    category: asked,
    label: asked,
    is: ({ category }: CodeContent) => category === asked,
  })),
  ...(
    [
      ['I', 'inside'],
      ['O', 'outside'],
    ] as const
  ).map(([letter, label]) => ({
    category: 'setting' as const,
    label,
    is: ({ category, code }: CodeContent) => category === 'setting' && code.startsWith(letter),
  })),
]

function isHuman({ code }: CodeContent): boolean {
  return !code.endsWith('ANI') && !code.endsWith('CZZ')
}

/** How far the dreamer and the coder say the same, question by question. */
export function agree(dreams: readonly BlindDream[]): AgreedOn[] {
  return QUESTIONS.map(({ category, label, is }) => {
    const table = { both: 0, onlyFirst: 0, onlySecond: 0, neither: 0 }
    for (const { own, suggested } of dreams) table[cellOf(own.some(is), suggested.some(is))]++
    const found = dreams.length < LEAST_BLIND ? null : kappa(table)
    return {
      category,
      label,
      n: dreams.length,
      both: table.both,
      onlyDreamer: table.onlyFirst,
      onlySuggested: table.onlySecond,
      neither: table.neither,
      kappa: found?.value ?? null,
      low: found?.low ?? null,
      high: found?.high ?? null,
    }
  })
}

function cellOf(dreamer: boolean, suggested: boolean): keyof Agreement {
  if (dreamer) return suggested ? 'both' : 'onlyFirst'
  return suggested ? 'onlySecond' : 'neither'
}

/** What became of suggestions that were seen. Seeing one makes it likelier to be kept, so this is no agreement. */
export function countKept(decided: readonly Suggestion[]): Kept[] {
  const byCategory = Map.groupBy(
    decided.filter(({ verdict }) => verdict !== null),
    ({ category }) => category,
  )
  return [...byCategory].map(([category, all]) => {
    const withVerdict = (verdict: Suggestion['verdict']) =>
      all.filter((one) => one.verdict === verdict).length
    const kept = withVerdict('keep')
    const share = all.length < LEAST_DECIDED ? null : wilson(kept, all.length)
    return {
      category,
      n: all.length,
      kept,
      changed: withVerdict('change'),
      dropped: withVerdict('drop'),
      share: share?.value ?? null,
      low: share?.low ?? null,
      high: share?.high ?? null,
    }
  })
}
