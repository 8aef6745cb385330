import { AppError } from '../../contract/errors.ts'
import type { dreams as contract } from '../../contract/journal/dreams.ts'
import { DreamText } from '../../contract/model/dream.ts'
import type { Handlers } from '../../rpc/router.ts'
import { listDreams, listTrash } from '../store/dream-list.ts'
import { shortestTails } from '../store/dream-names.ts'
import { listVersions } from '../store/dream-versions.ts'
import { getDream, insertDream, newDream } from '../store/dreams.ts'
import { changesAsked, reviseAsked, settleAsked } from './dream-editing.ts'
import { emptyTrash, removeDreams, restoreDreams, sweepTrash } from './dream-removing.ts'
import { findReferred } from './dream-references.ts'
import type { JournalHands } from './hands.ts'
import { takeBackNoRecall } from './night-recall.ts'
import { NOTHING_ELSE } from './nothing-else.ts'
import { placeInNight } from './placing.ts'

export const dreams: Handlers<typeof contract, JournalHands> = {
  async add(hands, { when, night, dreamtAt, nap, zone = hands.zone, ...rest }) {
    const { db, now, newId, changed } = hands
    if (rest.text.trim() === '')
      throw new AppError('invalid_input', 'A dream needs words', {
        hint: 'For a night without recall: no-recall.',
      })
    const { said: _, ...place } = await placeInNight(db, now(), { when, night, dreamtAt, nap, zone })
    const dream = await newDream(db, newId(), now().toISOString(), {
      ...NOTHING_ELSE,
      ...changesAsked(rest),
      ...place,
    })
    await insertDream(db, dream)
    changed('dream', dream.id, null)
    await takeBackNoRecall(hands, dream)
    await sweepTrash(hands)
    return dream
  },

  async get({ db }, { id }) {
    return (await getDream(db, id)).dream
  },

  async list({ db }, { filter, trash, limit, cursor }) {
    return trash ? listTrash(db, { limit, cursor }) : listDreams(db, { limit, cursor }, filter)
  },

  find: ({ db, now, zone }, { reference }) => findReferred(db, reference, { now: now(), zone }),

  edit: (hands, asked) => reviseAsked(hands, asked),

  async more(hands, { id, text }) {
    const { dream } = await getDream(hands.db, id)
    if (text.trim() === '') throw new AppError('invalid_input', 'There is nothing to append')
    const whole = dream.text.trim() === '' ? text : `${dream.text.trimEnd()}\n\n${text}`
    // Longer than a dream may be, it could be written out and never be read in again.
    if (!DreamText.safeParse(whole).success)
      throw new AppError('invalid_input', 'With this the dream would be longer than one can be', {
        hint: 'Write the rest down as another dream of that night.',
      })
    return reviseAsked(hands, { id, changes: { text: whole }, allowBlank: false })
  },

  remove: (hands, asked) => removeDreams(hands, asked),
  restore: (hands, { ids }) => restoreDreams(hands, ids),
  emptyTrash: (hands) => emptyTrash(hands),

  async history({ db }, { id }) {
    const { seq } = await getDream(db, id)
    return { items: await listVersions(db, seq) }
  },

  async revert(hands, { id, stamp }) {
    const { seq } = await getDream(hands.db, id)
    const version = (await listVersions(hands.db, seq)).find((known) => known.stamp === stamp)
    if (!version)
      throw new AppError('not_found', 'There is no such version of this dream', { details: { id, stamp } })
    const { stamp: _, changedAt: __, kind: ___, deletedAt: ____, nightId: _____, ...content } = version
    return reviseAsked(hands, { id, changes: content, allowBlank: true })
  },

  settle: (hands, asked) => settleAsked(hands, asked),

  async names({ db }, { ids }) {
    return { items: await shortestTails(db, ids) }
  },
}
