import { AppError } from '../../../contract/errors.ts'
import type {
  CodeContent,
  Coding,
  CodingState,
  Decision,
  GivenCode,
  KeptCoding,
  OwnCodes,
} from '../../../contract/model/coding.ts'
import { isEnglish } from './english.ts'
import { findQuote } from './find-quote.ts'
import { codeByRules, RULES } from './rules.ts'

type KeptSuggestion = NonNullable<KeptCoding['suggested']>['items'][number]

/** The program asks for one dream in ten to be coded first; which, its id says, so that nobody chooses. */
const ONE_IN = 10

export function isForBlind(dreamId: string): boolean {
  const { hash } = process.getBuiltinModule('node:crypto')
  return Number.parseInt(hash('sha256', dreamId).slice(0, 8), 16) % ONE_IN === 0
}

export function stampOfText(text: string): string {
  const { hash } = process.getBuiltinModule('node:crypto')
  return hash('sha256', text).slice(0, 16)
}

export function stateOf(kept: KeptCoding | null, textStamp: string): CodingState {
  if (kept === null) return 'none'
  if (kept.textStamp !== textStamp) return 'outdated'
  if (kept.blind) return 'blind'
  if (kept.suggested?.hidden === true) return 'hidden'
  return kept.confirmedAt === null ? 'suggested' : 'confirmed'
}

/** The codes that count: all of them the dreamer's, by their own hand or by their yes. */
export function codesOf(kept: KeptCoding): CodeContent[] {
  if (kept.blind) return [...kept.blind.items]
  if (kept.confirmedAt === null) return []
  const decided = (kept.suggested?.items ?? []).flatMap((suggestion) => {
    if (suggestion.verdict === 'keep') return [contentOf(suggestion)]
    return suggestion.verdict === 'change' && suggestion.instead ? [suggestion.instead] : []
  })
  return [...decided, ...(kept.added?.items ?? [])].toSorted((a, b) => a.quote.start - b.quote.start)
}

type Dream = { readonly id: string; readonly text: string }
type Kept = { readonly revision: number; readonly changedAt: string; readonly kept: KeptCoding }

/** As it may be seen. */
export function showCoding({ id, text }: Dream, found: Kept | undefined): Coding {
  const kept = found?.kept ?? null
  const state = stateOf(kept, stampOfText(text))
  const seen = kept?.suggested && !kept.suggested.hidden ? kept.suggested : null
  return {
    dream: id,
    revision: found?.revision ?? 0,
    changedAt: found?.changedAt ?? null,
    state,
    fits: isEnglish(text),
    suggested: seen && {
      coder: seen.coder,
      at: seen.at,
      items: seen.items.map((item, index) => ({ number: index + 1, ...item })),
    },
    blind: kept?.blind ?? null,
    added: kept?.added ?? null,
    codes: kept && (state === 'confirmed' || state === 'blind') ? codesOf(kept) : [],
  }
}

type Asked = { readonly codes: readonly CodeContent[] | null; readonly at: string; readonly open: boolean }

/**
 * The coding after the rules have spoken; undefined where nothing changes. What was decided about a code stays decided
 * where the same code rests on the same words again.
 */
export function withSuggestions(
  kept: KeptCoding | null,
  { id, text }: Dream,
  { codes, at, open }: Asked,
): KeptCoding | undefined {
  const textStamp = stampOfText(text)
  const state = stateOf(kept, textStamp)
  if (codes === null || state === 'blind') return undefined
  if (kept?.suggested && state !== 'outdated' && kept.suggested.coder === RULES) {
    if (!open || !kept.suggested.hidden) return undefined
    return { ...kept, suggested: { ...kept.suggested, hidden: false } }
  }
  const wasSeen = kept?.suggested?.hidden === false
  const decided = Map.groupBy(kept?.suggested?.items ?? [], keyOf)
  const items = codes.map((code) => decided.get(keyOf(code))?.shift() ?? undecided(code))
  const added = kept?.added && stillThere(kept.added, text)
  const confirmedAt =
    items.length > 0 && items.every(({ verdict }) => verdict !== null) ? (kept?.confirmedAt ?? null) : null
  return {
    textStamp,
    suggested: {
      coder: RULES,
      at,
      hidden: !open && !wasSeen && isForBlind(id),
      items: items.map((item, index) => ({ ...item, quote: codes[index]?.quote ?? item.quote })),
    },
    blind: null,
    added: added ?? null,
    confirmedAt,
  }
}

