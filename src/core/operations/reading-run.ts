import { AppError } from '../../contract/errors.ts'
import type { Provenance } from '../../contract/model/kept-reading.ts'
import type { LensSource } from '../../contract/model/lens.ts'
import type { Checks, Claim, Dropped, ReadingPart, Withheld } from '../../contract/model/reading.ts'
import type { ChatDone } from '../engines/models/port.ts'
import { answerSchema } from '../engines/reading/answer-schema.ts'
import { budgetFor } from '../engines/reading/budget.ts'
import { createClaimCheck, type Verdict } from '../engines/reading/check-claim.ts'
import { createGrounds } from '../engines/reading/ground.ts'
import { createAnswerParser } from '../engines/reading/parse-answer.ts'
import { withoutSafety } from '../engines/reading/redact.ts'
import { has, mayBeTooLittle, screenCrisis } from '../engines/reading/screen.ts'
import { plain, sentencesOf } from '../engines/reading/plain.ts'
import type { Making } from '../store/readings.ts'
import type { StreamHands } from './hands.ts'
import type { Reader } from './reading-model.ts'
import type { Plan } from './reading-plan.ts'

/** What is heard while it is made. */
export type Heard =
  | { readonly is: 'count'; readonly characters: number; readonly thought: number }
  | { readonly is: 'claim'; readonly claim: Claim }
  | ({ readonly is: 'dropped' } & Dropped)
  | { readonly is: 'again'; readonly parts: string[] }
  | { readonly is: 'withheld'; readonly why: Withheld; readonly offer: string[] }
  | { readonly is: 'gentle'; readonly offer: string[] }

/** Keeps what passed as soon as it did: whoever is stopped, or killed, has it. */
export type Keeper = { save(making: Making): Promise<void> }

export type Made = Making | 'crisis'

type Run = { readonly reader: Reader; readonly seed: number; readonly keeper: Keeper }

const COUNT_EVERY_MS = 100
/** The dreamer is offered more than one possibility. */
const FEWEST_READINGS = 2

