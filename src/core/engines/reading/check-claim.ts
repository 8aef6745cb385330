import type { Lens } from '../../../contract/model/lens.ts'
import {
  Confidence,
  Withheld,
  type Claim,
  type Dropped,
  type DroppedFor,
  type Quoted,
} from '../../../contract/model/reading.ts'
import { foldText } from '../../lib/fold/fold.ts'
import { languageOf } from '../lenses/language.ts'
import { createGrounds, type Grounded } from './ground.ts'
import { createInventions } from './invented.ts'
import type { SafetyLists } from './lists.ts'
import type { Found } from './parse-answer.ts'
import { plain, sentencesOf } from './plain.ts'
import { has } from './screen.ts'

/** What became of one thing a model said. */
export type Verdict =
  | {
      readonly is: 'claim'
      readonly claim: Claim
      readonly repaired: number
      readonly dropped: readonly Dropped[]
    }
  | { readonly is: 'dropped'; readonly dropped: Dropped }
  | { readonly is: 'withheld'; readonly why: Withheld | null }
  | { readonly is: 'safety'; readonly concern: 'none' | 'gentle' | 'stop'; readonly quote: string | null }
  | { readonly is: 'nothing' }

type Given = {
  readonly lens: Lens
  readonly title: string | null
  readonly text: string
  /** What else a model was given: the waking words. */
  readonly also: string
  readonly language: string | null
  readonly lists: SafetyLists
  /** A figure was seen that no lens interprets. */
  readonly sacred: boolean
}

const AT_MOST: Readonly<Record<Claim['part'], number>> = {
  summary: 3,
  elements: 8,
  readings: 4,
  questions: 3,
  emotions: 6,
}
const LONGEST = 1200
const LONGEST_NAME = 120

