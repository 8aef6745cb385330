import { DEFAULT_SETTINGS, type Settings } from '../../contract/model/settings.ts'
import type { ReadDb, WriteDb } from '../db/schema.ts'

export async function getSettings(db: ReadDb): Promise<Settings> {
  // A later program may have set what this one does not know.
  const known = (await listSet(db)).filter(({ name }) => Object.hasOwn(DEFAULT_SETTINGS, name))
  return { ...DEFAULT_SETTINGS, ...Object.fromEntries(known.map(({ name, value }) => [name, value])) }
}

/** Only what somebody set: the defaults of a later program may differ. */
export async function listSet(db: ReadDb): Promise<{ name: string; value: unknown }[]> {
  const rows = await db.selectFrom('setting').select(['name', 'value']).orderBy('name').execute()
  return rows.map(({ name, value }) => ({ name, value: JSON.parse(value) as unknown }))
}

export async function putSetting(db: WriteDb, name: string, value: unknown): Promise<void> {
  const text = JSON.stringify(value)
  await db
    .insertInto('setting')
    .values({ name, value: text })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: text }))
    .execute()
}

export async function deleteSetting(db: WriteDb, name: string): Promise<void> {
  await db.deleteFrom('setting').where('name', '=', name).execute()
}
