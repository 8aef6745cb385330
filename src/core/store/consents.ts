import type { Consent, Purpose } from '../../contract/model/outgoing.ts'
import type { ReadDb, Schema, WriteDb } from '../db/schema.ts'

type Key = Pick<Consent, 'kind' | 'name' | 'purpose'>

export async function listConsents(db: ReadDb): Promise<Consent[]> {
  const rows = await db
    .selectFrom('consent')
    .select(['id', 'kind', 'name', 'purpose', 'given_at'])
    .orderBy('seq')
    .execute()
  return rows.map(toConsent)
}

export async function findConsent(db: ReadDb, { kind, name, purpose }: Key): Promise<Consent | undefined> {
  const row = await db
    .selectFrom('consent')
    .select(['id', 'kind', 'name', 'purpose', 'given_at'])
    .where('kind', '=', kind)
    .where('name', '=', name)
    .where('purpose', '=', purpose)
    .executeTakeFirst()
  return row && toConsent(row)
}

export async function findConsentById(db: ReadDb, id: string): Promise<Consent | undefined> {
  return (await listConsents(db)).find((consent) => consent.id === id)
}

export async function insertConsent(db: WriteDb, { givenAt, ...consent }: Consent): Promise<void> {
  await db
    .insertInto('consent')
    .values({ ...consent, given_at: givenAt })
    .execute()
}

export async function deleteConsent(db: WriteDb, id: string): Promise<void> {
  await db.deleteFrom('consent').where('id', '=', id).execute()
}

function toConsent({ given_at, purpose, ...row }: Omit<Schema['consent'], 'seq'>): Consent {
  return { ...row, purpose: purpose as Purpose, givenAt: given_at } // written from a Consent
}
