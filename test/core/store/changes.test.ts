import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Connections } from '../../../src/core/db/connections.ts'
import { migrate } from '../../../src/core/db/migrate.ts'
import { MIGRATIONS } from '../../../src/core/db/migrations/all.ts'
import { createFile } from '../../../src/core/db/open.ts'
import { forgetBefore, insertChanges, listChangesOf } from '../../../src/core/store/changes.ts'
import { testFolder } from '../../support/folder.ts'

test('what was before very many things is forgotten at once', async () => {
  const path = join(testFolder(), 'journal.db')
  const file = createFile(path)
  migrate(file, MIGRATIONS)
  const connections = new Connections(path, file)
  const ids = Array.from({ length: 40_000 }, (_, index) => `dream-${index}`)

  const left = await connections.write(async (db) => {
    const deed = {
      deed: 'deed-1',
      operation: 'dreams.remove',
      program: 'a test',
      at: '2026-11-20T07:30:00.000Z',
    }
    await insertChanges(
      db,
      deed,
      ids.map((id) => ({ kind: 'dream', id, before: 'a stamp' })),
    )
    await forgetBefore(db, 'dream', ids, 'gone')
    return new Set((await listChangesOf(db, 'deed-1')).map(({ before }) => before))
  })
  connections.close()

  expect(left).toEqual(new Set(['gone']))
})
