import { changes } from './journal/changes.ts'
import { coding } from './journal/coding.ts'
import { dreams } from './journal/dreams.ts'
import { lenses } from './journal/lenses.ts'
import { models } from './journal/models.ts'
import { nights } from './journal/nights.ts'
import { outgoing } from './journal/outgoing.ts'
import { readings } from './journal/readings.ts'
import { search } from './journal/search.ts'
import { settings } from './journal/settings.ts'
import { sleep } from './journal/sleep.ts'
import { tags } from './journal/tags.ts'
import { transfer } from './journal/transfer.ts'
import { vault } from './journal/vault.ts'

/**
 * Everything a journal can be asked. Joined here for transports, `call`, `ops` and tests; who starts quickly loads the
 * one group it needs.
 */
export const journal = {
  vault,
  dreams,
  nights,
  sleep,
  tags,
  search,
  changes,
  transfer,
  lenses,
  settings,
  models,
  outgoing,
  coding,
  readings,
}
export type Journal = typeof journal
