import { execFileSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig, type OutputOptions, type Plugin, type RolldownOptions } from 'rolldown'

const shared = {
  platform: 'node',
  transform: { target: 'node22' },
  external: [/\.node$/, 'electron'],
  // The groups of operations are loaded when asked for; `ops` and `call` load the whole contract on top.
  checks: { ineffectiveDynamicImport: false },
} satisfies RolldownOptions

// Names are kept: a stack in a person's bug report should tell where it happened.
const minify = {
  compress: true,
  mangle: { keepNames: true },
  codegen: true,
} satisfies OutputOptions['minify']

/**
 * The command as a bundle: chunks that are loaded when they are needed, and a small entry that any Node can read. The
 * JavaScript of every package is bundled, which starts faster than looking for it; only native parts stay outside,
 * and whoever needs one is told its path (src/core/db/open.ts).
 */
export function bundleTo(dir: string): RolldownOptions[] {
  return [
    {
      ...shared,
      input: { main: 'src/cli/main.ts' },
      // A class of oRPC's that nothing uses extends one of Node's, and naming that one loads all of Node's web streams.
      treeshake: { unknownGlobalSideEffects: false },
      plugins: [withoutPrograms(), inAscii()],
      output: {
        dir,
        cleanDir: true,
        minify,
        // CommonJS, because V8's code can be kept with it (src/cli/loader.ts), and because an `import` of one of Node's
        // modules reads all its exports: on many of them hangs another part of Node.
        format: 'cjs',
        // A script that is loaded with V8's code has no import() of its own, but for one that Node warns of.
        dynamicImportInCjs: false,
        entryFileNames: '[name].cjs',
        chunkFileNames: 'chunks/[name]-[hash].cjs',
        codeSplitting: {
          // What each start needs, in few files: finding and reading one costs more than what is in it.
          groups: [
            { name: 'command', test: /src\/cli\/(main|run|program)\.ts$/ },
            {
              name: 'journal',
              test: /src\/(core\/(app|store\/[a-z-]+|operations\/dreams)|contract\/(operation|(model|journal)\/dreams?))\.ts$/,
            },
            {
              name: 'verbs',
              test: /src\/cli\/(cli|show\/dream-[a-z]+|commands\/(finding|paging|fields|dream-flags|dream-filter))\.ts$/,
            },
          ],
        },
      },
    },
    {
      ...shared,
      input: { bin: 'src/cli/bin.ts' },
      plugins: [ready(dir)],
      output: { dir, minify, format: 'esm' },
    },
  ]
}

export default defineConfig(bundleTo('out/cli'))

/** commander can keep a verb in a program of its own; ours does not, and `child_process` takes long to load. */
function withoutPrograms(): Plugin {
  const nothing = '\0nothing'
  return {
    name: 'without-programs',
    resolveId: (id, importer) =>
      id === 'node:child_process' && importer?.includes('/commander/') ? nothing : null,
    load: (id) => (id === nothing ? 'export default {}' : null),
  }
}

/** V8 keeps a text of nothing but Latin letters in half the memory, and Node reads it in a third of the time. */
function inAscii(): Plugin {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  return {
    name: 'in-ascii',
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle))
        if (chunk.type === 'chunk') chunk.code = chunk.code.replaceAll(/[^\0-\x7f]/g, escaped)
    },
  }
}

function ready(dir: string): Plugin {
  const keepCode = join(import.meta.dirname, 'scripts', 'keep-code.mjs')
  return {
    name: 'ready',
    writeBundle() {
      chmodSync(join(dir, 'bin.js'), 0o755)
      execFileSync(process.execPath, [keepCode, dir], { stdio: 'inherit' })
    },
  }
}
