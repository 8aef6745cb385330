import { AppError } from '../../contract/errors.ts'
import type { sleep as contract } from '../../contract/journal/sleep.ts'
import type { Handlers } from '../../rpc/router.ts'
import { deleteSleep, findSleep, listSleep, putSleep } from '../store/sleep.ts'
import type { JournalHands } from './hands.ts'

const LONGEST_MS = 36 * 3_600_000
/** Another device's clock may be ahead of this one's. */
const AHEAD_MS = 5 * 60_000

export const sleep: Handlers<typeof contract, JournalHands> = {
  async add({ db, now, newId, zone: here, changed }, { asleepAt, wokeAt, zone = here, nap }) {
    const length = Date.parse(wokeAt) - Date.parse(asleepAt)
    if (length <= 0 || length > LONGEST_MS)
      throw new AppError('invalid_input', 'Sleep ends after it begins, and within a day and a half')
    if (Date.parse(wokeAt) > now().getTime() + AHEAD_MS)
      throw new AppError('invalid_input', 'This sleep has not ended yet', {
        hint: 'Log it when you have woken.',
      })
    const overlapping = (await listSleep(db, { since: asleepAt, until: wokeAt })).filter(
      (known) => known.asleepAt < wokeAt && known.wokeAt > asleepAt,
    )
    if (overlapping.length > 0)
      throw new AppError('conflict', 'This overlaps sleep that is logged already', {
        hint: 'Take that one out first, or log only what is missing.',
        details: { ids: overlapping.map(({ id }) => id) },
      })
    const logged = { id: newId(), asleepAt, wokeAt, zone, nap, changedAt: now().toISOString() }
    await putSleep(db, logged)
    changed('sleep', logged.id, null)
    return logged
  },

  async list({ db }, range) {
    return { items: await listSleep(db, range) }
  },

  async remove({ db, changed }, { id }) {
    const logged = await findSleep(db, id)
    if (!logged) throw new AppError('not_found', 'There is no such sleep in the log', { details: { id } })
    await deleteSleep(db, id)
    changed('sleep', id, JSON.stringify(logged))
    return { removed: id }
  },
}
