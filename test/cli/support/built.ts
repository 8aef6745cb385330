import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { afterAll, beforeAll } from 'vitest'
import { bundleTo } from '../../../rolldown.config.ts'

const ROOT = join(import.meta.dirname, '../../..')

/** The command as people get it, built anew from what the sources are now, beside where it is built to otherwise. */
export function useBuiltCommand(): { readonly bin: string; readonly folder: string } {
  const folder = join(ROOT, 'out', `test-${process.pid}`)
  beforeAll(async () => {
    // One after the other: the entry is built when what it loads is there.
    for (const { output, ...input } of bundleTo(folder)) {
      const bundle = await rolldown({ ...input, cwd: ROOT, logLevel: 'silent' })
      for (const options of [output ?? {}].flat()) await bundle.write(options)
      await bundle.close()
    }
  }, 60_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return { bin: join(folder, 'bin.js'), folder }
}

export function hasProgram(name: string): boolean {
  return process.platform !== 'win32' && spawnSync('sh', ['-c', `command -v ${name}`]).status === 0
}
