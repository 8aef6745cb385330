import type { Accuracy, CodeContent, Coding, Indicator, Indicators } from '../../contract/model/coding.ts'
import { sayCode } from '../coding/say-code.ts'
import { typedCode } from '../coding/typed-code.ts'
import type { Paper } from '../output/paper.ts'
import { table } from '../output/table.ts'
import { wrapped } from './dream-page.ts'

/** A dream's coding: each code with the words it rests on. */
export function codingPage(paper: Paper, coding: Coding, name: string): string {
  const { dim } = paper.style
  const lines = [dim(`${name} · ${sayState(coding)}`)]
  if (coding.blind) lines.push('', dim('Your own codes'), codeTable(paper, coding.blind.items))
  if (coding.suggested) {
    const { coder, items } = coding.suggested
    lines.push('', dim(`Suggested by ${coder}${coding.blind ? ', to compare' : ''}`))
    lines.push(
      table(
        paper,
        [
          { align: 'right', paint: dim },
          {},
          { paint: paper.style.cyan },
          { shrinks: 'last' },
          { paint: dim },
        ],
        items.map((item) => [
          String(item.number),
          typedCode(item),
          sayCode(item),
          paper.text(`“${item.quote.text}”`),
          coding.blind ? '' : sayVerdict(item.verdict, item.instead),
        ]),
      ),
    )
  }
  if (coding.added) lines.push('', dim('Added by you'), codeTable(paper, coding.added.items))
  return lines.join('\n')
}

function codeTable(paper: Paper, codes: readonly CodeContent[]): string {
  return table(
    paper,
    [{}, { paint: paper.style.cyan }, { shrinks: 'last' }],
    codes.map((code) => [typedCode(code), sayCode(code), paper.text(`“${code.quote.text}”`)]),
  )
}

function sayVerdict(verdict: string | null, instead: CodeContent | null): string {
  if (verdict === null) return 'undecided'
  return verdict === 'change' && instead
    ? `changed to ${typedCode(instead)}`
    : verdict === 'keep'
      ? 'kept'
      : 'dropped'
}

export function sayState({ state, fits, suggested }: Coding): string {
  const undecided = (suggested?.items ?? []).filter(({ verdict }) => verdict === null).length
  switch (state) {
    case 'none':
      return fits ? 'not coded yet' : 'not coded; the rules know English only'
    case 'hidden':
      return 'to be coded by you first: what is suggested is hidden until then'
    case 'suggested':
      return undecided === 0
        ? 'nothing found; confirm that there is nothing'
        : `suggested, ${undecided} undecided`
    case 'confirmed':
      return 'confirmed'
    case 'blind':
      return 'coded by you before anything was suggested'
    case 'outdated':
      return 'coded, but the dream’s words changed since'
  }
}

/** Agreement, and under its own name the share that was kept. */
export function accuracyPage(paper: Paper, accuracy: Accuracy): string {
  const { bold, dim } = paper.style
  const { blind, leastBlind, leastDecided, agreement, kept, coder } = accuracy
  const about =
    blind === 0
      ? 'No dream was coded blind yet, so nothing is known of it.'
      : `From ${blind} ${blind === 1 ? 'dream' : 'dreams'} you coded before anything was suggested.`
  const few = blind < leastBlind ? ` Figures are shown from ${leastBlind} on.` : ''
  return [
    bold(`Agreement with ${coder}`),
    ...wrapped(paper, `${about}${few}`).map(dim),
    ...(blind === 0
      ? []
      : [
          '',
          table(
            paper,
            [
              { title: 'is there' },
              { title: 'both' },
              { title: 'only you' },
              { title: 'only rules' },
              { title: 'neither' },
              { title: 'kappa' },
              { title: '95 %' },
            ],
            agreement.map((one) => [
              one.label,
              String(one.both),
              String(one.onlyDreamer),
              String(one.onlySuggested),
              String(one.neither),
              one.kappa === null ? '–' : fixed(one.kappa),
              between(one.low, one.high, fixed),
            ]),
          ),
        ]),
    '',
    bold('Suggestions kept after being seen'),
    ...wrapped(paper, 'Not agreement: who sees a suggestion is likelier to keep it.').map(dim),
    ...(kept.length === 0
      ? [dim('None was decided yet.')]
      : [
          '',
          table(
            paper,
            [
              { title: 'category' },
              { title: 'kept' },
              { title: 'changed' },
              { title: 'dropped' },
              { title: 'share kept' },
              { title: '95 %' },
            ],
            kept.map((one) => [
              one.category,
              String(one.kept),
              String(one.changed),
              String(one.dropped),
              one.share === null ? `${one.n} of ${leastDecided}` : percent(one.share),
              between(one.low, one.high, percent),
            ]),
          ),
        ]),
  ].join('\n')
}

