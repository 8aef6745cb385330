import { performance } from 'node:perf_hooks'
import { EmotionCode } from '../../src/contract/model/coding.ts'
import type { CodeContent } from '../../src/contract/model/coding.ts'
import { codeByRules, RULES } from '../../src/core/engines/coding/rules.ts'
import { PRESENT, readCodedDreams, type CodedDream } from './coded-dreams.ts'
import {
  bootstrap,
  compareCharacters,
  compareOne,
  compareSets,
  f1,
  precision,
  recall,
  sum,
  type Attribute,
  type Counts,
} from './score.ts'

type Pair = { readonly coded: CodedDream; readonly found: readonly CodeContent[] }

/** What the rules coder finds in dreams that people coded, beside what they coded. Never a word of a dream. */
export function evaluateCoding(path: string): string {
  const dreams = readCodedDreams(path)
  if (dreams === null)
    return 'Content coding: skipped, the coded dreams are not here. Name their folder with --hvdc, or in DREAMCANVAS_EVAL_HVDC.\n'
  const begun = performance.now()
  const pairs = dreams.map((dream) => ({ coded: dream, found: codeByRules(dream.text) ?? [] }))
  const perSecond = Math.round((dreams.length / (performance.now() - begun)) * 1000)
  return [
    `Content coding, ${RULES}, on ${dreams.length} dreams coded by people (Domhoff & Schneider 2008,`,
    'doi:10.1016/j.concog.2008.06.010). In brackets: 95 % by bootstrap over dreams, 2000 draws, fixed seed.',
    '',
    headline('emotions, present or not, micro-F1', pairs, (drawn) => f1(sum(drawn.map(emotions))), 0.79),
    headline('characters, attributes, F1', pairs, (drawn) => f1(sum(drawn.flatMap(allAttributes))), 0.65),
    ...(['aggression', 'friendliness', 'sexuality'] as const).map((kind) =>
      headline(
        `${kind}, present or not, F1`,
        pairs,
        (drawn) => f1(sum(drawn.map((pair) => present(pair, kind)))),
        kind === 'aggression' ? 0.75 : undefined,
      ),
    ),
    `said of every dream that it has aggression: F1 ${figure(f1(sum(pairs.map((pair) => compareOne(true, pair.coded.aggression.length > 0)))))}`,
    `${perSecond} dreams a second, first run in a fresh process`,
    '',
    row('label', ['right', 'too much', 'missed', 'precision', 'recall', 'F1']),
    ...EmotionCode.options.map((code) =>
      counted(
        code,
        sum(pairs.map((pair) => compareOne(labels(pair.found).has(code), feelings(pair).has(code)))),
      ),
    ),
    ...(['number', 'gender', 'identity', 'age'] as const).map((name: Attribute) =>
      counted(`characters: ${name}`, sum(pairs.map((pair) => characters(pair)[name]))),
    ),
    ...(Object.keys(PRESENT) as (keyof typeof PRESENT)[]).map((kind) =>
      // keys of a const object
      counted(kind, sum(pairs.map((pair) => present(pair, kind)))),
    ),
    '',
  ].join('\n')
}

function labels(found: readonly CodeContent[]): Set<string> {
  return new Set(found.flatMap(({ category, code }) => (category === 'emotion' ? [code] : [])))
}

function feelings({ coded: dream }: Pair): Set<string> {
  return new Set(dream.emotions.map(({ code }) => code))
}

function emotions(pair: Pair): Counts {
  return compareSets(labels(pair.found), feelings(pair))
}

function characters({ coded: dream, found }: Pair) {
  return compareCharacters(
    found.flatMap(({ category, code }) => (category === 'character' ? [code] : [])),
    dream.characters,
  )
}

function allAttributes(pair: Pair): Counts[] {
  return Object.values(characters(pair))
}

function present({ coded: dream, found }: Pair, kind: keyof typeof PRESENT): Counts {
  return compareOne(
    found.some(({ category }) => category === kind),
    dream[PRESENT[kind]].length > 0,
  )
}

function headline(
  what: string,
  pairs: readonly Pair[],
  of: (drawn: readonly Pair[]) => number,
  aim?: number,
): string {
  const reached = of(pairs)
  const { low, high } = bootstrap(pairs, of)
  const verdict =
    aim === undefined ? '' : `  aim ≥ ${figure(aim)} ${reached >= aim ? 'reached' : 'NOT REACHED'}`
  return `${what.padEnd(38)} ${figure(reached)} [${figure(low)}, ${figure(high)}]${verdict}`
}

function counted(label: string, counts: Counts): string {
  const { hit, extra, missed } = counts
  return row(label, [
    String(hit),
    String(extra),
    String(missed),
    figure(precision(counts)),
    figure(recall(counts)),
    figure(f1(counts)),
  ])
}

function row(label: string, cells: readonly string[]): string {
  return [label.padEnd(22), ...cells.map((cell) => cell.padStart(10))].join('')
}

function figure(value: number | null): string {
  return value === null ? '–' : value.toFixed(2)
}
