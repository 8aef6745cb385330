import type { Dream } from '../../../contract/model/dream.ts'
import type { Given, Lens, LensSource, Prompt } from '../../../contract/model/lens.ts'
import type { ReadingPart } from '../../../contract/model/reading.ts'
import { defuse, fenceFor } from './fence.ts'
import { hashOf } from './hash.ts'
import { nameOfLanguage } from './language.ts'
import { SOURCE_NAME } from './look-over.ts'
import type { CommonRules, Feeling } from './rules.ts'

type Asked = {
  readonly lens: Lens
  readonly rules: CommonRules
  /** Nothing else of a dream can reach a prompt. */
  readonly dream: Pick<Dream, 'title' | 'text' | 'mood' | 'nightmare'>
  /** The dreamer’s waking words, where they gave leave; used only by a lens that can. */
  readonly reflection?: string | undefined
  readonly profile?: string | undefined
  /** The language to answer in; null leaves it to the model to take the dream’s. */
  readonly language: string | null
  /** Without it all parts of the lens. */
  readonly parts?: readonly ReadingPart[] | undefined
  /** The dreamer was told the manners of a disliked dream and asks for a reading all the same. */
  readonly despiteDislike?: boolean | undefined
}

/**
 * What a model is told, and nothing besides. The first message is the same for every dream, whatever stands in it; all that a
 * dreamer wrote is in the second, fenced as data.
 */
export function fillPrompt(asked: Asked): Prompt {
  const { lens, rules, language } = asked
  const parts = lens.parts.filter((part) => asked.parts?.includes(part) ?? true)
  const { content, given } = userMessage(asked)
  const messages = [
    { role: 'system' as const, content: systemMessage(asked, parts) },
    { role: 'user' as const, content },
  ]
  return {
    messages,
    given,
    language,
    parts,
    hash: hashOf(JSON.stringify(messages)),
    lens: { id: lens.id, version: lens.version, hash: lens.hash },
    rulesHash: rules.hash,
  }
}

/** How the dreamer marked it. A mood of neither good nor bad does not tell whether it was liked. */
export function feelingOf({ mood, nightmare }: Pick<Dream, 'mood' | 'nightmare'>): Feeling {
  if (nightmare || (mood !== null && mood < 0)) return 'disliked'
  return mood !== null && mood > 0 ? 'liked' : 'unsaid'
}

function systemMessage(
  { lens, rules, language, despiteDislike }: Asked,
  parts: readonly ReadingPart[],
): string {
  const withheld = lens.withholds.filter((why) => why !== 'disliked' || !despiteDislike)
  return [
    rules.section('Before the lens'),
    `## The lens: ${inEnglish(lens.names)} (${inEnglish(lens.tradition)})`,
    lens.prompt.replace(SOURCE_NAME, '`$<id>`'),
    `It must:\n${bullets(lens.must)}`,
    `It must not:\n${bullets(lens.mustNot)}`,
    '## Sources',
    lens.sources.length === 0 ? rules.section('No sources') : rules.section('Sources'),
    ...(lens.sources.length === 0 ? [] : [bullets(lens.sources.map(sourceLine))]),
    '## Holding back',
    rules.section('Holding back'),
    bullets(withheld.map((why) => `\`${why}\`: ${rules.section(`Withheld: ${why}`)}`)),
    '## The answer',
    rules.section('The answer'),
    bullets(parts.map((part) => `\`${part}\`: ${rules.section(`Part: ${part}`)}`)),
    inLanguage(language),
  ].join('\n\n')
}

function userMessage({ lens, rules, dream, reflection, profile, language, despiteDislike }: Asked) {
  const pieces = [
    { what: 'title' as const, label: 'title', text: dream.title ?? '' },
    { what: 'text' as const, label: 'dream', text: dream.text },
    { what: 'reflection' as const, label: 'waking words', text: allowed('reflection', reflection) },
    { what: 'profile' as const, label: 'about the dreamer', text: allowed('profile', profile) },
  ]
    .filter(({ what, text }) => what === 'text' || text.trim() !== '')
    .map((piece) => ({ ...piece, defused: defuse(piece.text) }))
  const fence = fenceFor(pieces.map(({ defused }) => defused.text))
  const given: Given[] = pieces.map(({ what, text, defused }) => ({
    what,
    characters: text.length,
    replaced: defused.replaced,
  }))
  const said = [
    rules.section('The dream as data').replaceAll('{mark}', fence.mark),
    ...pieces.map(({ label, defused }) => fence.around(label, defused.text)),
  ]
  if (lens.given.includes('feeling')) {
    const feeling = feelingOf(dream)
    const again = feeling === 'disliked' && despiteDislike === true
    const line = rules.section(again ? 'Feeling: disliked, and asked again' : `Feeling: ${feeling}`)
    said.push(line)
    if (feeling !== 'unsaid') given.push({ what: 'feeling', characters: line.length, replaced: 0 })
  }
  said.push(`${rules.section('At the end').replaceAll('{mark}', fence.mark)} ${inLanguage(language)}`)
  return { content: said.join('\n\n'), given }

  function allowed(what: 'reflection' | 'profile', text: string | undefined): string {
    return lens.given.includes(what) ? (text ?? '') : ''
  }
}

/** Without its work, place and number: what a model has not seen it cannot misquote. The program prints them. */
function sourceLine({ id, says }: LensSource): string {
  return `\`${id}\`: ${inEnglish(says)}`
}

/** A prompt is written in English, and a lens need not be: then its first language does. */
function inEnglish(words: Readonly<Record<string, string>>): string {
  return words['en'] ?? Object.values(words)[0] ?? ''
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n')
}

function inLanguage(language: string | null): string {
  return language === null
    ? 'Write every sentence of the answer in the language the dream is written in; quotes stay as they are.'
    : `Write every sentence of the answer in ${nameOfLanguage(language)}; quotes stay in the dream’s own words.`
}
