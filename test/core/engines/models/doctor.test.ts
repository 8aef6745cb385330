import { describe, expect, test } from 'vitest'
import { AppError } from '../../../../src/contract/errors.ts'
import { examineModels, type Facts, type ServerFacts } from '../../../../src/core/engines/models/doctor.ts'
import { connectionFailure, notOllama } from '../../../../src/core/engines/models/ollama/failures.ts'
import type { ListedModel } from '../../../../src/core/engines/models/port.ts'

const URL_HERE = 'http://127.0.0.1:11434'
const LITTLE: ListedModel = {
  name: 'little:1b',
  size: 815e6,
  digest: 'a1',
  parameters: '1.0B',
  quantisation: 'Q4_K_M',
  context: 8192,
  capabilities: ['completion'],
  remote: null,
}
const BIG: ListedModel = { ...LITTLE, name: 'big:70b', size: 42e9 }
const CLOUD: ListedModel = { ...LITTLE, name: 'huge:120b-cloud', remote: { host: 'ollama.com', model: null } }
const SERVER: ServerFacts = { version: '0.32.1', models: [LITTLE], running: [], cloud: 'off' }
const NOBODY = connectionFailure(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }), {
  url: URL_HERE,
}) as AppError

const facts = (given: Partial<Facts> = {}): Facts => ({
  address: { url: URL_HERE, from: 'default', listensToAll: false },
  server: SERVER,
  elsewhere: undefined,
  installed: true,
  platform: 'linux',
  env: {},
  memory: { free: 4e9, total: 16e9 },
  listensToOthers: false,
  setting: null,
  allowed: new Set(),
  ...given,
})
const said = (given: Partial<Facts>) => examineModels(facts(given)).filter(({ level }) => level !== 'well')

test('when all is well, each thing that was looked at says so', () => {
  expect(examineModels(facts()).map(({ check, level, says }) => [check, level, says])).toEqual([
    ['server', 'well', 'Ollama 0.32.1 answers at http://127.0.0.1:11434.'],
    ['chosen', 'well', 'little:1b reads your dreams.'],
    ['memory', 'well', 'little:1b is 815 MB, and 4.0 GB of memory are free.'],
    ['cloud', 'well', 'Ollama’s cloud is off.'],
  ])
})

describe('what is missing', () => {
  test('not installed: how to install it, and which models are small', () => {
    expect(said({ server: NOBODY, installed: false })).toEqual([
      {
        check: 'server',
        level: 'care',
        says: 'Ollama is not installed on this machine, as far as can be seen, and nothing answers at http://127.0.0.1:11434.',
        hint:
          'Models run in it: get it from https://ollama.com/download (or: curl -fsSL https://ollama.com/install.sh | sh). ' +
          'Then fetch a small one: `dreamcanvas models pull gemma3:1b` (815 MB), or `dreamcanvas models pull llama3.2` (2.0 GB), ' +
          'or `dreamcanvas models pull gemma3` (3.3 GB).',
      },
    ])
  })

  test('installed but not running', () => {
    expect(said({ server: NOBODY })).toEqual([
      {
        check: 'server',
        level: 'care',
        says: 'Ollama is installed, but does not answer at http://127.0.0.1:11434.',
        hint: 'Start it: `ollama serve` in a terminal of its own, or open its app.',
      },
    ])
  })

  test('running, without a model', () => {
    expect(said({ server: { ...SERVER, models: [] } }).map(({ check, says }) => [check, says])).toEqual([
      ['models', 'There is no model on this machine yet.'],
    ])
  })

  test('only one that cannot write', () => {
    const vectors = { ...LITTLE, name: 'vectors:latest', capabilities: ['embedding'] }

    expect(said({ server: { ...SERVER, models: [vectors] } }).map(({ check }) => check)).toEqual(['models'])
    expect(
      said({ server: { ...SERVER, models: [vectors, LITTLE] }, setting: 'vectors' }).map(({ says }) => says),
    ).toEqual(['vectors:latest was chosen, but it cannot write.'])
  })

  test('the chosen one is gone, or none of several was chosen', () => {
    expect(said({ setting: 'gone:7b' }).map(({ level, says }) => [level, says])).toEqual([
      ['care', 'gone:7b was chosen to read, and is not there.'],
    ])
    expect(
      said({ server: { ...SERVER, models: [LITTLE, BIG] } }).map(({ level, says }) => [level, says]),
    ).toEqual([['remark', 'There are 2 models that could read, and none was chosen.']])
  })
})

