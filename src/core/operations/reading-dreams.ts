import type { ReadingPiece } from '../../contract/journal/readings.ts'
import type { Provenance } from '../../contract/model/kept-reading.ts'
import type { Claim } from '../../contract/model/reading.ts'
import { hashOf } from '../engines/lenses/hash.ts'
import { countReadings, findSameReading, getReading, type Making } from '../store/readings.ts'
import { NO_MODEL, NOTHING_TO_CHECK } from './no-model.ts'
import type { ReadingStreamHands } from './reading-hands.ts'
import { createKeeper, shown } from './reading-keeping.ts'
import { BUILT_IN, findReader, type Nobody, type Reader } from './reading-model.ts'
import { planReading, type AskedReading, type Plan } from './reading-plan.ts'
import { runReading, type Heard, type Keeper, type Made } from './reading-run.ts'
import { givenAlone, prepareAlone, readAlone, type Alone } from './reading-without-model.ts'

/** From the screens before a model is asked to what is kept in the end. */
export async function* readDream(
  hands: ReadingStreamHands,
  { redo, ...asked }: AskedReading & { redo: boolean },
): AsyncGenerator<ReadingPiece> {
  const plan = await planReading(hands, asked)
  const { found, alone } = await whoReads(hands, plan, asked.model)
  const reader = found && 'server' in found ? found : undefined
  yield began(plan, found)

  const madeOf = hashOf(JSON.stringify(whatFrom(plan, reader, alone)))
  const { seq: dreamSeq } = plan.stored
  const { same, count } = await hands.read(async (db) => ({
    same: await findSameReading(db, { dreamSeq, madeOf }),
    count: await countReadings(db, dreamSeq),
  }))
  if (same && !redo && (asked.seed === undefined || asked.seed === same.reading.provenance.seed)) {
    yield { is: 'kept', reading: shown(same) }
    return
  }

  const keeper = createKeeper(hands, plan, madeOf)
  const made = reader
    ? yield* runReading(hands, plan, { reader, seed: asked.seed ?? count + 1, keeper })
    : alone
      ? yield* readAlone(plan, alone, keeper)
      : yield* holdBack(plan, keeper)
  if (made === 'crisis') {
    yield { is: 'withheld', why: 'crisis', offer: plan.lists.offer('crisis', plan.language) }
    await keeper.forget()
    yield { is: 'done', reading: null }
    return
  }
  yield { is: 'done', reading: shown(await hands.read((db) => getReading(db, keeper.id))) }
}

type Changed =
  | 'dream'
  | 'lens'
  | 'rules'
  | 'lists'
  | 'prompt'
  | 'model'
  | 'quantisation'
  | 'server'
  | 'context'
type Replayed =
  | Extract<Heard, { is: 'count' }>
  | {
      is: 'replayed'
      identical: boolean
      changed: Changed[]
      differences: { only: 'kept' | 'again'; claim: Claim }[]
    }

/** As it was made: the same lens, model, seed and leave. What differs is told, and nothing is kept. */
export async function* replayReading(hands: ReadingStreamHands, id: string): AsyncGenerator<Replayed> {
  const kept = await hands.read((db) => getReading(db, id))
  const { provenance: was } = kept.reading
  const plan = await planReading(hands, {
    dream: kept.reading.dream,
    lens: was.lens.id,
    model: was.model?.name,
    seed: was.seed ?? undefined,
    askedAgain: was.askedAgain,
    withReflection: was.withReflection,
    felt: was.felt ?? undefined,
    language: was.language ?? undefined,
  })
  const nowhere: Keeper = { save: async () => {} }
  // What no model wrote is made again without one, also where there is one by now.
  const { found, alone } = await whoReads(hands, plan, was.model?.name ?? BUILT_IN)
  const reader = found && 'server' in found ? found : undefined
  const making = reader
    ? runReading(hands, plan, { reader, seed: was.seed ?? 1, keeper: nowhere })
    : alone
      ? readAlone(plan, alone, nowhere)
      : holdBack(plan, nowhere)
  let made: Made = 'crisis'
  for (;;) {
    const piece = await making.next()
    if (piece.done === true) {
      made = piece.value
      break
    }
    if (piece.value.is === 'count') yield piece.value
  }
  const again = made === 'crisis' ? undefined : made
  const differences = differencesOf(kept.reading.claims, again?.content.claims ?? [])
  yield {
    is: 'replayed',
    identical:
      again !== undefined &&
      differences.length === 0 &&
      again.raw === kept.raw &&
      again.content.withheld === kept.reading.withheld,
    changed: changedBetween(was, plan.provenance, reader, again),
    differences,
  }
}

