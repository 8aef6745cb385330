import { expect, test } from 'vitest'
import { chosenModel } from '../../../../src/core/engines/models/choose.ts'
import { registryOf, saysRemote, wholeName } from '../../../../src/core/engines/models/names.ts'
import { sawHow } from '../../../../src/core/engines/models/seen.ts'

test.for([
  ['llama3.2', 'llama3.2:latest'],
  ['llama3.2:1b', 'llama3.2:1b'],
  ['reg.example:5000/one/two', 'reg.example:5000/one/two:latest'],
  [' gemma3 ', 'gemma3:latest'],
] as const)('%s is %s', ([name, whole]) => {
  expect(wholeName(name)).toBe(whole)
})

test.for([
  ['gpt-oss:120b-cloud', true],
  ['gemma:cloud', true],
  ['thing-cloud', true],
  ['thing-cloud:latest', true],
  ['cloudy:1b', false],
  ['cloud-atlas:7b', false],
  ['one/cloud-two:q4', false],
] as const)('that %s is remote by its name: %s', ([name, is]) => {
  expect(saysRemote(name)).toBe(is)
})

test.for([
  ['llama3.2:1b', 'registry.ollama.ai'],
  ['someone/model', 'registry.ollama.ai'],
  ['hf.co/someone/model:q4', 'hf.co'],
  ['reg.example:5000/one/two', 'reg.example'],
] as const)('%s comes from %s', ([name, host]) => {
  expect(registryOf(name)).toBe(host)
})

const model = (name: string, { capabilities = ['completion'], host = '' } = {}) => ({
  name,
  capabilities,
  remote: host === '' ? null : { host, model: null },
})

test('the only model that can write and runs here is chosen; of several none is', () => {
  const vectors = model('vectors:latest', { capabilities: ['embedding'] })
  const cloud = model('big:120b-cloud', { host: 'ollama.com' })
  const [one, two] = [model('one:1b'), model('two:1b')]

  expect([
    chosenModel([vectors, cloud, one], null)?.name,
    chosenModel([one, two], null),
    chosenModel([one, two], 'two:1b')?.name,
    chosenModel([one], 'gone'),
    chosenModel([model('mistral:latest')], 'mistral')?.name,
    chosenModel(
      [model('nomic-embed-text:latest', { capabilities: [] }), model('old:1b', { capabilities: [] })],
      null,
    )?.name,
  ]).toEqual(['one:1b', undefined, 'two:1b', undefined, 'mistral:latest', 'old:1b'])
})

const PAGE = 'I went down the stairs and the water was already at the third one. '.repeat(30)

test.for([
  ['as many tokens as such a text has', PAGE, 450, 8192, 'all'],
  ['as many as there is room for', PAGE, 1024, 1024, 'part'],
  ['far too few', PAGE, 120, 8192, 'part'],
  ['none told', PAGE, null, 8192, 'unknown'],
  ['few, for a short text', 'A door.', 12, 8192, 'all'],
  ['few, for many blanks', `A door.${' '.repeat(5000)}`, 12, 8192, 'all'],
] as const)('%s: it saw %5$s', ([, text, tokens, context, saw]) => {
  expect(sawHow(text, tokens, context)).toBe(saw)
})
