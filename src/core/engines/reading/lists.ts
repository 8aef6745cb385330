import * as z from 'zod/mini'
import { DroppedFor } from '../../../contract/model/reading.ts'
import { hashOf } from '../lenses/hash.ts'
import { compile, plain } from './plain.ts'

const Patterns = z.record(z.string(), z.array(z.string()))
/** With a reason each, by language. */
const Group = z.object({ reason: z.string(), en: z.array(z.string()), ar: z.array(z.string()) })

const ForbiddenFile = z.object({
  rules: z.array(
    z.object({
      id: z.string(),
      why: DroppedFor,
      language: z.string(),
      reason: z.string(),
      unlessInDream: z.optional(z.boolean()),
      notInQuestions: z.optional(z.boolean()),
      patterns: z.array(z.string()),
      drops: z.array(z.string()),
      keeps: z.array(z.string()),
    }),
  ),
})
const DreamsFile = z.object({
  crisis: z.object({
    reason: z.string(),
    now: Group,
    told: Group,
    lately: Group,
    waking: Group,
    inside: Group,
    past: Group,
  }),
  grief: Group,
  sacred: z.object({
    reason: z.string(),
    figures: z.object({ en: z.string(), ar: z.string() }),
    seen: z.object({ en: z.array(z.string()), ar: z.array(z.string()) }),
    notSeen: Group,
  }),
  clinician: Group,
})
const HedgesFile = z.object({ words: Patterns })
const OffersFile = z.object({ offers: z.record(z.string(), Patterns) })

/** The texts of resources/safety, by name. */
export type SafetyTexts = Readonly<Record<'forbidden' | 'dreams' | 'hedges' | 'offers', string>>

export type Rule = z.infer<typeof ForbiddenFile>['rules'][number] & {
  readonly expressions: readonly RegExp[]
}
export type SafetyLists = ReturnType<typeof readLists>

/** The reviewed lists, ready to be looked for in plain text. */
export function readLists(texts: SafetyTexts) {
  const { rules } = ForbiddenFile.parse(JSON.parse(texts.forbidden))
  const { crisis, grief, sacred, clinician } = DreamsFile.parse(JSON.parse(texts.dreams))
  const { words } = HedgesFile.parse(JSON.parse(texts.hedges))
  const { offers } = OffersFile.parse(JSON.parse(texts.offers))
  const { en, ar } = sacred.figures
  return {
    hash: hashOf(JSON.stringify(texts)),
    rules: rules.map((rule): Rule => ({
      ...rule,
      expressions: rule.patterns.map((pattern) => compile(pattern, rule.language)),
    })),
    crisis: {
      now: both(crisis.now),
      told: both(crisis.told),
      lately: both(crisis.lately),
      waking: both(crisis.waking),
      inside: both(crisis.inside),
      past: both(crisis.past),
    },
    grief: both(grief),
    clinician: both(clinician),
    sacred: {
      figures: [compile(en, 'en'), compile(ar, 'ar')],
      seen: [
        ...sacred.seen.en.map((pattern) => compile(pattern.replace('{figure}', en), 'en')),
        ...sacred.seen.ar.map((pattern) => compile(pattern.replace('{figure}', `${ARTICLE}${ar}`), 'ar')),
      ],
      notSeen: both(sacred.notSeen).map((expression) => new RegExp(expression.source, 'gu')),
    },
    hedges: Object.fromEntries(
      Object.entries(words).map(([language, list]) => [
        language,
        list.map((word) => compile(plain(word), language)),
      ]),
    ),
    /** Our own words for a reason to hold back; a lens may have its own. */
    offer(name: string, language: string | null, lens?: string): string[] {
      const found = (lens === undefined ? undefined : offers[`${name}-${lens}`]) ?? offers[name]
      if (!found) throw new Error(`There are no words for ${name}`)
      return [...(found[language ?? 'en'] ?? found['en'] ?? [])]
    },
  }
}

/** "the angel", "with an angel": what stands written onto a figure. */
const ARTICLE = '(?:[وفبل]|ال)?'

function both({ en, ar }: z.infer<typeof Group>): RegExp[] {
  return [...en.map((pattern) => compile(pattern, 'en')), ...ar.map((pattern) => compile(pattern, 'ar'))]
}
