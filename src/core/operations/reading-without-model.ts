import { setImmediate } from 'node:timers/promises'
import type { Given } from '../../contract/model/lens.ts'
import type { Lexicon } from '../engines/builtin-reader/lexicon.ts'
import { motifsIn, readWithoutModel, type Earlier } from '../engines/builtin-reader/read-without-model.ts'
import { hashOf } from '../engines/lenses/hash.ts'
import { listDreamsBefore } from '../store/dream-list.ts'
import type { Making } from '../store/readings.ts'
import { NO_MODEL, NOTHING_TO_CHECK } from './no-model.ts'
import type { ReadingStreamHands } from './reading-hands.ts'
import type { Plan } from './reading-plan.ts'
import type { Heard, Keeper, Made } from './reading-run.ts'

/** What the built-in reader goes by besides the dream. */
export type Alone = {
  readonly lexicon: Lexicon
  readonly past: readonly Earlier[]
  /** Names the lexicon and what of earlier dreams it was given. */
  readonly hash: string
}

/** Enough to tell what returns, and looked through in less than half a second. */
const EARLIER_AT_MOST = 1000
/** Between two pages whoever else waits for this process gets a turn. */
const PAGE = 100

/** Looks through the dreams before this one. The lexicon is loaded only where no model reads. */
export async function prepareAlone(hands: ReadingStreamHands, { stored }: Plan): Promise<Alone> {
  const { ownLexicon } = await import('../engines/builtin-reader/own-lexicon.ts')
  const lexicon = ownLexicon()
  const past: Earlier[] = []
  let cursor: string | undefined
  do {
    const at = cursor
    const { items, next } = await hands.read((db) =>
      listDreamsBefore(db, stored.dream, { limit: PAGE, cursor: at }),
    )
    past.push(...items.map(({ id, night, text }) => ({ id, night, motifs: motifsIn(text, lexicon) })))
    cursor = next ?? undefined
    await setImmediate(undefined, { signal: hands.signal })
  } while (cursor !== undefined && past.length < EARLIER_AT_MOST)
  return { lexicon, past, hash: hashOf(JSON.stringify([lexicon.hash, past])) }
}

/** What the built-in reader looks at: the text, and how the dream is marked to have felt. */
export function givenAlone({ stored: { dream }, asked }: Plan): Given[] {
  const feels = dream.nightmare || dream.mood !== null || asked.felt !== undefined
  return [
    { what: 'text', characters: dream.text.length, replaced: 0 },
    ...(feels ? [{ what: 'feeling' as const, characters: 0, replaced: 0 }] : []),
  ]
}

/** No model is there, or none is wanted: the dream's own words, and questions written beforehand. All of it is kept before it is told. */
export async function* readAlone(
  plan: Plan,
  { lexicon, past, hash }: Alone,
  keeper: Keeper,
): AsyncGenerator<Heard, Made> {
  const { lens, lists, screened, language, stored, asked } = plan
  if (screened.crisis === 'gentle') yield { is: 'gentle', offer: lists.offer('gentle', language) }
  if (screened.clinician) yield { is: 'gentle', offer: lists.offer('clinician', language) }
  const dream = asked.felt === 'disliked' ? { ...stored.dream, mood: -1 } : stored.dream
  const { claims, notes } = readWithoutModel({ dream, lens: lens.id, language, lexicon, past })
  const making: Making = {
    state: 'whole',
    content: {
      withheld: null,
      offer: [...(screened.sacred ? lists.offer('figure-left', language) : []), ...notes],
      claims: [...claims],
      sources: [],
      checks: NOTHING_TO_CHECK,
    },
    provenance: {
      ...NO_MODEL,
      ...plan.provenance,
      given: givenAlone(plan),
      promptHash: hash,
    },
    raw: '',
  }
  await keeper.save(making)
  for (const claim of claims) yield { is: 'claim', claim }
  return making
}
