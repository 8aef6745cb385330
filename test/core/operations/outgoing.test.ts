import { expect, test } from 'vitest'
import { all, failureOf, openTestJournal } from '../../support/journal.ts'
import { startOllama } from '../../support/ollama/fake-ollama.ts'

test('what was asked for is listed newest first, page after page', async () => {
  const { models, outgoing, settings } = await openTestJournal()
  await settings.set({ modelAddress: (await startOllama()).url })
  for (const name of ['one', 'two', 'three']) await all(await models.pull({ name }))

  const first = await outgoing.list({ limit: 2 })
  const second = await outgoing.list({ limit: 2, cursor: first.next ?? '' })

  expect([first.items, second.items].map((items) => items.map(({ what }) => what))).toEqual([
    ['three', 'two'],
    ['one'],
  ])
  expect(second.next).toBe(null)
})

test('a host is allowed in any spelling, once', async () => {
  const { outgoing } = await openTestJournal()

  const spellings = ['GPU.lan', 'gpu.lan.', 'http://gpu.lan:11434/api', 'gpu.lan:9999']
  for (const host of spellings) await outgoing.allow({ host, purpose: 'models' })

  const { items } = await outgoing.consents({})
  expect(items.map(({ name }) => name)).toEqual(['gpu.lan'])
})

test('this machine needs no leave, and what is no host gets none', async () => {
  const { outgoing } = await openTestJournal()

  const failures = await Promise.all([
    failureOf(outgoing.allow({ host: 'localhost:11434', purpose: 'models' })),
    failureOf(outgoing.allow({ host: 'http://', purpose: 'models' })),
    failureOf(outgoing.allow({ host: 'gpu.lan', purpose: 'everything' as 'models' })),
  ])

  expect(failures.map(({ code, message }) => [code, message])).toEqual([
    ['invalid_input', 'localhost is this machine, and needs no leave'],
    ['invalid_input', 'http:// is not a host'],
    ['invalid_input', 'purpose must be one of models'],
  ])
})

test('only what was allowed can be taken back', async () => {
  const { outgoing } = await openTestJournal()

  const failure = await failureOf(outgoing.revoke({ name: 'gpu.lan' }))

  expect([failure.code, failure.message]).toEqual(['not_found', 'gpu.lan was not allowed'])
})

test('undo takes an allowing back, and gives again what was revoked', async () => {
  const { outgoing, changes } = await openTestJournal()
  const allowed = async () => (await outgoing.consents({})).items.map(({ name }) => name)
  await outgoing.allow({ host: 'gpu.lan', purpose: 'models' })
  await outgoing.revoke({ name: 'gpu.lan' })

  await changes.undo({})
  const again = await allowed()
  await changes.undo({})

  expect([again, await allowed()]).toEqual([['gpu.lan'], []])
})

test('a revoking that is undone after the same was allowed anew leaves one', async () => {
  const { outgoing, changes } = await openTestJournal()
  await outgoing.allow({ host: 'gpu.lan', purpose: 'models' })
  await outgoing.revoke({ name: 'gpu.lan' })
  const [revoking] = (await changes.list({})).items
  await outgoing.allow({ host: 'gpu.lan', purpose: 'models' })

  await changes.undo({ id: revoking?.id ?? '' })

  expect((await outgoing.consents({})).items.length).toBe(1)
})