/** A model reads. Each claim is checked, kept, and only then told. */
export async function* runReading(
  hands: StreamHands,
  plan: Plan,
  { reader, seed, keeper }: Run,
): AsyncGenerator<Heard, Made> {
  const { lens, lists, screened, language, stored } = plan
  const { text, title } = stored.dream
  const { model, server, version, runsAt } = reader
  const budget = budgetFor(textOf(plan.prompt.messages), model.context)
  if (!budget.fits) throw tooLong(model.name, model.context, budget.wanted)
  const check = createClaimCheck({
    lens,
    title,
    text,
    also: plan.reflection,
    language,
    lists,
    sacred: screened.sacred,
  })
  const claims: Claim[] = []
  const dropped: Dropped[] = []
  const offer: string[] = screened.sacred ? lists.offer('figure-left', language) : []
  const raw: string[] = []
  const sampling = {
    temperature: lens.sampling.temperature,
    topP: lens.sampling.topP,
    maxTokens: budget.maxTokens,
  }
  let withheld: Withheld | null = null
  let isGentle = false
  let safety: Extract<Verdict, { is: 'safety' }> | undefined
  let repaired = 0
  let thought = 0
  let written = 0
  let counted = 0
  let structure: Checks['structure'] = 'first'
  let redone = false
  let wasCut = false
  let done: ChatDone | undefined
  let saved = false

  if (screened.crisis === 'gentle') yield* gently('gentle')
  if (screened.clinician) yield { is: 'gentle', offer: lists.offer('clinician', language) }

  const first = yield* listen(plan.prompt.parts, seed)
  if (first === 'crisis') return 'crisis'
  let isStructured = first.whole
  const missing = missingParts(first.whole)
  if (missing.length > 0) {
    redone = true
    // Who is asked for all of it again has a second chance; else what the first left out is missing.
    wasCut = done?.reason === 'length' && missing.length < plan.prompt.parts.length
    yield { is: 'again', parts: missing }
    const second = yield* listen(missing, seed + 1)
    if (second === 'crisis') return 'crisis'
    if (second.whole && !isStructured) structure = 'second'
    isStructured ||= second.whole
  }

  if (!isStructured) structure = 'broken'
  const ended = wasCut ? 'length' : (done?.reason ?? 'stop')
  const saw = done?.saw ?? 'unknown'
  const isWhole = ended !== 'length' && saw !== 'part'
  const nothing = claims.length === 0 && withheld === null && structure === 'broken'
  const making = current(nothing ? 'unstructured' : isWhole ? 'whole' : 'partial', ended)
  await keeper.save(making)
  return making

  /** One answer, from its first letter to its last. */
  async function* listen(
    parts: readonly ReadingPart[],
    withSeed: number,
  ): AsyncGenerator<Heard, 'crisis' | { whole: boolean }> {
    const parser = createAnswerParser()
    const answer = raw.push('') - 1
    const prompt = parts.length === plan.prompt.parts.length ? plan.prompt : plan.promptFor(parts)
    const pieces = server.chat({
      model: model.name,
      messages: prompt.messages,
      context: budget.fits ? budget.context : 0,
      format: answerSchema(parts),
      seed: withSeed,
      ...sampling,
      signal: hands.signal,
    })
    try {
      for await (const piece of pieces) {
        if (piece.is === 'done') done = joined(done, piece)
        else if (piece.is === 'thinking') thought += piece.text.length
        else {
          raw[answer] += piece.text
          written += piece.text.length
          const found = parser.push(piece.text).filter(({ key }) => isAsked(key, parts))
          for (const verdict of found.flatMap(check)) {
            const end = yield* settle(verdict)
            if (end) return 'crisis'
          }
        }
        if (performance.now() - counted >= COUNT_EVERY_MS) {
          counted = performance.now()
          yield { is: 'count', characters: written, thought }
        }
      }
    } catch (thrown) {
      if (hands.signal.aborted || !(thrown instanceof AppError) || !saved) throw thrown
      await keeper.save(current('partial', 'broke-off'))
      throw new AppError(thrown.code, thrown.message, {
        hint: `What had passed is kept, marked partial: \`dreamcanvas readings show last\`.`,
        details: thrown.details,
        cause: thrown,
      })
    }
    return { whole: parser.whole }
  }

  /** True where nothing more is to be said. */
  async function* settle(verdict: Verdict): AsyncGenerator<Heard, boolean> {
    switch (verdict.is) {
      case 'claim': {
        const { claim } = verdict
        for (const one of verdict.dropped) yield* leaveOut(one)
        if (withheld !== null && claim.part !== 'summary' && claim.part !== 'questions') {
          yield* leaveOut({ part: claim.part, why: 'withheld' })
          return false
        }
        claims.push(claim)
        repaired += verdict.repaired
        await save()
        yield { is: 'claim', claim }
        return false
      }
      case 'dropped':
        yield* leaveOut(verdict.dropped)
        return false
      case 'withheld':
        if (verdict.why === 'crisis') {
          if (isBorneOut()) return true
          yield* gently('gentle')
          return false
        }
        if (verdict.why !== null && mayHoldBack(verdict.why)) {
          withheld = verdict.why
          const instead = lists.offer(withheld, language, lens.id)
          offer.push(...instead)
          await save()
          yield { is: 'withheld', why: withheld, offer: instead }
        }
        return false
      case 'safety':
        safety = verdict
        if (verdict.concern === 'none') return false
        if (verdict.concern === 'stop' && isAboutWaking(verdict.quote)) return true
        yield* gently('gentle')
        return false
      case 'nothing':
        return false
    }
  }

  function* leaveOut(one: Dropped): Generator<Heard> {
    dropped.push(one)
    yield { is: 'dropped', ...one }
  }

  function* gently(name: string): Generator<Heard> {
    if (!isGentle) yield { is: 'gentle', offer: lists.offer(name, language) }
    isGentle = true
  }

  /** Not for a reason that was looked for before and not found, nor once a possibility was shown. */
  function mayHoldBack(why: Withheld): boolean {
    if (claims.some(({ part }) => part === 'readings')) return false
    if (why === 'too-little') return mayBeTooLittle(text)
    return why === 'grief' || (why === 'sacred' && lens.withholds.includes('sacred'))
  }

  /**
   * A crisis that a model names as its reason: it may give nothing else, as it is told to. Where it gave its view of safety
   * as well, that must bear it out, or the screen before it; a small model picks a reason as it picks any word.
   */
  function isBorneOut(): boolean {
    if (safety === undefined || screened.crisis === 'gentle') return true
    return safety.concern !== 'none' && isAboutWaking(safety.quote)
  }

  /**
   * A model takes a death inside a dream for an alarm. Words that are told as dream, and nothing else, are not one: what
   * tells is the sentence they stand in, and whether the others are told as past.
   */
  function isAboutWaking(quote: string | null): boolean {
    if (quote === null) return false
    const given = [text, plan.reflection].join('\n')
    const found = createGrounds(given).find(quote)
    if (found === undefined) return false
    if (screenCrisis(quote, lists, { waking: true }) !== 'none') return true
    const sentences = sentencesOf(given)
    const words = plain(sentences.find((sentence) => sentence.includes(found.quote)) ?? found.quote)
    if (has(words, lists.crisis.waking)) return true
    const isPast = (sentence: string) => has(plain(sentence), lists.crisis.past)
    const isReflected = found.from > text.length
    return !has(words, lists.crisis.past) && (isReflected || sentences.some(isPast))
  }

  function missingParts(hasForm: boolean): ReadingPart[] {
    if (withheld !== null) return []
    const wanted = plan.prompt.parts
    if (claims.length === 0 && !hasForm) return [...wanted]
    const passed = (part: string) => claims.filter((claim) => claim.part === part).length
    if (passed('readings') >= FEWEST_READINGS) return []
    return wanted.filter(
      (part) => part === 'readings' || (passed(part) === 0 && (part === 'summary' || part === 'questions')),
    )
  }

  async function save(): Promise<void> {
    await keeper.save(current('partial', 'stopped'))
    saved = true
  }

  function current(state: Making['state'], ending: string): Making {
    const pointed = new Set(
      claims.flatMap((claim) => (claim.part === 'readings' ? (claim.source ?? []) : [])),
    )
    const sources: LensSource[] = lens.sources.filter(({ id }) => pointed.has(id))
    const provenance: Provenance = {
      model: {
        name: model.name,
        digest: model.digest,
        parameters: model.parameters,
        quantisation: model.quantisation,
        server: version,
        runsAt,
      },
      ...plan.provenance,
      promptHash: plan.prompt.hash,
      seed,
      options: sampling,
      context: done?.context ?? (budget.fits ? budget.context : null),
      promptTokens: done?.promptTokens ?? null,
      answerTokens: done?.answerTokens ?? null,
      ms: done?.ms ?? null,
    }
    return {
      state,
      content: {
        withheld,
        offer: [...offer],
        claims: [...claims],
        sources,
        checks: {
          dropped: [...dropped],
          repaired,
          structure,
          redone,
          saw: done?.saw ?? 'unknown',
          ended: ending,
        },
      },
      provenance,
      raw: withoutSafety(raw.join('\n\n')),
    }
  }
}