describe('a wrong address', () => {
  const address = { url: 'http://127.0.0.1:11500', from: 'setting', listensToAll: false } as const

  test('while Ollama answers at its own', () => {
    expect(said({ server: NOBODY, address, elsewhere: URL_HERE })).toEqual([
      {
        check: 'address',
        level: 'care',
        says: 'Nothing answers at http://127.0.0.1:11500, but Ollama does at http://127.0.0.1:11434.',
        hint: 'Ask it there: `dreamcanvas config set modelAddress http://127.0.0.1:11434`.',
      },
    ])
  })

  test('that something else has', () => {
    expect(said({ server: notOllama({ url: URL_HERE }) }).map(({ says }) => says)).toEqual([
      'What answers at http://127.0.0.1:11434 is not Ollama.',
    ])
  })

  test('beyond this machine, which nobody allowed', () => {
    const refused = new AppError('refused', 'Nothing is sent to gpu.lan', { hint: 'Allow it.' })

    expect(said({ server: refused, address: { ...address, url: 'http://gpu.lan:11434' } })).toEqual([
      { check: 'address', level: 'care', says: 'Nothing is sent to gpu.lan.', hint: 'Allow it.' },
    ])
  })
})

test.for([
  [
    'more than the machine has',
    { free: 4e9, total: 16e9 },
    'big:70b is 42.0 GB, and this machine has 16.0 GB of memory.',
  ],
  [
    'more than is free',
    { free: 9e9, total: 64e9 },
    'big:70b is 42.0 GB, and only 9.0 GB of memory are free now.',
  ],
] as const)('a model that needs %s', ([, memory, says]) => {
  const found = said({ server: { ...SERVER, models: [BIG] }, memory })

  expect(found.map((finding) => [finding.check, finding.level, finding.says])).toEqual([
    ['memory', 'care', says],
  ])
})

test('one that is in memory already fits', () => {
  const running = [{ name: 'big:70b', size: 43e9, onGraphicsCard: 43e9, context: 4096 }]

  expect(said({ server: { ...SERVER, models: [BIG], running } })).toEqual([])
})

test('a context too small for a dream', () => {
  expect(
    said({ server: { ...SERVER, models: [{ ...LITTLE, context: 2048 }] } }).map(({ check, says }) => [
      check,
      says,
    ]),
  ).toEqual([['context', 'little:1b can take in only 2048 tokens at once, its answer among them.']])
})

describe('remote models', () => {
  const server = { ...SERVER, models: [LITTLE, CLOUD] }

  test('one that was chosen is refused, and how to allow it is said', () => {
    expect(said({ server, setting: CLOUD.name })).toEqual([
      {
        check: 'remote',
        level: 'care',
        says: 'huge:120b-cloud was chosen, but it runs at ollama.com, not on this machine, and is refused.',
        hint: 'Choose another, or allow this one by its name: `dreamcanvas models allow huge:120b-cloud`.',
      },
    ])
  })

  test('one that was allowed is remarked on, and so is one that only stands in the list', () => {
    expect(
      said({ server, setting: CLOUD.name, allowed: new Set([CLOUD.name]) }).map(({ level }) => level),
    ).toEqual(['remark'])
    expect(said({ server }).map(({ level, says }) => [level, says])).toEqual([
      ['remark', 'Not on this machine, and refused unless you allow them by name: huge:120b-cloud.'],
    ])
  })
})

describe('what others could see', () => {
  test.for([
    [{ listensToOthers: true }, 'What listens on port 11434 of this machine answers other computers too.'],
    [
      { listensToOthers: undefined, address: { url: URL_HERE, from: 'environment', listensToAll: true } },
      'OLLAMA_HOST asks Ollama to answer other computers too.',
    ],
  ] satisfies [Partial<Facts>, string][])('a server open to the network', ([given, says]) => {
    expect(said(given).map((finding) => [finding.check, finding.says])).toEqual([['exposed', says]])
  })

  test('one that was looked at and is not, whatever this environment says', () => {
    const address = { url: URL_HERE, from: 'environment', listensToAll: true } as const

    expect(said({ address, listensToOthers: false })).toEqual([])
  })

  test.for(['1', 'true', '2'])('OLLAMA_DEBUG=%s writes dreams into a log', (value) => {
    expect(said({ env: { OLLAMA_DEBUG: value } }).map(({ check, level }) => [check, level])).toEqual([
      ['logging', 'care'],
    ])
  })

  test.for(['', '0', 'false'])('OLLAMA_DEBUG=%s does not', (value) => {
    expect(said({ env: { OLLAMA_DEBUG: value } })).toEqual([])
  })

  test('a cloud that is on is worth knowing, no more: what runs there is refused', () => {
    expect(said({ server: { ...SERVER, cloud: 'on' } }).map(({ check, level }) => [check, level])).toEqual([
      ['cloud', 'remark'],
    ])
    expect(
      examineModels(facts({ server: { ...SERVER, cloud: undefined } })).map(({ check }) => check),
    ).not.toContain('cloud')
  })
})