function undecided(code: CodeContent): KeptSuggestion {
  return { ...code, verdict: null, instead: null, decidedAt: null }
}

function keyOf({ category, code, from, to, quote }: CodeContent): string {
  return JSON.stringify([category, code, from, to, quote.text])
}

/** Where the words of an own code stand now; a code whose words are gone goes with them. */
function stillThere({ at, items }: OwnCodes, text: string): OwnCodes | null {
  const found = items.flatMap((code) => {
    const quote = findQuote(text, code.quote.text, code.quote.start)
    return quote ? [{ ...code, quote }] : []
  })
  return found.length > 0 ? { at, items: found } : null
}

type Deciding = {
  readonly decisions: readonly Decision[]
  readonly add: readonly GivenCode[]
  readonly at: string
}

/** Each decision is about the one code it names. */
export function withDecisions(
  kept: KeptCoding | null,
  { text }: Dream,
  { decisions, add, at }: Deciding,
): KeptCoding {
  refuseUnless(kept, stateOf(kept, stampOfText(text)))
  const items = [...(kept.suggested?.items ?? [])]
  const named = new Set<number>()
  for (const { number, verdict, instead } of decisions) {
    const item = items[number - 1]
    if (!item || named.has(number))
      throw new AppError(
        'invalid_input',
        item ? 'One code is decided twice' : 'There is no code of this number',
        {
          hint: 'See them with `dreamcanvas coding show`.',
          details: { number },
        },
      )
    named.add(number)
    const changed = instead ? located(text, instead, item.quote.start) : null
    items[number - 1] = { ...item, verdict, instead: changed, decidedAt: at }
  }
  const own = add.map((code) => located(text, code))
  const added = own.length > 0 ? { at, items: [...(kept.added?.items ?? []), ...own] } : kept.added
  const isDone = items.every(({ verdict }) => verdict !== null)
  return {
    ...kept,
    suggested: kept.suggested && { ...kept.suggested, items },
    added,
    confirmedAt: isDone ? at : null,
  }
}

function refuseUnless(kept: KeptCoding | null, state: CodingState): asserts kept is KeptCoding {
  if (kept !== null && (state === 'suggested' || state === 'confirmed')) return
  const [message, hint] = {
    none: ['Nothing was suggested for this dream yet', 'Begin with `dreamcanvas coding suggest`.'],
    hidden: [
      'This dream is one of those to be coded before anything is suggested',
      'Code it with `dreamcanvas coding blind`, or see what is suggested: `dreamcanvas coding suggest --open`.',
    ],
    blind: ['You coded this dream yourself, and those codes count', 'To code it anew, undo that first.'],
    outdated: [
      'The dream’s words changed since it was coded',
      'Have codes suggested anew: `dreamcanvas coding suggest`. What you decided stays where the words are the same.',
    ],
    suggested: ['', ''],
    confirmed: ['', ''],
  }[state] as [string, string] // a row for each state
  throw new AppError('conflict', message, { hint, details: { state } })
}

/** The dreamer coded first. What the rules say is kept beside it, to be compared. */
export function withBlind(
  kept: KeptCoding | null,
  { text }: Dream,
  { codes, at }: { readonly codes: readonly GivenCode[]; readonly at: string },
): KeptCoding {
  const textStamp = stampOfText(text)
  if (kept?.blind && kept.textStamp === textStamp)
    throw new AppError('conflict', 'You coded this dream blind already', {
      hint: 'To code it anew, undo that first.',
    })
  if (kept?.suggested?.hidden === false && !kept.blind)
    throw new AppError(
      'conflict',
      'You have seen what was suggested for this dream, so it can’t be coded blind',
      {
        hint: 'Confirm the suggestions instead: `dreamcanvas coding confirm`.',
      },
    )
  const own = codes.map((code) => located(text, code))
  const suggestions = codeByRules(text)
  return {
    textStamp,
    suggested: suggestions && { coder: RULES, at, hidden: false, items: suggestions.map(undecided) },
    blind: { at, items: own },
    added: null,
    confirmedAt: null,
  }
}

function located(text: string, { quote: words, ...code }: GivenCode, near = 0): CodeContent {
  const quote = findQuote(text, words, near)
  if (!quote)
    throw new AppError('invalid_input', 'These words are not in the dream', {
      hint: 'A code rests on words of the dream itself; quote them as they stand there. The reflection is not coded.',
      details: { category: code.category, code: code.code },
    })
  return { ...code, quote }
}

function contentOf({ category, code, from, to, quote }: KeptSuggestion): CodeContent {
  return { category, code, from, to, quote }
}