/** Who is asked for a part and gives all of it again is heard on that part only. */
function isAsked(key: string, parts: readonly ReadingPart[]): boolean {
  return key === 'withheld' || key === 'safety' || parts.some((part) => part === key)
}

/** Two answers cost what both cost; that one of them saw only a part counts for both. */
function joined(one: ChatDone | undefined, other: ChatDone): ChatDone {
  if (one === undefined) return other
  const sum = (a: number | null, b: number | null) => (a === null && b === null ? null : (a ?? 0) + (b ?? 0))
  return {
    ...other,
    saw: one.saw === 'part' ? 'part' : other.saw,
    promptTokens: one.promptTokens,
    answerTokens: sum(one.answerTokens, other.answerTokens),
    ms: {
      total: sum(one.ms.total, other.ms.total),
      loading: sum(one.ms.loading, other.ms.loading),
      prompt: sum(one.ms.prompt, other.ms.prompt),
      answer: sum(one.ms.answer, other.ms.answer),
    },
  }
}

function textOf(messages: readonly { readonly content: string }[]): string {
  return messages.map(({ content }) => content).join('\n')
}

function tooLong(model: string, holds: number | null, wanted: number): AppError {
  return new AppError('invalid_input', `This dream is longer than ${model} can take in at once`, {
    hint: `Choose a model with a context of at least ${wanted} tokens: \`dreamcanvas models list\` shows each one’s.`,
    details: { reason: 'context', context: holds, wanted },
  })
}
