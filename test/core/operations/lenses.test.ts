import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { failureOf, openTestJournal } from '../../support/journal.ts'
import { lensText } from '../../support/lenses.ts'

async function openWith(files: Readonly<Record<string, string | Uint8Array>> = {}) {
  const journal = await openTestJournal()
  const folder = join(journal.configFolder, 'lenses')
  mkdirSync(folder, { recursive: true })
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return { ...journal, lensFolder: folder }
}

const DOORS = lensText()
const MIRROR = lensText({ id: 'id: mirror', names: 'names:\n  en: My mirror' })

describe('a person’s own lenses', () => {
  test('stand beside the built-in ones, and in the place of one with the same id', async () => {
    const { lenses, lensFolder } = await openWith({
      'doors.md': DOORS,
      'mirror.md': MIRROR,
      'README.md': 'x',
      'a.txt': 'x',
    })

    const { items } = await lenses.list({})

    expect(items.length).toBe(10)
    expect(items.filter(({ origin }) => origin !== 'built-in')).toEqual([
      expect.objectContaining({
        id: 'mirror',
        origin: 'yours-in-place',
        names: { en: 'My mirror' },
        usable: true,
      }),
      expect.objectContaining({
        id: 'doors',
        origin: 'yours',
        file: join(lensFolder, 'doors.md'),
        usable: true,
      }),
    ])
    expect(await lenses.get({ id: 'mirror' })).toMatchObject({
      origin: 'yours-in-place',
      prompt: 'Look at the doors.',
    })
  })

  test('are looked at anew each time, because they are being edited', async () => {
    const { lenses, lensFolder } = await openWith({ 'doors.md': DOORS })
    const before = await lenses.get({ id: 'doors' })
    writeFileSync(join(lensFolder, 'doors.md'), lensText({}, 'Look at the windows.'))

    const after = await lenses.get({ id: 'doors' })

    expect(after.prompt).toBe('Look at the windows.')
    expect(after.hash).not.toBe(before.hash)
  })

  test('that are broken cannot be used, also not by falling back to the built-in one', async () => {
    const { lenses, dreams } = await openWith({ 'mirror.md': 'Not a lens.' })
    const { id } = await dreams.add({ text: 'A kite' })

    const failures = await Promise.all(
      [lenses.get({ id: 'mirror' }), lenses.prompt({ lens: 'mirror', dream: id })].map(failureOf),
    )

    for (const failure of failures)
      expect(failure.toJSON()).toEqual({
        code: 'invalid_input',
        message: 'Your lens mirror cannot be used as it is',
        hint: 'See `dreamcanvas lenses check mirror`. Take your file away to have the built-in one again.',
      })
  })

  test('may be links, and are no trouble to the others when they are no text', async () => {
    const { lenses, lensFolder } = await openWith({
      'bytes.md': new Uint8Array([0xff, 0xfe, 0x00]),
      'large.md': 'x'.repeat(200_001),
    })
    mkdirSync(join(lensFolder, 'folder.md'))
    writeFileSync(join(lensFolder, '..', 'elsewhere.md'), DOORS)
    symlinkSync(join(lensFolder, '..', 'elsewhere.md'), join(lensFolder, 'doors.md'))
    symlinkSync(join(lensFolder, 'nowhere'), join(lensFolder, 'gone.md'))

    const { well, items } = await lenses.check({})

    expect(well).toBe(false)
    const own = items.filter(({ origin }) => origin === 'yours')
    expect(own.map(({ name, readable, problems }) => [name, readable, problems[0]?.says])).toEqual([
      ['bytes', false, 'The file is no text in UTF-8'],
      ['doors', true, undefined],
      ['folder', false, 'This is not a file'],
      ['gone', false, 'The file cannot be read'],
      ['large', false, 'The file is larger than a lens can be'],
    ])
    expect((await lenses.list({})).items.filter(({ usable }) => usable).length).toBe(10)
  })
})

