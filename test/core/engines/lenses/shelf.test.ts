import { expect, test } from 'vitest'
import { renamed } from '../../../../src/core/engines/lenses/new-lens.ts'
import { shelve, type LensFile } from '../../../../src/core/engines/lenses/shelf.ts'
import { lensText } from '../../../support/lenses.ts'

const builtIn = (name: string): LensFile => ({ name, path: null, text: renamed(lensText(), name) })
const own = (name: string, text: string | null = renamed(lensText(), name)): LensFile => ({
  name,
  path: `/config/${name}.md`,
  text,
})

test('the plain one comes first, then the built-in ones, then the person’s own', () => {
  const shelf = shelve({
    builtIn: [builtIn('artful'), builtIn('mirror'), builtIn('zen')],
    own: [own('my-own'), own('artful')],
  })

  expect(shelf.map(({ id, origin, lens }) => [id, origin, lens?.file])).toEqual([
    ['mirror', 'built-in', null],
    ['artful', 'yours-in-place', '/config/artful.md'],
    ['zen', 'built-in', null],
    ['my-own', 'yours', '/config/my-own.md'],
  ])
})

test('one’s own that is broken is not replaced by the built-in one without a word', () => {
  const shelf = shelve({ builtIn: [builtIn('mirror')], own: [own('mirror', 'Not a lens.')] })

  expect(shelf).toEqual([
    expect.objectContaining({
      id: 'mirror',
      origin: 'yours-in-place',
      readable: true,
      problems: [expect.anything()],
    }),
  ])
  expect(shelf[0]?.lens).toBeUndefined()
})

test('a file that is no text, or whose name cannot be an id, is on the shelf with what is wrong', () => {
  const shelf = shelve({
    builtIn: [],
    own: [{ ...own('a', null), unreadable: 'The file is no text in UTF-8' }, own('My Lens', lensText())],
  })

  expect(shelf.map(({ id, readable, problems }) => [id, readable, problems[0]?.says])).toEqual([
    ['My Lens', true, 'The name of the file cannot be the id of a lens'],
    ['a', false, 'The file is no text in UTF-8'],
  ])
})

test('the hash names what a lens says, not how its lines end', () => {
  const hashOf = (text: string) =>
    shelve({ builtIn: [{ name: 'doors', path: null, text }], own: [] })[0]?.lens?.hash
  const text = lensText()

  expect(hashOf(text.replaceAll('\n', '\r\n'))).toBe(hashOf(text))
  expect(hashOf(lensText({ version: 'version: 2' }))).not.toBe(hashOf(text))
  expect(hashOf(lensText({}, 'Look at the windows.'))).not.toBe(hashOf(text))
})
