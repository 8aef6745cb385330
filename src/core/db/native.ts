import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/**
 * Where better-sqlite3's compiled part lies. Bundled or not, this file is two or three folders below the package root,
 * and a path is quicker to try than a module to resolve; where a package manager put it elsewhere, it is resolved.
 */
export function nativeAddon(): object {
  const require = createRequire(import.meta.url)
  const target = `${process.platform}-${process.arch}.node`
  const near = ['..', '../..', '../../..']
    .map((up) => join(import.meta.dirname, up, 'node_modules/better-sqlite3/prebuilds', target))
    .find((file) => existsSync(file))
  if (near !== undefined && !isMusl()) return require(near) as object // a native addon exports an object
  const folder = join(require.resolve('better-sqlite3/package.json'), '..', 'prebuilds')
  return require(join(folder, isMusl() ? target.replace('linux', 'linuxmusl') : target)) as object
}

function isMusl(): boolean {
  return (
    process.platform === 'linux' &&
    existsSync(`/lib/ld-musl-${process.arch === 'x64' ? 'x86_64' : 'aarch64'}.so.1`)
  )
}
