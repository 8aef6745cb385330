import type { settings as contract } from '../../contract/journal/settings.ts'
import type { Handlers } from '../../rpc/router.ts'
import { getSettings, listSet, putSetting } from '../store/settings.ts'
import type { JournalHands } from './hands.ts'

export const settings: Handlers<typeof contract, JournalHands> = {
  list: ({ db }) => getSettings(db),

  async set({ db, changed }, asked) {
    const before = new Map((await listSet(db)).map(({ name, value }) => [name, value]))
    for (const [name, value] of Object.entries(asked)) {
      if (value === undefined || before.get(name) === value) continue
      await putSetting(db, name, value)
      changed('setting', name, before.has(name) ? JSON.stringify(before.get(name)) : null)
    }
    return getSettings(db)
  },
}
