import { expect, test } from 'vitest'
import { failureOf, take } from '../../support/journal.ts'
import { exported, imported, openTraveller } from './transfer-support.ts'

test('the whole journal: settings, nights, sleep, dreams in the order of their ids, and what is gone', async () => {
  const a = await openTraveller()
  const kept = await a.dreams.add({ text: 'Kept.', night: '2026-11-18' })
  const trashed = await a.dreams.add({ text: 'In the trash.' })
  const gone = await a.dreams.add({ text: 'Gone.' })
  await a.dreams.remove({ ids: [trashed.id] })
  await a.dreams.remove({ ids: [gone.id], forever: true })
  await a.nights.noRecall({ when: '2026-11-19' })
  await a.sleep.add({ asleepAt: '2026-11-18T22:00:00.000Z', wokeAt: '2026-11-19T05:00:00.000Z' })
  await a.settings.set({ trashDays: 12 })

  const lines = (await exported(a))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

  expect(lines[0]).toEqual({ dreamcanvas: 'journal', format: 1 })
  expect(lines.slice(1).map(({ type, id, name }) => [type, id ?? name])).toEqual([
    ['setting', 'trashDays'],
    ['night', '2026-11-19'],
    ['sleep', expect.any(String)],
    ['dream', kept.id],
    ['dream', trashed.id],
    ['gone', gone.id],
  ])
  expect(await exported(a)).not.toContain('Gone.')
})

test('`since` takes nights from then on, and whatever was changed or came in since', async () => {
  const [a, b] = [await openTraveller('a'), await openTraveller('b')]
  a.clock.set('2026-10-01T08:00:00.000Z')
  b.clock.set('2026-10-01T08:00:00.000Z')
  await a.dreams.add({ text: 'Long ago.', night: '2026-09-30' })
  const edited = await a.dreams.add({ text: 'Edited later.', night: '2026-09-29' })
  await b.dreams.add({ text: 'Came from b.', night: '2026-09-28' })
  a.clock.set('2026-11-20T08:00:00.000Z')
  await a.dreams.edit({ id: edited.id, changes: { mood: 1 } })
  await a.dreams.add({ text: 'New.', night: '2026-11-20' })
  await imported(a, await exported(b))

  const texts = async (since: string) =>
    [...(await exported(a, { since })).matchAll(/"text":"(?<text>[^"]*)","reflection":null.*"versions":/g)]
      .map(({ groups }) => groups?.['text'] ?? '')
      .toSorted((one, other) => (one < other ? -1 : 1))

  expect(await texts('last night')).toEqual(['Came from b.', 'Edited later.', 'New.'])
  expect(await texts('2026-09-30')).toEqual(['Came from b.', 'Edited later.', 'Long ago.', 'New.'])
  expect((await texts('2026-09')).length).toBe(4)
})

test('two computers meet by what changed since', async () => {
  const [a, b] = [await openTraveller('a'), await openTraveller('b')]
  const gone = await a.dreams.add({ text: 'Soon gone.' })
  await imported(b, await exported(a))
  for (const journal of [a, b]) journal.clock.pass({ days: 5 })
  await a.dreams.remove({ ids: [gone.id], forever: true })
  await b.dreams.add({ text: 'From b.' })

  await imported(b, await exported(a, { since: 'two nights ago' }))
  await imported(a, await exported(b, { since: 'two nights ago' }))

  expect(await exported(a)).toBe(await exported(b))
  expect((await a.dreams.list({})).items.map(({ text }) => text)).toEqual(['From b.'])
})

test('ids and filters take dreams only; a filter leaves the trash out', async () => {
  const a = await openTraveller()
  const lucid = await a.dreams.add({ text: 'Lucid.', lucidity: 4 })
  const trashed = await a.dreams.add({ text: 'Lucid, but in the trash.', lucidity: 4 })
  await a.dreams.add({ text: 'Dull.' })
  await a.dreams.remove({ ids: [trashed.id] })
  await a.nights.noRecall({ when: '2026-11-19' })

  const idsOf = (file: string) =>
    [...file.matchAll(/"id":"(?<id>[^"]+)"/g)].map(({ groups }) => groups?.['id'])

  expect(idsOf(await exported(a, { filter: { lucidity: { from: 3 } } }))).toEqual([lucid.id])
  expect(idsOf(await exported(a, { ids: [trashed.id, lucid.id] }))).toEqual([lucid.id, trashed.id])
})

test('an id that is not there, or a night that cannot be, is an error', async () => {
  const a = await openTraveller()

  expect(await failureOf(exported(a, { ids: ['0193c0de-0000-7000-8000-00000000dead'] }))).toMatchObject({
    code: 'not_found',
  })
  expect(await failureOf(exported(a, { since: 'whenever' }))).toMatchObject({ code: 'invalid_input' })
  expect(await failureOf(exported(a, { since: 'unknown' }))).toMatchObject({ code: 'invalid_input' })
})

test('what is written during an export is not in it', async () => {
  const a = await openTraveller()
  const long = 'The corridor went on. '.repeat(4000)
  for (let count = 0; count < 8; count++) await a.dreams.add({ text: long })
  const before = await exported(a)

  const [first] = await take(await a.transfer.export({}), 1)
  expect(first!.lines.length).toBeLessThan(8)

  const lines: string[] = []
  for await (const piece of await a.transfer.export({})) {
    if (lines.length === 0) await a.dreams.add({ text: 'Written meanwhile.' })
    lines.push(...piece.lines)
  }
  expect(`${lines.join('\n')}\n`).toBe(before)
})
