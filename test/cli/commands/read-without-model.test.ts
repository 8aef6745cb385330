import { expect, test } from 'vitest'
import { run } from '../../../src/cli/run.ts'
import { testFolder } from '../../support/folder.ts'
import { startOllama } from '../../support/ollama/fake-ollama.ts'
import { fakeIo } from '../output/fake-io.ts'

/** A home of its own, with a model server that has gone. */
async function openShell() {
  const gone = await startOllama()
  await gone.close()
  const home = testFolder()
  return async (...args: string[]) => {
    const io = fakeIo({ env: { HOME: home, PATH: '', TZ: 'UTC', OLLAMA_HOST: gone.host } })
    io.stdout.columns = io.stderr.columns = 100
    const code = await run([...args, '--no-color'], io)
    return { code, out: io.stdout.text, err: io.stderr.text }
  }
}

const DREAM =
  'I was late for an exam. Every door of the school opened onto the sea. I was worried, and then I swam.'

test('read without a model tells the dream back with questions, and says on stderr who read it and why', async () => {
  const type = await openShell()
  await type('add', DREAM)

  const { code, out, err } = await type('read', 'last')

  expect(code).toBe(0)
  expect(err).toContain('models doctor')
  expect(err).toContain('the built-in reader, without a model.')
  expect(out).toContain('What stands in “ ” is yours. No model wrote the rest.')
  expect(out).toContain('“I was late for an exam”')
  expect(out).toContain('No model wrote this: these are your own words')
  expect(out).not.toContain('┊')
})

test('what was read without a model is shown again as such', async () => {
  const type = await openShell()
  await type('add', DREAM)
  await type('read', 'last')

  const shown = await type('readings', 'show', 'last')
  const markdown = await type('readings', 'show', 'last', '--to', 'markdown')
  const replayed = await type('readings', 'replay', 'last')

  expect(shown.out).toContain('mirror · the built-in reader')
  expect(shown.out).not.toContain('┊')
  expect(markdown.out).toContain('no model wrote the rest')
  expect([replayed.code, replayed.out]).toEqual([0, 'Identical. Nothing it was made of has changed.\n'])
})

test('a model that was named and cannot be reached ends with 6', async () => {
  const type = await openShell()
  await type('add', DREAM)

  const { code, out, err } = await type('read', 'last', '--model', 'little:1b')

  expect([code, out]).toEqual([6, ''])
  expect(err).toContain('models doctor')
})

test('scripts get one document, with null where a model would stand', async () => {
  const type = await openShell()
  await type('add', DREAM)

  const { out } = await type('read', 'last', '--json', '--lens', 'jungian')

  expect(JSON.parse(out)).toMatchObject({
    state: 'whole',
    provenance: { model: null, lens: { id: 'jungian' } },
    claims: expect.arrayContaining([
      { part: 'elements', name: 'the exam', quote: 'I was late for an exam', from: 0, to: 22 },
    ]),
  })
})
