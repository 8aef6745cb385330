import { setImmediate as breathe } from 'node:timers/promises'
import { AppError } from '../../contract/errors.ts'
import type { coding as contract } from '../../contract/journal/coding.ts'
import type { Coding, KeptCoding } from '../../contract/model/coding.ts'
import type { Handlers } from '../../rpc/router.ts'
import type { ReadDb } from '../db/schema.ts'
import { agree, countKept, LEAST_BLIND, LEAST_DECIDED, type BlindDream } from '../engines/coding/agreement.ts'
import { indicate, LEAST_DREAMS, type DreamCodes } from '../engines/coding/indicators.ts'
import {
  codesOf,
  showCoding,
  stampOfText,
  stateOf,
  withBlind,
  withDecisions,
  withSuggestions,
} from '../engines/coding/kept.ts'
import { codeByRules, RULES } from '../engines/coding/rules.ts'
import {
  countDreamsToCode,
  findDreamToCode,
  listCodedDreams,
  listCodedDreamsBefore,
  listCodingPage,
  listDreamsToCode,
  replaceCoding,
  type CodedDream,
} from '../store/codings.ts'
import type { CommandHands, JournalHands, StreamHands } from './hands.ts'

/** Dreams in one short transaction. */
const AT_ONCE = 20

export const coding: Handlers<typeof contract, JournalHands> = {
  async *suggest(hands, { ids, open }) {
    const { read, write, now, signal } = hands
    const deed = hands.newId()
    const of = ids?.length ?? (await read(countDreamsToCode))
    let done = 0
    for await (const dreams of parts(hands, ids)) {
      const coded: { dream: CodedDream; codes: ReturnType<typeof codeByRules> }[] = []
      for (const dream of dreams) {
        signal.throwIfAborted()
        coded.push({ dream, codes: codeByRules(dream.text) })
        await breathe()
      }
      const shown = await write(
        async (command) => {
          const results: Coding[] = []
          for (const { dream: read_, codes } of coded) {
            const dream = await findDreamToCode(command.db, read_.id)
            if (!dream) continue
            // Somebody may have changed its words meanwhile; then it is coded as it is now.
            const fresh = dream.text === read_.text ? codes : codeByRules(dream.text)
            const asked = { codes: fresh, at: now().toISOString(), open }
            const next = withSuggestions(dream.coding?.kept ?? null, dream, asked)
            results.push(next ? await save(command, dream, next) : showCoding(dream, dream.coding))
          }
          return results
        },
        { deed },
      )
      for (const { dream, state, fits, suggested } of shown) {
        done++
        const waiting = (suggested?.items ?? []).filter(({ verdict }) => verdict === null).length
        yield { done, of: Math.max(of, done), dream, state, fits, waiting: state === 'blind' ? 0 : waiting }
      }
    }
  },

  async get({ db }, { id }) {
    const dream = await getDream(db, id)
    return showCoding(dream, dream.coding)
  },

  async list({ db }, { state, limit, cursor }) {
    const items: Coding[] = []
    let before = cursor
    for (;;) {
      const page = await listCodingPage(db, { before, limit })
      for (const dream of page) {
        const shown = showCoding(dream, dream.coding)
        if (state !== undefined && shown.state !== state) continue
        // One more than asked for tells whether there is a next page.
        if (items.length === limit) return { items, next: items.at(-1)?.dream ?? null }
        items.push(shown)
      }
      before = page.at(-1)?.id
      if (before === undefined || page.length < limit) return { items, next: null }
    }
  },

  async decide(hands, { id, revision, decisions, add }) {
    const dream = await getDream(hands.db, id)
    const at = hands.now().toISOString()
    if (revision !== undefined && revision !== (dream.coding?.revision ?? 0))
      throw new AppError('conflict', 'This dream’s coding was changed since you saw it', {
        hint: 'See it with `dreamcanvas coding show`, then decide again.',
        details: { revision: dream.coding?.revision ?? 0 },
      })
    const next = withDecisions(dream.coding?.kept ?? null, dream, { decisions, add, at })
    return save(hands, dream, next)
  },

  async blind(hands, { id, codes }) {
    const dream = await getDream(hands.db, id)
    const at = hands.now().toISOString()
    return save(hands, dream, withBlind(dream.coding?.kept ?? null, dream, { codes, at }))
  },

  async accuracy({ db }) {
    const dreams = (await listCodedDreams(db)).flatMap((dream) => standing(dream))
    const blind = dreams.flatMap(asBlind)
    const decided = dreams.flatMap(({ kept }) =>
      kept.blind || kept.suggested?.coder !== RULES
        ? []
        : kept.suggested.items.map((item, index) => ({ number: index + 1, ...item })),
    )
    return {
      blind: blind.length,
      leastBlind: LEAST_BLIND,
      coder: RULES,
      agreement: agree(blind),
      leastDecided: LEAST_DECIDED,
      kept: countKept(decided),
    }
  },

  async indicators({ db }, { since, until }) {
    const coded = await listCodedDreams(db, { since, until })
    const now = coded.flatMap(countable)
    const past = since === undefined ? null : (await listCodedDreamsBefore(db, since)).flatMap(countable)
    return {
      dreams: now.length,
      others: coded.length - now.length,
      leastDreams: LEAST_DREAMS,
      pastDreams: past?.length ?? null,
      items: indicate(now, past),
    }
  },
}

async function* parts({ read }: StreamHands, ids: readonly string[] | undefined) {
  if (ids) {
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const some = ids.slice(from, from + AT_ONCE)
      yield await read((db) => Promise.all(some.map((id) => getDream(db, id))))
    }
    return
  }
  let after = 0
  for (;;) {
    const from = after
    const dreams = await read((db) => listDreamsToCode(db, { after: from, limit: AT_ONCE }))
    const last = dreams.at(-1)
    if (!last) return
    after = last.seq
    yield dreams
  }
}

async function getDream(db: ReadDb, id: string): Promise<CodedDream> {
  const found = await findDreamToCode(db, id)
  if (!found) throw new AppError('not_found', 'There is no dream with this id', { details: { id } })
  return found
}

async function save(
  { db, now, changed }: CommandHands,
  dream: CodedDream,
  kept: KeptCoding,
): Promise<Coding> {
  const before = dream.coding
  const changedAt = now().toISOString()
  await replaceCoding(db, dream.seq, kept, changedAt)
  changed('coding', dream.id, before ? String(before.revision) : null)
  const after = await getDream(db, dream.id)
  return showCoding(after, after.coding)
}

type Standing = { readonly dream: CodedDream; readonly kept: KeptCoding }

/** A coding of words that are still the dream's. */
function standing(dream: CodedDream): Standing[] {
  const kept = dream.coding?.kept
  return kept && stateOf(kept, stampOfText(dream.text)) !== 'outdated' ? [{ dream, kept }] : []
}

function countable(dream: CodedDream): DreamCodes[] {
  return standing(dream).flatMap(({ kept }) =>
    kept.blind || kept.confirmedAt !== null ? [codesOf(kept)] : [],
  )
}

/** Beside what these rules suggest, not what others before them did. */
function asBlind({ dream, kept }: Standing): BlindDream[] {
  if (!kept.blind) return []
  const suggested = kept.suggested?.coder === RULES ? kept.suggested.items : codeByRules(dream.text)
  return suggested ? [{ own: kept.blind.items, suggested }] : []
}
