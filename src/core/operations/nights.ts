import { AppError } from '../../contract/errors.ts'
import type { nights as contract } from '../../contract/journal/nights.ts'
import type { Handlers } from '../../rpc/router.ts'
import { describeNight } from '../../contract/model/night-words.ts'
import { countDreamsOf, findNight, listNights, putNight } from '../store/nights.ts'
import type { JournalHands } from './hands.ts'
import { placeInNight } from './placing.ts'

export const nights: Handlers<typeof contract, JournalHands> = {
  async understand({ db, now, zone: here }, { when, zone = here }) {
    const { night, nightId, dreamtAt, nap, said } = await placeInNight(db, now(), { when, zone })
    return { night, nightId, at: dreamtAt, nap, said: said ?? describeNight({ endsOn: night }) }
  },

  async noRecall({ db, now, zone: here, changed }, { when, zone = here }) {
    const { night, nightId } = await placeInNight(db, now(), { when, zone, nap: false })
    if (night === null || nightId === null)
      throw new AppError('invalid_input', 'A night without recall is known to the day', {
        hint: 'Name a night, like `-d yesterday` or `-d 2026-11-20`.',
      })
    if ((await countDreamsOf(db, nightId)) > 0)
      throw new AppError('conflict', 'There is a dream of this night already', {
        hint: 'Take the dream out first, or leave the night as it is.',
        details: { nightId },
      })
    const before = await findNight(db, nightId)
    if (before?.noRecall) return before
    const said = { id: nightId, endsOn: night, zone, noRecall: true, changedAt: now().toISOString() }
    await putNight(db, said)
    changed('night', nightId, before ? JSON.stringify(before) : null)
    return said
  },

  async list({ db }, range) {
    return { items: await listNights(db, range) }
  },
}
