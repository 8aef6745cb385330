import { AppError } from '../contract/errors.ts'
import { DEFAULT_SETTINGS } from '../contract/model/settings.ts'
import type { ReadDb } from './db/schema.ts'
import { wholeName } from './engines/models/names.ts'
import { findAddress } from './engines/models/ollama/address.ts'
import { ollamaModels } from './engines/models/ollama/ollama.ts'
import type { TextModels } from './engines/models/port.ts'
import type { StreamHands } from './operations/hands.ts'
import { createOutgoing } from './outgoing.ts'
import { findConsent } from './store/consents.ts'
import { insertDeparture, updateDepartureBytes } from './store/outgoing.ts'
import { getSettings } from './store/settings.ts'

const PURPOSE = 'models'

/** The models a stream may ask, behind the gate: what is allowed stands in the journal, and so does what left. */
export async function openTextModels(hands: StreamHands, at?: 'usual'): Promise<TextModels> {
  const { modelAddress } = await readOr(hands, getSettings, DEFAULT_SETTINGS)
  const address =
    at === 'usual'
      ? findAddress(null, undefined)
      : findAddress(modelAddress, hands.machine.env['OLLAMA_HOST'])
  const outgoing = createOutgoing({
    isAllowed: (name, purpose) => isAllowed(hands, { kind: 'host', name, purpose }),
    record: async (leaving) => {
      const id = hands.newId()
      await hands.write(({ db, now }) => insertDeparture(db, { id, at: now().toISOString(), ...leaving }))
      return (bytes) => hands.write(({ db }) => updateDepartureBytes(db, id, bytes))
    },
  })
  return ollamaModels({
    address,
    fetch: outgoing.fetchFor(PURPOSE),
    isAllowed: (model) => isAllowed(hands, { kind: 'model', name: wholeName(model), purpose: PURPOSE }),
    asked: (leaving) => outgoing.asked({ ...leaving, purpose: PURPOSE }),
  })
}

async function isAllowed(hands: StreamHands, asked: Parameters<typeof findConsent>[1]): Promise<boolean> {
  return (await readOr(hands, (db) => findConsent(db, asked), undefined)) !== undefined
}

/** Who has no journal yet can look at models all the same; nothing was allowed there. */
async function readOr<T>({ read }: StreamHands, fn: (db: ReadDb) => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await read(fn)
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'absent') return otherwise
    throw thrown
  }
}
