import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { loadConfig } from 'rolldown/config'
import { ROOT } from './places.mjs'

/** Builds the command as rolldown.config.ts says. Its own program would list every chunk to who only wants to write. */
const bundles = await loadConfig(join(ROOT, 'rolldown.config.ts'))
for (const { output, ...input } of bundles) {
  const bundle = await rolldown({ ...input, cwd: ROOT, logLevel: 'warn' })
  await bundle.write(output)
  await bundle.close()
}
process.stderr.write('Built the command into out/cli.\n')
