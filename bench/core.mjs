import { join } from 'node:path'
import { rolldown } from 'rolldown'

const ROOT = join(import.meta.dirname, '..')

/** The journal as one file that this Node can load. The driver stays outside: the bench listens to what it is asked. */
export async function bundleCore() {
  const bundle = await rolldown({
    cwd: ROOT,
    input: { core: 'src/core/app.ts' },
    platform: 'node',
    external: [/\.node$/, 'better-sqlite3'],
  })
  const dir = join(ROOT, 'out', 'bench')
  await bundle.write({ dir, format: 'esm', cleanDir: true })
  return join(dir, 'core.js')
}
