import type { CodeContent, Indicator, IndicatorId } from '../../../contract/model/coding.ts'
import {
  adjusted,
  differenceOfRates,
  differenceOfShares,
  rate,
  wilson,
  type Difference,
} from './statistics.ts'

/** The codes of one dream. */
export type DreamCodes = readonly CodeContent[]

type Share = { readonly count: number; readonly n: number }
type Rule = {
  readonly id: IndicatorId
  readonly kind: Indicator['kind']
  /** `n` is what it is a share of; where that is dreams, they are its gate. */
  readonly of: (dreams: readonly DreamCodes[]) => Share
}

/**
 * From so many on an indicator is shown: Wilson's interval is then never wider than 19 points to either side. Fewer dreams
 * than `LEAST_DREAMS` say nothing about a dreamer, however many codes they hold.
 */
export const GATE = 24
export const LEAST_DREAMS = 10

const FAMILY = 'FMXBTHWDCAIY'
const FAMILIAR = `${FAMILY}RKP`

const isHuman = (code: string) => code.length === 4 && !code.endsWith('ANI') && !code.endsWith('CZZ')
const isAnimal = (code: string) => code.endsWith('ANI')
const genderIs = (code: string, gender: string) => isHuman(code) && code[1] === gender
const identityIn = (code: string, identities: string) => isHuman(code) && identities.includes(code[2] ?? '-')

function codesOf(dreams: readonly DreamCodes[], category: CodeContent['category']): CodeContent[] {
  return dreams.flatMap((codes) => codes.filter((code) => code.category === category))
}

function characters(dreams: readonly DreamCodes[]): string[] {
  return codesOf(dreams, 'character').map(({ code }) => code)
}

function count<T>(all: readonly T[], is: (one: T) => boolean): number {
  return all.filter(is).length
}

const involves = ({ from, to }: CodeContent) => from === 'D' || to === 'D'
const isDirected = ({ code }: CodeContent) => code[1] !== '=' && code[1] !== '*'
const begins = (code: CodeContent) => code.from === 'D' && isDirected(code)
const suffers = (code: CodeContent) => code.to === 'D' && isDirected(code)
const befallsDreamer = ({ from }: CodeContent) => from === 'D'

function ofCharacters(is: (code: string) => boolean, among: (code: string) => boolean): Rule['of'] {
  return (dreams) => {
    const all = characters(dreams).filter(among)
    return { count: count(all, is), n: all.length }
  }
}

function perCharacter(category: CodeContent['category']): Rule['of'] {
  return (dreams) => ({ count: codesOf(dreams, category).length, n: characters(dreams).length })
}

function ofDreams(category: CodeContent['category']): Rule['of'] {
  return (dreams) => ({
    count: count(dreams, (codes) => codes.some((code) => code.category === category)),
    n: dreams.length,
  })
}

function against(yes: number, no: number): Share {
  return { count: yes, n: yes + no }
}