/** A model, or the built-in reader; nobody where there is a reason to hold back. */
async function whoReads(
  hands: ReadingStreamHands,
  plan: Plan,
  model: string | undefined,
): Promise<{ found?: Reader | Nobody; alone?: Alone }> {
  if (plan.withhold !== null) return {}
  const found = await findReader(hands, model)
  return 'server' in found ? { found } : { found, alone: await prepareAlone(hands, plan) }
}

/** No model is asked: there is a reason in what the dreamer wrote. */
async function* holdBack(plan: Plan, keeper: Keeper): AsyncGenerator<Heard, Made> {
  const { withhold: why, offer } = plan
  if (why === null || why === 'crisis') return 'crisis'
  const making: Making = {
    state: 'whole',
    content: {
      withheld: why,
      offer,
      claims: [],
      sources: [],
      checks: NOTHING_TO_CHECK,
    },
    provenance: {
      ...NO_MODEL,
      ...plan.provenance,
      promptHash: null,
      given: [],
    },
    raw: '',
  }
  await keeper.save(making)
  yield { is: 'withheld', why, offer }
  return making
}

function began(plan: Plan, found: Reader | Nobody | undefined): ReadingPiece {
  const { stored, lens, prompt } = plan
  const { id, title, night } = stored.dream
  const reader = found && 'server' in found ? found : undefined
  const nobody = found && 'nobody' in found ? found.nobody : null
  return {
    is: 'began',
    dream: { id, title, night },
    lens: { id: lens.id, version: lens.version, names: lens.names },
    model: reader?.model.name ?? null,
    runsAt: reader?.runsAt ?? null,
    builtIn: found !== undefined && reader === undefined,
    noModelAs: nobody === null ? null : { says: nobody.message, hint: nobody.hint ?? null },
    given: found === undefined ? [] : reader ? prompt.given : givenAlone(plan),
  }
}

function whatFrom(plan: Plan, reader: Reader | undefined, alone: Alone | undefined): unknown[] {
  if (plan.withhold !== null) return madeOfScreen(plan)
  if (alone === undefined) return madeOfAll(plan, reader)
  const { dreamHash, lens, language } = plan.provenance
  return [dreamHash, lens.hash, language, alone.hash]
}

function madeOfAll({ prompt, provenance }: Plan, reader: Reader | undefined) {
  return [provenance.dreamHash, prompt.hash, prompt.lens.hash, reader?.model.name, reader?.model.digest]
}

function madeOfScreen({ provenance, withhold }: Plan) {
  return [provenance.dreamHash, provenance.lens.hash, withhold]
}

function changedBetween(
  was: Provenance,
  now: Plan['provenance'],
  reader: Reader | undefined,
  again: Making | undefined,
): Changed[] {
  const pairs: [Changed, unknown, unknown][] = [
    ['dream', was.dreamHash, now.dreamHash],
    ['lens', was.lens.hash, now.lens.hash],
    ['rules', was.rulesHash, now.rulesHash],
    ['lists', was.listsHash, now.listsHash],
    ['model', was.model?.digest, reader?.model.digest],
    ['quantisation', was.model?.quantisation, reader?.model.quantisation],
    ['server', was.model?.server, reader?.version],
    ['context', was.context, again?.provenance.context ?? was.context],
  ]
  const changed = pairs.filter(([, before, after]) => before !== after).map(([what]) => what)
  const prompt = again !== undefined && again.provenance.promptHash !== was.promptHash
  // What went into it is named already, mostly.
  return prompt && !changed.some((what) => ['dream', 'lens', 'rules'].includes(what))
    ? [...changed, 'prompt']
    : changed
}

function differencesOf(kept: readonly Claim[], again: readonly Claim[]) {
  const names = (claims: readonly Claim[]) => new Set(claims.map((claim) => JSON.stringify(claim)))
  const [before, after] = [names(kept), names(again)]
  return [
    ...kept
      .filter((claim) => !after.has(JSON.stringify(claim)))
      .map((claim) => ({ only: 'kept' as const, claim })),
    ...again
      .filter((claim) => !before.has(JSON.stringify(claim)))
      .map((claim) => ({ only: 'again' as const, claim })),
  ]
}
