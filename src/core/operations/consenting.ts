import type { Consent } from '../../contract/model/outgoing.ts'
import { deleteConsent, findConsent, insertConsent } from '../store/consents.ts'
import type { CommandHands } from './hands.ts'

/** Keeps a yes. Said twice it is one. */
export async function give(
  { db, newId, now, changed }: CommandHands,
  asked: Pick<Consent, 'kind' | 'name' | 'purpose'>,
): Promise<Consent> {
  const before = await findConsent(db, asked)
  if (before) return before
  const consent: Consent = { id: newId(), ...asked, givenAt: now().toISOString() }
  await insertConsent(db, consent)
  changed('consent', consent.id, null)
  return consent
}

export async function takeBack({ db, changed }: CommandHands, consent: Consent): Promise<void> {
  await deleteConsent(db, consent.id)
  changed('consent', consent.id, JSON.stringify(consent))
}
