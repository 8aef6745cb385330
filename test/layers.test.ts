import { globSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

interface Layer {
  /** Folders and files of ours it may import; its own are always allowed. */
  readonly layers: readonly string[]
  /** Packages it may import; without a list any but those that belong to others. */
  readonly packages?: readonly RegExp[]
  readonly node: boolean
}

const NETWORK = /^(?:(?:node:)?(?:http|https|http2|net|tls|dgram|dns)(?:\/.*)?|undici|ws)$/
const SQL = /^(?:kysely|better-sqlite3)(?:\/.*)?$/
const TERMINAL = /^(?:commander|@clack\/.*|picocolors)$/
const ELECTRON = /^electron(?:\/.*)?$/
const ORPC = /^@orpc\/.*$/
const ZOD = /^zod(?:\/.*)?$/

const PURE = ['src/contract', 'src/core/lib']

/** Who may import whom. The longest matching name counts, so a file can have rules of its own. */
const LAYERS: Readonly<Record<string, Layer>> = {
  'src/contract': { layers: [], packages: [ZOD, /^@orpc\/contract$/], node: false },
  'src/rpc': { layers: ['src/contract'], packages: [ORPC, ZOD], node: true },
  'src/core/lib': { layers: [], node: true },
  'src/core/engines': { layers: PURE, node: true },
  'src/core/import': { layers: PURE, node: true },
  'src/core/export': { layers: PURE, node: true },
  'src/core/vault': { layers: [...PURE, 'src/core/db'], node: true },
  'src/core/db': { layers: PURE, node: true },
  'src/core/store': { layers: [...PURE, 'src/core/db'], node: true },
  'src/core/jobs': {
    layers: [
      ...PURE,
      'src/core/db/schema.ts',
      'src/core/store',
      'src/core/engines',
      'src/core/import',
      'src/core/export',
      'src/core/vault',
    ],
    node: true,
  },
  'src/core/operations': {
    layers: [
      ...PURE,
      'src/rpc',
      'src/core/db/schema.ts',
      'src/core/store',
      'src/core/jobs/queue.ts',
      'src/core/engines',
      'src/core/import',
      'src/core/export',
      'src/core/vault',
    ],
    node: true,
  },
  'src/core/outgoing.ts': { layers: PURE, node: true },
  'src/core': { layers: ['src/contract', 'src/rpc'], node: true },
  'src/cli': { layers: ['src/contract', 'src/rpc', 'src/core/app.ts'], node: true },
  'src/web': { layers: ['src/contract', 'src/rpc', 'src/core/app.ts'], node: true },
  'src/main/core-host.ts': { layers: ['src/contract', 'src/rpc', 'src/core/app.ts'], node: true },
  'src/main': { layers: ['src/contract', 'src/rpc'], node: true },
  'src/renderer': { layers: ['src/contract', 'src/rpc'], node: false },
  'src/server': { layers: ['src/contract', 'src/rpc', 'src/core/db/dialect.ts'], node: true },
}

/** Packages that only some may touch. */
interface Reserved {
  readonly what: RegExp
  readonly places: readonly string[]
  /** Where handles of it are passed along, but never made. */
  readonly types?: readonly string[]
}

const RESERVED: readonly Reserved[] = [
  {
    what: NETWORK,
    places: ['src/core/outgoing.ts', 'src/core/vault/agent.ts', 'src/rpc', 'src/web', 'src/server'],
  },
  { what: SQL, places: ['src/core/db', 'src/core/store', 'src/server'], types: ['src/core/vault'] },
  { what: TERMINAL, places: ['src/cli'] },
  { what: ELECTRON, places: ['src/main'] },
]

interface Import {
  readonly file: string
  readonly target: string
  /** A type is gone in the program. Only what is imported on loading can close a circle. */
  readonly kind: 'type' | 'loading' | 'lazy'
}

const FROM = /^(?<head>(?:import|export)\s[\w\s{},*$]*?\bfrom\s*|import\s*)['"](?<target>[^'"\n]+)['"]/gm
const CALLED = /\b(?:import|require)\(\s*['"`](?<target>[^'"`\n]+)['"`]/g

const files = globSync('src/**/*.{ts,tsx}').map((file) => file.replaceAll('\\', '/'))
const imports = files.flatMap((file) => importsOf(file, readFileSync(file, 'utf8')))

test('every import points down', () => {
  const wrong = imports.filter(({ target }) => target.startsWith('src/')).filter((one) => !isAllowed(one))

  expect(wrong.map(show)).toEqual([])
})

test('every folder imports only the packages that are its own', () => {
  const wrong = imports.filter(({ target }) => !target.startsWith('src/')).filter((one) => !mayUse(one))

  expect(wrong.map(show)).toEqual([])
})

test('every file belongs to a layer', () => {
  expect(files.filter((file) => layerOf(file) === undefined)).toEqual([])
})

test('no files import each other in a circle', () => {
  const needs = new Map<string, string[]>()
  for (const { file, target, kind } of imports)
    if (kind === 'loading') needs.set(file, [...(needs.get(file) ?? []), target])

  expect(findCircle(needs)).toBeUndefined()
})

test('no file only passes on what others export', () => {
  const barrels = files.filter((file) => {
    const code = readFileSync(file, 'utf8')
      .replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
      .trim()
    return code !== '' && code.replaceAll(/export\s[\w\s{},*$]*?\bfrom\s*['"][^'"]+['"];?/g, '').trim() === ''
  })

  expect(barrels).toEqual([])
})

test('imports are found however they are written', () => {
  const code = [
    "import './a.ts'",
    "import b, {\n  type Of,\n} from '../b.ts'",
    "import type { C } from './c.ts'",
    "export * from './d.ts'",
    "export type { E } from 'zod/mini'",
    "const f = await import('./f.ts')",
    "type G = import('./g.ts').G",
    "const text = 'import it from there'",
  ].join('\n')

  expect(importsOf('src/core/db/open.ts', code).map(({ target, kind }) => [target, kind])).toEqual([
    ['src/core/db/a.ts', 'loading'],
    ['src/core/b.ts', 'loading'],
    ['src/core/db/c.ts', 'type'],
    ['src/core/db/d.ts', 'loading'],
    ['zod/mini', 'type'],
    ['src/core/db/f.ts', 'lazy'],
    ['src/core/db/g.ts', 'lazy'],
  ])
})

function importsOf(file: string, code: string): Import[] {
  const resolve = (target: string) =>
    target.startsWith('.') ? join(dirname(file), target).replaceAll('\\', '/') : target
  const written = [...code.matchAll(FROM)].map(({ groups }) => ({
    file,
    target: resolve(groups?.target ?? ''),
    kind: /^(?:import|export)\s+type\b/.test(groups?.head ?? '') ? ('type' as const) : ('loading' as const),
  }))
  const called = [...code.matchAll(CALLED)].map(({ groups }) => ({
    file,
    target: resolve(groups?.target ?? ''),
    kind: 'lazy' as const,
  }))
  return [...written, ...called]
}

function layerOf(file: string): string | undefined {
  return Object.keys(LAYERS)
    .filter((layer) => isIn(file, layer))
    .toSorted((a, b) => b.length - a.length)[0]
}

function isIn(file: string, place: string): boolean {
  return file === place || file.startsWith(`${place}/`)
}

function isAllowed({ file, target }: Import): boolean {
  const layer = layerOf(file)
  if (layer === undefined || layer === layerOf(target)) return true
  // core/app.ts is where the parts of core meet; the few files beside it are its parts.
  if (layer === 'src/core' && isIn(target, 'src/core')) return true
  return LAYERS[layer]?.layers.some((place) => isIn(target, place)) ?? true
}

function mayUse({ file, target, kind }: Import): boolean {
  const layer = LAYERS[layerOf(file) ?? '']
  const reserved = RESERVED.find(({ what }) => what.test(target))
  const places = [...(reserved?.places ?? []), ...(kind === 'type' ? (reserved?.types ?? []) : [])]
  if (reserved !== undefined && !places.some((place) => isIn(file, place))) return false
  if (isBuiltin(target)) return layer?.node ?? true
  return layer?.packages?.some((allowed) => allowed.test(target)) ?? true
}

/** The first circle of a walk, as the files along it. */
function findCircle(needs: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>()
  const walk = (file: string, way: readonly string[]): string[] | undefined => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file]
    if (done.has(file)) return undefined
    for (const next of needs.get(file) ?? []) {
      const circle = walk(next, [...way, file])
      if (circle !== undefined) return circle
    }
    done.add(file)
    return undefined
  }
  for (const file of needs.keys()) {
    const circle = walk(file, [])
    if (circle !== undefined) return circle
  }
  return undefined
}

function show({ file, target }: Import): string {
  return `${file} -> ${target}`
}
