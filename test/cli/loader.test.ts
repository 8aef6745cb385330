import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Script } from 'node:vm'
import { expect, test } from 'vitest'
import { createLoader } from '../../src/cli/loader.ts'
import { testFolder } from '../support/folder.ts'

test('chunks get each other, once, and the rest from Node', () => {
  const { load } = withChunks({
    'main.cjs': `const other = require('./chunks/other.cjs'), { sep } = require('node:path')
      module.exports = { other, sep, again: require('./chunks/other.cjs') === other }`,
    'chunks/other.cjs': `exports.main = require('../main.cjs'); exports.where = [__filename, __dirname]`,
  })

  const { other, sep, again } = load('main.cjs') as Record<string, unknown>

  expect({ sep, again }).toEqual({ sep: '/', again: true })
  expect(other).toEqual({
    main: {},
    where: [expect.stringMatching(/other\.cjs$/), expect.stringMatching(/chunks$/)],
  })
})

test('an error names the place in the chunk it came from', () => {
  const { load } = withChunks({ 'main.cjs': `throw new Error('broken')` })

  expect(() => load('main.cjs')).toThrow(
    expect.objectContaining({ stack: expect.stringContaining('main.cjs:1:7') }) as Error,
  )
})

test('code that was kept is used, and code of another text is not', () => {
  const { load, keepCode } = withChunks({
    'main.cjs': `exports.answer = () => 42`,
    'other.cjs': `exports.answer = () => 6`,
  })
  keepCode('main.cjs', 'main.cjs')
  keepCode('other.cjs', 'main.cjs')

  const answers = ['main.cjs', 'other.cjs'].map((name) => (load(name) as { answer(): number }).answer())

  expect(answers).toEqual([42, 6])
})

function withChunks(chunks: Readonly<Record<string, string>>) {
  const folder = testFolder()
  const code = join(folder, 'code')
  mkdirSync(code)
  mkdirSync(join(folder, 'chunks'))
  for (const [name, text] of Object.entries(chunks)) writeFileSync(join(folder, name), text)
  const load = createLoader(code)
  return {
    load: (name: string) => load(join(folder, name)),
    keepCode(name: string, of: string) {
      const text = readFileSync(join(folder, of), 'utf8')
      const script = new Script(`(function (exports, require, module, __filename, __dirname) {${text}\n})`)
      writeFileSync(join(code, `${name}.code`), script.createCachedData())
    },
  }
}
