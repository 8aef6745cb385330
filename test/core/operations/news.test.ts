import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openTestJournal, take } from '../../support/journal.ts'
import { startProgram } from '../../support/programs.ts'

test('another program hears of a change within a second and a half', async () => {
  const { dreams, folder } = await openTestJournal()
  const other = await startProgram(folder)
  const heard = Promise.withResolvers<{ news: unknown; at: number }>()
  void other.stream('changes.follow', {}, (news) => heard.resolve({ news, at: performance.now() }))
  await other.ask('dreams.list')
  await sleep(200)

  const { id } = await dreams.add({ text: 'A gull read the news' })
  const written = performance.now()
  const { news, at } = await heard.promise

  expect(news).toEqual({ seq: 1, kind: 'dream', ids: [id] })
  expect(at - written).toBeLessThan(1500)
})

test('one command is one piece of news for each kind of thing it touched', async () => {
  const { dreams, nights, changes } = await openTestJournal()
  await nights.noRecall({ when: '2026-11-18' })
  const { id } = await dreams.add({ text: 'It came back to me', when: '2026-11-18' })

  const news = await take(await changes.follow({ since: 1 }), 2)

  expect(news.map(({ kind, ids }) => ({ kind, ids }))).toEqual([
    { kind: 'dream', ids: [id] },
    { kind: 'night', ids: ['2026-11-18'] },
  ])
})

test('who left after one piece of a command’s news hears the rest on coming back', async () => {
  const { dreams, nights, changes } = await openTestJournal()
  await nights.noRecall({ when: '2026-11-18' })
  await dreams.add({ text: 'It came back to me', when: '2026-11-18' })

  const [heard] = await take(await changes.follow({ since: 1 }), 1)
  const rest = await take(await changes.follow({ since: heard?.seq ?? 0 }), 2)

  expect(heard?.kind).toBe('dream')
  expect(rest.map(({ kind }) => kind)).toContain('night')
  expect(rest.at(-1)?.seq).toBe(3)
})

test('without a place to go on from, only what comes is told', async () => {
  const { dreams, changes } = await openTestJournal()
  await dreams.add({ text: 'Before' })
  const pieces = await changes.follow({})
  const first = pieces.next()
  await sleep(50)

  const { id } = await dreams.add({ text: 'After' })

  expect((await first).value).toEqual({ seq: 2, kind: 'dream', ids: [id] })
  await pieces.return?.()
})
