import type { Reading } from '../../contract/model/kept-reading.ts'
import type { LensSource } from '../../contract/model/lens.ts'
import type { Checks, Claim, Dropped, DroppedFor, Withheld } from '../../contract/model/reading.ts'
import type { Paper } from '../output/paper.ts'
import { wrapped } from './dream-page.ts'
import { table } from '../output/table.ts'
import { sayMoment } from './when.ts'

/** Stands before every line that a model wrote, colours or not: its words never look like the dreamer’s. */
const BAR = '┊ '
/** Stands before lines that nobody wrote for this dream: those of the built-in reader. */
const PLAIN = '  '

const HEADS: Readonly<Record<Claim['part'], string>> = {
  summary: 'The dream, told back',
  elements: 'What stands out',
  readings: 'Ways of seeing it',
  questions: 'Questions',
  emotions: 'Feelings in it',
}

export const LEGEND_BUILT_IN = 'What stands in “ ” is yours. No model wrote the rest.'

export const LEGEND = `Lines with ${BAR.trim()} are the model’s words; what stands in “ ” is yours.`

/** Writes claims as they come, with a heading wherever another part begins. */
export function createClaimLines(paper: Paper, { builtIn }: { builtIn: boolean }): (claim: Claim) => string {
  const { bold } = paper.style
  let part: Claim['part'] | undefined
  return (claim) => {
    const head = claim.part === part ? [] : ['', bold(HEADS[claim.part])]
    part = claim.part
    return [...head, ...claimLines(paper, claim, builtIn ? PLAIN : BAR)].join('\n')
  }
}

function claimLines(paper: Paper, claim: Claim, bar: string): string[] {
  const { dim } = paper.style
  switch (claim.part) {
    case 'summary':
    case 'questions':
      return barred(paper, claim.text, bar)
    case 'elements':
      return [...barred(paper, claim.name, bar), ...yours(paper, claim.quote)]
    case 'emotions':
      return [...barred(paper, claim.emotion, bar), ...yours(paper, claim.quote)]
    case 'readings': {
      const source = claim.source === null ? '' : ` · source: ${claim.source}`
      return [
        ...barred(paper, claim.text, bar),
        ...claim.evidence.flatMap(({ quote }) => yours(paper, quote)),
        dim(`  ${claim.confidence} confidence · through ${claim.lens}${source}`),
      ]
    }
  }
}

function barred(paper: Paper, text: string, bar: string): string[] {
  return wrapped(paper, text, bar.length).map((line) => `${paper.style.magenta(bar)}${line}`)
}

function yours(paper: Paper, quote: string): string[] {
  const lines = wrapped(paper, `“${quote.replaceAll(/\s+/g, ' ')}”`, 4)
  return lines.map((line) => `    ${paper.style.cyan(line)}`)
}

/** Words of the program itself. */
export function offerLines(paper: Paper, offer: readonly string[]): string {
  return offer.flatMap((text) => wrapped(paper, text)).join('\n')
}

export function sayWithheld(why: Withheld): string {
  return {
    sacred: 'No reading: someone is seen in it whom this lens does not interpret.',
    disliked: 'No reading: this lens has manners for such a dream, and no interpretation.',
    crisis: 'No reading.',
    grief: 'No reading: this is about somebody, or something, that is mourned.',
    'too-little': 'No reading yet.',
  }[why]
}

const REASONS: Readonly<Record<DroppedFor, string>> = {
  'not-in-dream': 'not in your dream',
  'invented-name': 'a name nobody told',
  'invented-number': 'a number nobody told',
  prediction: 'a prediction',
  verdict: 'a ruling or verdict',
  diagnosis: 'a diagnosis or treatment',
  'dark-link': 'a link to death, illness or wrong',
  blame: 'an accusation',
  'hidden-wish': 'a hidden wish read into it',
  unseen: 'jinn, evil eye or magic',
  minor: 'nothing to be shown',
  authority: 'words put into somebody’s mouth',
  absolute: 'said as if it were certain',
  sharing: 'an urge to tell it',
  service: 'a service or number',
  'sacred-figure': 'about a figure that is left as it is',
  'not-hedged': 'not kept open',
  withheld: 'it holds back',
  'too-many': 'more than there is room for',
  repeated: 'said twice',
  malformed: 'not in the form asked for',
  'other-language': 'in letters that cannot be checked',
}

/** `2 claims dropped: not in your dream.` */
export function sayChecks(checks: Checks): string[] {
  const byReason = Map.groupBy(checks.dropped, ({ why }: Dropped) => why)
  const dropped = [...byReason].map(
    ([why, { length }]) => `${length} ${length === 1 ? 'claim' : 'claims'} dropped: ${REASONS[why]}.`,
  )
  const { repaired, redone, structure, saw, ended } = checks
  return [
    ...dropped,
    ...(repaired > 0
      ? [`${repaired} ${repaired === 1 ? 'quote' : 'quotes'} put back into your own words.`]
      : []),
    ...(redone ? ['The model was asked a second time, since too little could be shown.'] : []),
    ...(structure === 'broken' && ended !== 'length'
      ? ['Its answer did not have the form that was asked for.']
      : []),
    ...(saw === 'part' ? ['The model saw only a part of what it was given.'] : []),
    ...(ended === 'length' ? ['The model ran out of room before its end.'] : []),
  ]
}