describe('a new lens', () => {
  test('is a file only its owner can read, that needs no care yet', async () => {
    const { lenses, configFolder } = await openTestJournal()

    const { file } = await lenses.add({ id: 'my-own' })

    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(join(configFolder, 'lenses')).mode & 0o777).toBe(0o700)
    expect(await lenses.check({ id: 'my-own' })).toMatchObject({
      well: true,
      items: [{ name: 'my-own', problems: [] }],
    })
    expect(await lenses.get({ id: 'my-own' })).toMatchObject({
      id: 'my-own',
      version: 1,
      given: [],
      sources: [],
    })
  })

  test('may begin as a copy of another, its comments too', async () => {
    const { lenses } = await openTestJournal()

    const { file, from } = await lenses.add({ id: 'my-tabir', from: 'tabir' })

    const [copy, original] = [await lenses.get({ id: 'my-tabir' }), await lenses.get({ id: 'tabir' })]
    expect(from).toBe('tabir')
    expect({ ...copy, id: '', file: null, hash: '', origin: '' }).toEqual({
      ...original,
      id: '',
      hash: '',
      origin: '',
    })
    expect(readFileSync(file, 'utf8')).toContain('# Numbers are those of the collections.')
  })

  test('with the id of a built-in one begins as that', async () => {
    const { lenses } = await openTestJournal()

    const begun = await lenses.add({ id: 'gestalt' })

    expect(begun).toMatchObject({ from: 'gestalt', origin: 'yours-in-place' })
    expect(await lenses.check({})).toMatchObject({ well: true })
  })

  test('never takes the place of a file that is there', async () => {
    const { lenses, lensFolder } = await openWith({ 'doors.md': DOORS })

    const failure = await failureOf(lenses.add({ id: 'doors' }))

    expect(failure).toMatchObject({
      code: 'conflict',
      message: 'You have a file doors.md among your lenses already',
    })
    expect(readFileSync(join(lensFolder, 'doors.md'), 'utf8')).toBe(DOORS)
  })

  test.runIf(process.getuid?.() !== 0)('says so where nothing can be written', async () => {
    const { lenses, lensFolder } = await openWith()
    chmodSync(lensFolder, 0o500)

    expect((await failureOf(lenses.add({ id: 'doors' }))).code).toBe('not_writable')
  })

  test('where a file lies in the place of the folder, says so', async () => {
    const { lenses, configFolder } = await openTestJournal()
    mkdirSync(configFolder, { recursive: true })
    writeFileSync(join(configFolder, 'lenses'), '')

    expect((await failureOf(lenses.list({}))).code).toBe('refused')
    expect((await failureOf(lenses.add({ id: 'doors', from: 'mirror' }))).code).toBe('refused')
    expect((await failureOf(lenses.add({ id: 'doors' }))).code).toBe('not_writable')
  })

  test('cannot be called by a path', async () => {
    const { lenses } = await openTestJournal()

    for (const id of ['../mirror', 'a/b', '.', 'A', ''])
      expect((await failureOf(lenses.add({ id }))).code).toBe('invalid_input')
  })
})

describe('what a model would be told', () => {
  const REFLECTION = 'CANARY I am moving house.'

  test('holds the reflection only where it was allowed and the lens can use it', async () => {
    const { dreams, lenses } = await openTestJournal()
    const { id } = await dreams.add({
      text: 'A ferry crossed the kitchen and I was on it.',
      reflection: REFLECTION,
    })

    const without = await lenses.prompt({ lens: 'continuity', dream: id })
    const allowed = await lenses.prompt({ lens: 'continuity', dream: id, give: ['reflection'] })
    const refused = await failureOf(lenses.prompt({ lens: 'tabir', dream: id, give: ['reflection'] }))

    expect(JSON.stringify(without)).not.toContain('CANARY')
    expect(allowed.messages[1]?.content).toContain(REFLECTION)
    expect(allowed.given.map(({ what }) => what)).toEqual(['text', 'reflection'])
    expect(refused.code).toBe('refused')
  })

  test('asks for the language of the dream, or the one that is named', async () => {
    const { dreams, lenses } = await openTestJournal()
    const { id } = await dreams.add({ text: 'كنت في بيت جدتي وكان الماء يغطي الأرض.' })

    const [own, named] = [
      await lenses.prompt({ lens: 'tabir', dream: id }),
      await lenses.prompt({ lens: 'tabir', dream: id, language: 'en' }),
    ]

    expect([own.language, named.language]).toEqual(['ar', 'en'])
    expect(own.hash).not.toBe(named.hash)
  })

  test('is nothing for a lens or a dream that is not there', async () => {
    const { dreams, lenses } = await openTestJournal()
    const { id } = await dreams.add({ text: 'A kite' })

    const failures = await Promise.all(
      [
        lenses.prompt({ lens: 'nope', dream: id }),
        lenses.prompt({ lens: 'mirror', dream: '0193c0de-0000-7000-8000-00000000ffff' }),
      ].map(failureOf),
    )

    expect(failures.map(({ code }) => code)).toEqual(['not_found', 'not_found'])
  })
})

test('without a journal everything answers but a prompt', async () => {
  const { lenses } = await openTestJournal({ make: false })

  expect((await lenses.list({})).items.length).toBe(9)
  expect(await lenses.check({})).toMatchObject({ well: true })
  expect((await lenses.add({ id: 'my-own' })).origin).toBe('yours')
  expect(
    (await failureOf(lenses.prompt({ lens: 'mirror', dream: '0193c0de-0000-7000-8000-000000000001' }))).code,
  ).toBe('absent')
})
