import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface Locked {
  readonly version?: string
  readonly resolved?: string
  readonly integrity?: string
  readonly hasInstallScript?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
  readonly allowScripts: Readonly<Record<string, boolean>>
}

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))
const manifest = read('package.json') as Manifest
const { packages } = read('package-lock.json') as { readonly packages: Readonly<Record<string, Locked>> }
const installed = Object.entries(packages).filter(([path]) => path !== '')

/** What the project is used and built on. A native package names its parts by these words. */
const SYSTEMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64', 'win32-arm64']

test('the lock names no address, and a hash for every package', () => {
  expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/https?:\/\/[^"]*\.tgz|"resolved"/)
  expect(installed.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([])
})

test('the lock holds the native parts of every system', () => {
  const missing = installed.flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => find(path, name) === undefined)
      .map((name) => `${path} needs ${name}`),
  )
  const incomplete = installed.flatMap(([path, { optionalDependencies = {} }]) => {
    const parts = Object.keys(optionalDependencies)
    if (!parts.some((name) => name.includes('linux-x64'))) return []
    return SYSTEMS.filter((system) => !parts.some((name) => name.includes(system))).map(
      (system) => `${path} has no ${system}`,
    )
  })

  expect({ missing, incomplete }).toEqual({ missing: [], incomplete: [] })
})

test('versions are exact, and the lock has those', () => {
  const wanted = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).map(
    ([name, version]) => ({
      name,
      version: /^npm:.+@(?<version>[^@]+)$/.exec(version)?.groups?.version ?? version,
    }),
  )

  expect(wanted.filter(({ version }) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  expect(wanted.filter(({ name, version }) => packages[`node_modules/${name}`]?.version !== version)).toEqual(
    [],
  )
})

test('every package with an install script is allowed or denied by name', () => {
  const undecided = installed
    .filter(([, { hasInstallScript }]) => hasInstallScript === true)
    .map(([path]) => nameOf(path))
    .filter((name) => !Object.hasOwn(manifest.allowScripts, name))

  expect(undecided).toEqual([])
})

/** As Node looks for it: beside the package first, then further up. */
function find(from: string, name: string): Locked | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const found = packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`]
    if (found !== undefined || folder === '') return found
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
}