/** Made without any model, and not only withheld. */
export function isBuiltIn({ provenance, withheld }: Reading): boolean {
  return provenance.model === null && withheld === null
}

export function sayReader(reading: Reading): string {
  const { provenance, state } = reading
  const { model, lens } = provenance
  const by =
    model === null
      ? isBuiltIn(reading)
        ? 'the built-in reader'
        : 'no model was asked'
      : `${model.name} ${model.runsAt === null ? 'on this machine' : `at ${model.runsAt}`}`
  return `${lens.id} · ${by}${state === 'whole' ? '' : ` · ${state}`}`
}

/** What comes below the claims, whether they were streamed or are shown again. */
export function readingFoot(paper: Paper, reading: Reading, name: string): string {
  const { dim, yellow, bold } = paper.style
  const { answer, checks, sources, state, dreamChanged } = reading
  const dimmed = (lines: readonly string[]) => lines.flatMap((line) => wrapped(paper, line).map(dim))
  const nothing = sayNothing(reading)
  return [
    ...(sources.length > 0
      ? ['', bold('Sources'), ...sources.flatMap((source) => sourceLines(paper, source))]
      : []),
    '',
    ...dimmed(sayChecks(checks)),
    ...(nothing === undefined
      ? []
      : wrapped(
          paper,
          `${nothing} What the model wrote is kept: dreamcanvas readings show ${name} --raw`,
        ).map(yellow)),
    ...(state === 'partial' ? [yellow('Partial: it did not come to its end.')] : []),
    ...(dreamChanged ? [yellow('The dream was changed since: its quotes stand in an earlier version.')] : []),
    ...(answer !== null
      ? answerLines(paper, answer)
      : nothing !== undefined
        ? []
        : [dim(`The last word is yours: dreamcanvas readings answer ${name} --mine, or --not-mine`)]),
  ].join('\n')
}

/** Where a model wrote and not one claim is left of it, there is nothing to find oneself in. */
function sayNothing({ claims, withheld, state, provenance }: Reading): string | undefined {
  if (state === 'unstructured') return 'Nothing of the answer could be checked, and nothing of it is shown.'
  return claims.length === 0 && withheld === null && provenance.model !== null
    ? 'Nothing of the answer passed, and nothing of it is shown.'
    : undefined
}

function answerLines(paper: Paper, { verdict, words }: NonNullable<Reading['answer']>): string[] {
  const said = verdict === 'mine' ? 'You said: mine.' : 'You said: not mine.'
  return [said, ...(words === null ? [] : wrapped(paper, words, 2).map((line) => `  ${line}`))]
}

function sourceLines(paper: Paper, { id, work, author, edition, place, says, remark }: LensSource): string[] {
  const where = [author, work, edition, place].filter((part) => part !== null).join(', ')
  return [
    `${id}: ${where}`,
    ...[says, remark].flatMap((words) =>
      words === null ? [] : (words['en'] ?? Object.values(words)[0] ?? []),
    ),
  ].flatMap((text, index) =>
    wrapped(paper, text, index === 0 ? 0 : 2).map((line) => (index === 0 ? line : `  ${line}`)),
  )
}

/** One reading, as it was when it was made. */
export function readingPage(
  paper: Paper,
  reading: Reading,
  { name, dream }: { name: string; dream: string },
): string {
  const { bold, dim } = paper.style
  const builtIn = isBuiltIn(reading)
  const line = createClaimLines(paper, { builtIn })
  return [
    bold(paper.text(dream)),
    dim(`${name} · ${sayReader(reading)} · ${sayMoment(new Date(reading.madeAt))}`),
    ...(reading.claims.length > 0 ? [dim(builtIn ? LEGEND_BUILT_IN : LEGEND)] : []),
    ...(reading.withheld === null ? [] : ['', sayWithheld(reading.withheld)]),
    ...(reading.offer.length > 0 ? ['', offerLines(paper, reading.offer)] : []),
    ...reading.claims.map((claim) => line(claim)),
    readingFoot(paper, reading, name),
  ].join('\n')
}

export function readingTable(
  paper: Paper,
  readings: readonly Reading[],
  { names, dreams }: { names: ReadonlyMap<string, string>; dreams: ReadonlyMap<string, string> },
): string {
  const { cyan, dim, yellow } = paper.style
  return table(
    paper,
    [
      { paint: cyan },
      { paint: dim },
      {},
      { shrinks: 'first', least: 12 },
      { shrinks: 'last' },
      { paint: yellow },
    ],
    readings.map((reading) => [
      names.get(reading.id) ?? reading.id,
      sayMoment(new Date(reading.madeAt)),
      reading.provenance.lens.id,
      paper.text(reading.provenance.model?.name ?? 'no model'),
      paper.text(dreams.get(reading.dream) ?? ''),
      [
        reading.state === 'whole' ? '' : reading.state,
        reading.withheld === null ? '' : `withheld: ${reading.withheld}`,
        reading.answer?.verdict.replace('-', ' ') ?? '',
      ]
        .filter(Boolean)
        .join(', '),
    ]),
  )
}