const NAMES: Readonly<Record<Indicator['id'], string>> = {
  male: 'male, of men and women',
  familiarity: 'familiar, of all people',
  friends: 'friends and others known, of all people',
  family: 'family and relatives, of all people',
  animal: 'animals, of all characters',
  'aggression-friendliness': 'aggression, of your aggression and friendliness',
  befriender: 'you began, of friendliness with you',
  aggressor: 'you began, of aggression with you',
  'physical-aggression': 'physical, of all aggression',
  'aggressions-per-character': 'aggressions a character',
  'friendliness-per-character': 'friendly acts a character',
  'sexuality-per-character': 'sexual acts a character',
  'negative-emotions': 'negative, of all feelings',
  'self-negativity': 'ill, of what befell or was done to you',
  success: 'success, of your successes and failures',
  'dreams-with-aggression': 'dreams with aggression',
  'dreams-with-friendliness': 'dreams with friendliness',
  'dreams-with-sexuality': 'dreams with sexuality',
  'dreams-with-misfortune': 'dreams with misfortune',
  'dreams-with-good-fortune': 'dreams with good fortune',
  'dreams-with-success': 'dreams with success',
  'dreams-with-failure': 'dreams with failure',
}

/** A figure is shown with its n and interval, or not at all. */
export function indicatorsPage(paper: Paper, { items, dreams, pastDreams, leastDreams }: Indicators): string {
  const { bold, dim } = paper.style
  const past = pastDreams === null ? '' : ` Beside ${count(pastDreams)} of the nights before.`
  const few = dreams < leastDreams ? ` Figures are shown from ${leastDreams} on.` : ''
  const compared = items.some(({ past: before }) => before !== null)
  return [
    bold(`From ${count(dreams)} whose codes are yours`),
    ...wrapped(paper, `Confirmed one by one, or coded blind.${past}${few}`).map(dim),
    '',
    table(
      paper,
      [
        { title: 'indicator', shrinks: 'last', least: 24 },
        { title: 'now', align: 'right' },
        { title: '95 %' },
        { title: 'n', align: 'right', paint: dim },
        ...(compared
          ? ([{ title: 'before', align: 'right' }, { title: 'h' }, { title: 'p adjusted' }] as const)
          : []),
      ],
      items.map((item) => [
        NAMES[item.id],
        sayFigure(item.kind, item.value),
        between(item.low, item.high, (value) => sayFigure(item.kind, value)),
        item.value === null ? `${item.n} of ${item.gate}` : String(item.n),
        ...(compared ? comparison(item) : []),
      ]),
    ),
  ].join('\n')
}

function comparison({ kind, past, change }: Indicator): string[] {
  return [
    past === null ? '–' : sayFigure(kind, past.value),
    change === null ? '–' : `${fixed(change.value)} ${between(change.low, change.high, fixed)}`,
    change === null ? '–' : change.adjusted < 0.001 ? '< 0.001' : change.adjusted.toFixed(3),
  ]
}

function sayFigure(kind: Indicator['kind'], value: number | null): string {
  if (value === null) return '–'
  return kind === 'share' ? percent(value) : value.toFixed(2)
}

function between(low: number | null, high: number | null, say: (value: number) => string): string {
  return low === null || high === null ? '' : `[${say(low)}, ${say(high)}]`
}

function count(dreams: number): string {
  return dreams === 1 ? 'one dream' : `${dreams} dreams`
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}

function fixed(value: number): string {
  return value.toFixed(2)
}
