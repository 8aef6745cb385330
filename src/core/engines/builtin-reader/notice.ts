import type { Quoted } from '../../../contract/model/reading.ts'
import { languageOf } from '../lenses/language.ts'
import { foldWithMap, type FoldedToken } from '../search/fold-with-map.ts'
import type { Hit } from './finder.ts'
import type { Feeling, Lexicon, Motif } from './lexicon.ts'
import { quoteAround, sentencesIn, type Range } from './passages.ts'
import type { Spoken } from './terms.ts'

export type Noticed = {
  readonly motif: Motif
  /** As the dreamer calls it, where that is known: the nurse. */
  readonly noun: string | null
  /** Where it is first named. */
  readonly quoted: Quoted
  readonly times: number
  /** How much of the dream turns round it: the more, the sooner it is asked about. */
  readonly weight: number
}

export type Felt = { readonly feeling: Feeling; readonly quoted: Quoted }

export type Notice = {
  readonly sentences: readonly Range[]
  /** In the order in which they first come. */
  readonly noticed: readonly Noticed[]
  readonly felt: readonly Felt[]
  /** None where its words are in no language of the lexicon. */
  readonly languages: readonly Spoken[]
}

/** What the lexicon knows in a text, with the words it stands in. */
export function noticeIn(text: string, lexicon: Lexicon): Notice {
  const languages = languagesOf(text)
  const sentences = sentencesIn(text)
  const tokens = languages.length > 0 ? foldWithMap(text) : []
  const feelings = lexicon.findFeelings
    .find(text, tokens, languages)
    .filter((hit) => !isDenied(text, tokens, hit))
  const placed = placer(text, tokens, sentences)
  const felt = group(feelings).map(([id, hits]) => ({
    feeling: lexicon.feelings.get(id)!,
    quoted: placed(hits[0]!).quoted,
  }))
  const warm = new Set(feelings.map((hit) => placed(hit).sentence))
  const noticed = group(lexicon.findMotifs.find(text, tokens, languages)).map(([id, hits]): Noticed => {
    const motif = lexicon.motifs.get(id)!
    const places = hits.map((hit) => placed(hit).sentence)
    return {
      motif,
      noun: isDoing(motif) ? null : hits[0]!.noun,
      quoted: placed(hits[0]!).quoted,
      times: hits.length,
      weight: weightOf(motif, places, { warm, last: sentences.length - 1 }),
    }
  })
  return { sentences, noticed, felt, languages }
}

export function isDoing({ category }: Motif): boolean {
  return category === 'action' || category === 'state'
}

/** A feeling next to it says most, then that it comes again, then where it stands. */
function weightOf(
  motif: Motif,
  places: readonly number[],
  { warm, last }: { warm: ReadonlySet<number>; last: number },
): number {
  const nearFeeling = places.some((place) => warm.has(place)) ? 2 : 0
  const again = Math.min(places.length - 1, 3)
  const atTheEnds = (places.includes(0) ? 0.5 : 0) + (places.includes(last) ? 0.75 : 0)
  const kind = motif.category === 'state' ? 0.5 : 0
  return nearFeeling + again + atTheEnds + kind - (motif.background ? 2 : 0)
}

function group(hits: readonly Hit[]): [string, Hit[]][] {
  const groups = new Map<string, Hit[]>()
  for (const hit of hits) groups.set(hit.id, [...(groups.get(hit.id) ?? []), hit])
  return [...groups]
}

function placer(text: string, tokens: readonly FoldedToken[], sentences: readonly Range[]) {
  return ({ from, to }: Hit) => {
    const place = { from: tokens[from]!.start, to: tokens[to - 1]!.end }
    const sentence = Math.max(
      0,
      sentences.findIndex((one) => one.to > place.from),
    )
    const around = sentences[sentence] ?? { from: 0, to: text.length }
    // A title like "Dr." ends no sentence, but the pattern of sentences thinks so: then the words alone are quoted.
    const whole = place.from >= around.from && place.to <= around.to ? around : place
    return { sentence, quoted: quoteAround(text, place, whole) }
  }
}

const DENIES = {
  en: new Set(['not', 'no', 'never', 'without', 'neither', 'nor', 't', 'isn', 'wasn', 'nobody']),
  ar: new Set(['لم', 'لا', 'ليس', 'ليست', 'لست', 'دون', 'بلا', 'بدون', 'غير', 'ما']),
}

/** "I was not afraid" names a fear that was not there. */
function isDenied(text: string, tokens: readonly FoldedToken[], { from }: Hit): boolean {
  const felt = tokens[from]!
  const before = tokens
    .slice(Math.max(0, from - 3), from)
    .filter(({ end }) => !/[.!?؟,،;؛\n]/.test(text.slice(end, felt.start)))
    .map(({ token }) => token)
  return (
    before.some((token) => DENIES.en.has(token)) ||
    before.slice(-2).some((token) => DENIES.ar.has(token.replace(/^[وف](?=..)/, '')))
  )
}

/** A short text may not show its language: then English words are looked for, which is what most such texts are in. */
function languagesOf(text: string): Spoken[] {
  const language = languageOf(text)
  if (language === null) return /\p{Script=Latin}/u.test(text) ? ['en'] : []
  return language === 'en' || language === 'ar' ? [language] : []
}