/** Looks at each thing a model said before anybody sees it. What does not pass is named with its reason, never mended into sense. */
export function createClaimCheck(given: Given): (found: Found) => Verdict[] {
  const { lens, lists, language, text: dream } = given
  const grounds = createGrounds(dream)
  const inventions = createInventions({
    given: [given.title ?? '', dream, given.also].join('\n'),
    lens: [...Object.values(lens.names), ...Object.values(lens.tradition), lens.prompt].join(' '),
  })
  const plainDream = plain([given.title ?? '', dream, given.also].join('\n'))
  const sameLanguage = language === null || language === (languageOf(dream) ?? language)
  const dreamWords = new Set(foldText(dream).split(' ').map(stem))
  const seen = new Map<Claim['part'], number>()
  const said = new Set<string>()

  return ({ key, value }) => {
    if (value === null && key !== 'withheld') return []
    switch (key) {
      case 'summary':
        return [summary(value)]
      case 'elements':
        return [pointed('elements', 'name', value)]
      case 'emotions':
        return [pointed('emotions', 'emotion', value)]
      case 'readings':
        return [possibility(value)]
      case 'questions':
        return [question(value)]
      case 'withheld':
        return [withheld(value)]
      case 'safety':
        return [safety(value)]
      default:
        return []
    }
  }

  function summary(value: unknown): Verdict {
    const whole = line(value)
    if (whole === undefined) return drop('summary', 'malformed')
    const dropped: Dropped[] = []
    const kept = sentencesOf(whole).filter((sentence) => {
      const why = objection(sentence) ?? (sameLanguage && !isFromDream(sentence) ? 'not-in-dream' : undefined)
      if (why !== undefined) dropped.push({ part: 'summary', why })
      return why === undefined
    })
    const [first] = dropped
    if (kept.length === 0) return first ? { is: 'dropped', dropped: first } : drop('summary', 'malformed')
    return pass({ part: 'summary', text: kept.join(' ') }, 0, dropped)
  }

  function pointed(part: 'elements' | 'emotions', named: 'name' | 'emotion', value: unknown): Verdict {
    const item = fields(value)
    const name = line(item?.[named], LONGEST_NAME)
    const quote = line(item?.['quote'])
    if (name === undefined || quote === undefined) return drop(part, 'malformed')
    const found = grounds.find(quote)
    if (!found) return drop(part, 'not-in-dream')
    const why = objection(name, { noName: true }) ?? figure(`${name} ${found.quote}`)
    if (why !== undefined) return drop(part, why)
    const { repaired, ...quoted } = found
    return part === 'elements'
      ? pass({ part, name, ...quoted }, Number(repaired))
      : pass({ part, emotion: name, ...quoted }, Number(repaired))
  }

  function possibility(value: unknown): Verdict {
    const item = fields(value)
    const text = line(item?.['text'])
    if (item === undefined || text === undefined) return drop('readings', 'malformed')
    const evidence = evidenceOf(item['evidence'])
    if (evidence.length === 0) return drop('readings', 'not-in-dream')
    const why = objection(text) ?? figure([text, ...evidence.map(({ quote }) => quote)].join(' '))
    if (why !== undefined) return drop('readings', why)
    const hedge = hedgeOf(text, line(item['hedge']))
    if (hedge === undefined) return drop('readings', 'not-hedged')
    const confidence = Confidence.safeParse(item['confidence'])
    const source = typeof item['source'] === 'string' ? item['source'].replace(/^\[*|\]*$/g, '') : null
    return pass(
      {
        part: 'readings',
        text,
        lens: lens.id,
        confidence: confidence.success ? confidence.data : 'faint',
        hedge,
        evidence: evidence.map(({ quote, from, to }): Quoted => ({ quote, from, to })),
        // One it made up points nowhere.
        source: lens.sources.some(({ id }) => id === source) ? source : null,
      },
      evidence.filter(({ repaired }) => repaired).length,
    )
  }

  function question(value: unknown): Verdict {
    const asked = line(value)
    if (asked === undefined || !/[?？؟;]\s*$/.test(asked)) return drop('questions', 'malformed')
    const why = objection(asked, { asks: true }) ?? figure(asked)
    return why === undefined ? pass({ part: 'questions', text: asked }, 0) : drop('questions', why)
  }

  function evidenceOf(value: unknown): Grounded[] {
    const items = Array.isArray(value) ? (value as unknown[]) : [value]
    const found = items.flatMap((item) => {
      const quote = typeof item === 'string' ? item : line(fields(item)?.['quote'])
      return quote === undefined ? [] : (grounds.find(quote, { fewestWords: 2 }) ?? [])
    })
    return found.slice(0, 3)
  }

  /** Why this cannot be said, if there is a reason. */
  function objection(written: string, { asks = false, noName = false } = {}): DroppedFor | undefined {
    const looked = plain(written)
    for (const rule of lists.rules) {
      if (asks && rule.notInQuestions === true) continue
      const hit = rule.expressions
        .map((expression) => expression.exec(looked)?.[0])
        .find((one) => one !== undefined)
      if (hit === undefined) continue
      if (rule.unlessInDream === true && plainDream.includes(hit)) continue
      return rule.why
    }
    if (inventions.number(written)) return 'invented-number'
    if (!noName && inventions.name(written, language)) return 'invented-name'
    return isUnreadHere(written) ? 'other-language' : undefined
  }

  function figure(written: string): DroppedFor | undefined {
    return given.sacred && has(plain(written), lists.sacred.figures) ? 'sacred-figure' : undefined
  }

  /** The lists know English and Arabic: what comes in letters of neither, unasked, was looked at by nobody. */
  function isUnreadHere(written: string): boolean {
    const known = written.match(/[\p{Script=Latin}\p{Script=Arabic}]/gu)?.length ?? 0
    const other = (written.match(/\p{L}/gu)?.length ?? 0) - known
    return other > known && (language === 'en' || language === 'ar')
  }

  function hedgeOf(written: string, hedge: string | undefined): string | undefined {
    const looked = plain(written)
    const words = Object.values(lists.hedges).flat()
    const own =
      hedge !== undefined && looked.includes(plain(hedge)) && plain(hedge) !== '' ? hedge : undefined
    if (own !== undefined && (has(plain(own), words) || !Object.hasOwn(lists.hedges, language ?? 'en')))
      return own
    return words.map((word) => word.exec(looked)?.[0].trim()).find((hit) => hit !== undefined)
  }

  /** Told in the dream’s words: half of what it says is there. */
  function isFromDream(sentence: string): boolean {
    const all = foldText(sentence).split(' ').filter(Boolean)
    const long = all.filter((word) => word.length > 3)
    const words = (long.length === 0 ? all : long).map(stem)
    const known = words.filter((word) => dreamWords.has(word)).length
    return words.length < 3 ? known > 0 : known / words.length >= 0.4
  }

  function pass(claim: Claim, repaired: number, dropped: readonly Dropped[] = []): Verdict {
    const { part } = claim
    const same = `${part} ${foldText('text' in claim ? claim.text : claim.quote)}`
    if (said.has(same)) return drop(part, 'repeated')
    const count = (seen.get(part) ?? 0) + 1
    if (count > AT_MOST[part]) return drop(part, 'too-many')
    said.add(same)
    seen.set(part, count)
    return { is: 'claim', claim, repaired, dropped }
  }
}

function withheld(value: unknown): Verdict {
  const why = Withheld.safeParse(value)
  return { is: 'withheld', why: why.success ? why.data : null }
}

function safety(value: unknown): Verdict {
  const item = fields(value)
  const concern = item?.['concern']
  if (concern !== 'none' && concern !== 'gentle' && concern !== 'stop') return { is: 'nothing' }
  return { is: 'safety', concern, quote: line(item?.['quote']) ?? null }
}

function drop(part: Claim['part'], why: DroppedFor): Verdict {
  return { is: 'dropped', dropped: { part, why } }
}

function fields(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>) // an object of JSON
    : undefined
}

/** One text of a bearable length, on one line. */
function line(value: unknown, longest = LONGEST): string | undefined {
  if (typeof value !== 'string') return undefined
  const text = value.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  return text === '' || text.length > longest ? undefined : text
}

/** The beginning of a word, without what Arabic writes onto it. */
function stem(word: string): string {
  const bare = word.replace(/^(?:وال|فال|بال|كال|ال|لل|و(?=...))/, '')
  return bare.slice(0, 4)
}