/** The formulas of Hall and Van de Castle as Schneider and Domhoff give them. */
const RULES: readonly Rule[] = [
  {
    id: 'male',
    kind: 'share',
    of: ofCharacters(
      (code) => genderIs(code, 'M'),
      (code) => genderIs(code, 'M') || genderIs(code, 'F'),
    ),
  },
  { id: 'familiarity', kind: 'share', of: ofCharacters((code) => identityIn(code, FAMILIAR), isHuman) },
  { id: 'friends', kind: 'share', of: ofCharacters((code) => identityIn(code, 'K'), isHuman) },
  { id: 'family', kind: 'share', of: ofCharacters((code) => identityIn(code, `${FAMILY}R`), isHuman) },
  { id: 'animal', kind: 'share', of: ofCharacters(isAnimal, () => true) },
  {
    id: 'aggression-friendliness',
    kind: 'share',
    of: (dreams) =>
      against(
        count(codesOf(dreams, 'aggression'), involves),
        count(codesOf(dreams, 'friendliness'), involves),
      ),
  },
  {
    id: 'befriender',
    kind: 'share',
    of: (dreams) => {
      const acts = codesOf(dreams, 'friendliness')
      return against(count(acts, begins), count(acts, suffers))
    },
  },
  {
    id: 'aggressor',
    kind: 'share',
    of: (dreams) => {
      const acts = codesOf(dreams, 'aggression')
      return against(count(acts, begins), count(acts, suffers))
    },
  },
  {
    id: 'physical-aggression',
    kind: 'share',
    of: (dreams) => {
      const acts = codesOf(dreams, 'aggression')
      return { count: count(acts, ({ code }) => Number(code[0]) >= 5), n: acts.length }
    },
  },
  { id: 'aggressions-per-character', kind: 'rate', of: perCharacter('aggression') },
  { id: 'friendliness-per-character', kind: 'rate', of: perCharacter('friendliness') },
  { id: 'sexuality-per-character', kind: 'rate', of: perCharacter('sexuality') },
  {
    id: 'negative-emotions',
    kind: 'share',
    of: (dreams) => {
      const all = codesOf(dreams, 'emotion')
      return { count: count(all, ({ code }) => code !== 'HA'), n: all.length }
    },
  },
  { id: 'self-negativity', kind: 'share', of: selfNegativity },
  {
    id: 'success',
    kind: 'share',
    of: (dreams) =>
      against(
        count(codesOf(dreams, 'success'), befallsDreamer),
        count(codesOf(dreams, 'failure'), befallsDreamer),
      ),
  },
  { id: 'dreams-with-aggression', kind: 'share', of: ofDreams('aggression') },
  { id: 'dreams-with-friendliness', kind: 'share', of: ofDreams('friendliness') },
  { id: 'dreams-with-sexuality', kind: 'share', of: ofDreams('sexuality') },
  { id: 'dreams-with-misfortune', kind: 'share', of: ofDreams('misfortune') },
  { id: 'dreams-with-good-fortune', kind: 'share', of: ofDreams('good fortune') },
  { id: 'dreams-with-success', kind: 'share', of: ofDreams('success') },
  { id: 'dreams-with-failure', kind: 'share', of: ofDreams('failure') },
]

/** What goes ill for the dreamer among all that goes ill or well: as a victim, by chance, by striving. */
function selfNegativity(dreams: readonly DreamCodes[]): Share {
  const of = (category: CodeContent['category']) => count(codesOf(dreams, category), befallsDreamer)
  const ill = count(codesOf(dreams, 'aggression'), suffers) + of('misfortune') + of('failure')
  const well = count(codesOf(dreams, 'friendliness'), suffers) + of('good fortune') + of('success')
  return against(ill, well)
}

/** Each indicator, as far as there is enough to say it; and against the past, where there is enough of that too. */
export function indicate(now: readonly DreamCodes[], past: readonly DreamCodes[] | null): Indicator[] {
  const found = RULES.map(({ id, kind, of }) => {
    const present = measure(kind, of(now), now.length)
    const before = past === null ? null : measure(kind, of(past), past.length)
    return { id, kind, ...present, gate: GATE, past: before, change: compare(kind, present, before) }
  })
  const ps = adjusted(found.flatMap(({ change }) => (change ? [change.p] : [])))
  let next = 0
  return found.map(({ change, ...indicator }) => ({
    ...indicator,
    change: change && { ...change, adjusted: ps[next++] ?? 1 },
  }))
}

type Measured = Omit<Indicator, 'id' | 'kind' | 'gate' | 'past' | 'change'>

/** Below its gate there is no figure, only how far it is from one. */
function measure(kind: Indicator['kind'], { count: counted, n }: Share, dreams: number): Measured {
  if (n < GATE || dreams < LEAST_DREAMS) return { n, count: counted, value: null, low: null, high: null }
  return { n, count: counted, ...(kind === 'share' ? wilson(counted, n) : rate(counted, n)) }
}

function compare(kind: Indicator['kind'], now: Measured, past: Measured | null): Difference | null {
  if (now.value === null || past === null || past.value === null) return null
  const difference = kind === 'share' ? differenceOfShares : differenceOfRates
  return difference(now.value, past.value, now.n, past.n)
}
