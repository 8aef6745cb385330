import type { Lens, Prompt } from '../../contract/model/lens.ts'
import type { Provenance } from '../../contract/model/kept-reading.ts'
import type { ReadingPart, Withheld } from '../../contract/model/reading.ts'
import { feelingOf, fillPrompt } from '../engines/lenses/fill-prompt.ts'
import { hashOf } from '../engines/lenses/hash.ts'
import { languageOf } from '../engines/lenses/language.ts'
import { readRules } from '../engines/lenses/rules.ts'
import { readLists, type SafetyLists } from '../engines/reading/lists.ts'
import { reasonToWithhold, screenDream, type Screened } from '../engines/reading/screen.ts'
import type { Stored } from '../store/dream-row.ts'
import { getDream } from '../store/dreams.ts'
import { getLens, refuseReflection } from './lens-finding.ts'
import type { ReadingStreamHands } from './reading-hands.ts'

export type AskedReading = {
  readonly dream: string
  readonly lens: string
  readonly model?: string | undefined
  readonly seed?: number | undefined
  readonly askedAgain: boolean
  readonly withReflection: boolean
  readonly felt?: 'liked' | 'disliked' | undefined
  readonly language?: string | undefined
}

/** What is known before a model is asked. */
export type Plan = {
  readonly asked: AskedReading
  readonly stored: Stored
  readonly lens: Lens
  readonly lists: SafetyLists
  readonly screened: Screened
  readonly language: string | null
  readonly reflection: string
  /** Why it holds back without asking anybody. */
  readonly withhold: Withheld | null
  /** Which of our own words are said then. */
  readonly offer: string[]
  readonly prompt: Prompt
  /** The same for a part of the parts. */
  promptFor(parts: readonly ReadingPart[]): Prompt
  readonly textHash: string
  /** What is known of how it is made, whoever makes it. */
  readonly provenance: Pick<
    Provenance,
    | 'lens'
    | 'rulesHash'
    | 'listsHash'
    | 'dreamHash'
    | 'given'
    | 'withReflection'
    | 'askedAgain'
    | 'felt'
    | 'language'
  >
}

export async function planReading(hands: ReadingStreamHands, asked: AskedReading): Promise<Plan> {
  const { askedAgain, withReflection, felt } = asked
  const lens = await getLens(hands.lensFiles, asked.lens)
  if (withReflection) refuseReflection(lens)
  const rules = readRules(await hands.lensFiles.rules())
  const lists = readLists(await hands.safetyTexts())
  const stored = await hands.read((db) => getDream(db, asked.dream))
  const dream = felt === undefined ? stored.dream : { ...stored.dream, ...marked(felt) }
  const feeling = feelingOf(dream)
  const language = asked.language ?? languageOf(dream.text)
  const reflection = withReflection ? (dream.reflection ?? '') : ''
  const screened = screenDream(dream, lists)
  const withhold = reasonToWithhold(screened, { withholds: lens.withholds, feeling, askedAgain })
  const promptFor = (parts?: readonly ReadingPart[]) =>
    fillPrompt({ lens, rules, dream, reflection, language, despiteDislike: askedAgain, parts })
  const prompt = promptFor()
  return {
    asked,
    stored,
    lens,
    lists,
    screened,
    language,
    reflection,
    withhold,
    offer:
      withhold === null
        ? []
        : lists.offer(
            withhold === 'disliked' && feeling === 'unsaid' ? 'unsaid' : withhold,
            language,
            lens.id,
          ),
    prompt,
    promptFor,
    textHash: hashOf(dream.text),
    provenance: {
      lens: prompt.lens,
      rulesHash: prompt.rulesHash,
      listsHash: lists.hash,
      dreamHash: hashOf(JSON.stringify([dream.title, dream.text, feeling, reflection])),
      given: prompt.given,
      withReflection,
      askedAgain,
      felt: felt ?? null,
      language,
    },
  }
}

function marked(felt: 'liked' | 'disliked') {
  return felt === 'liked' ? { mood: 1, nightmare: false } : { mood: -1 }
}
