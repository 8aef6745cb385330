import { expect, test } from 'vitest'
import { imported, openTraveller } from './transfer-support.ts'

const HEADER = '{"dreamcanvas":"journal","format":1}\n'

test('hostile lines are bad rows and break nothing', async () => {
  const a = await openTraveller()
  const { id, ...dream } = await a.dreams.add({ text: 'The template.' })
  const whole = { type: 'dream', id: id.replace(/^0/, '1'), ...dream, versions: [] }
  const bad = [
    { ...whole, mood: 7 },
    { ...whole, text: 5 },
    { ...whole, revision: 0 },
    { ...whole, night: null, nightId: '2026-11-20' },
    { ...whole, stamp: 'x' },
    { ...whole, versions: [{ stamp: whole.stamp }] },
    { ...whole, versions: 'none' },
    { ...whole, id: '../../etc' },
    {
      type: 'night',
      id: '2026-11-20',
      endsOn: '2026-11-21',
      zone: 'UTC',
      noRecall: true,
      changedAt: dream.changedAt,
    },
    {
      type: 'sleep',
      id: 's',
      asleepAt: dream.changedAt,
      wokeAt: dream.changedAt,
      zone: 'UTC',
      nap: false,
      changedAt: dream.changedAt,
    },
    { type: 'setting', name: '__proto__', value: 1 },
    { type: 'setting', name: 'trashDays', value: 'many' },
    { type: 'gone', id: whole.id, stamp: 'x', ancestors: [], at: dream.changedAt },
  ]
  const good = {
    ...whole,
    tags: ['Sea', 'sea', '  SEA '],
    conflict: true,
    versions: [{ ...dream, stamp: whole.stamp, kind: 'was' }],
  }
  const odd =
    '{"text":"With odd keys.","__proto__":{"polluted":true},"constructor":1,"toString":2,"id":7,"writtenAt":"x"}'
  const deep = `{"text":"deep","tags":${'['.repeat(200_000)}${']'.repeat(200_000)}}`

  const done = await imported(
    a,
    HEADER + [...bad, good].map((row) => JSON.stringify(row)).join('\n') + `\n${odd}\n${deep}\n`,
  )

  expect(done).toMatchObject({ added: 2, bad: bad.length + 1 })
  expect(await a.dreams.get({ id: whole.id })).toMatchObject({ tags: ['Sea'], conflict: false })
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  expect(a.bugs).toEqual([])
})
