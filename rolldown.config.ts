import { chmodSync } from 'node:fs'
import { defineConfig, type Plugin } from 'rolldown'

/**
 * The command as a bundle: one small entry, everything else in chunks that are loaded when they are needed. The
 * JavaScript of every package is bundled, which starts faster than looking for it; only native parts stay outside,
 * and whoever needs one is told its path (src/core/db/open.ts).
 */
export default defineConfig({
  input: { bin: 'src/cli/bin.ts' },
  platform: 'node',
  transform: { target: 'node22' },
  external: [/\.node$/, 'electron'],
  // A class of oRPC's that nothing uses extends one of Node's, and naming that one loads all of Node's web streams.
  treeshake: { unknownGlobalSideEffects: false },
  plugins: [withoutPrograms(), quickBuiltins(), executable()],
  output: {
    dir: 'out/cli',
    cleanDir: true,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    codeSplitting: {
      // What each start needs, in few files: finding, reading and linking one costs more than what is in it.
      groups: [
        { name: 'command', test: /src\/cli\/(main|run|program)\.ts$/ },
        {
          name: 'journal',
          test: /src\/(core\/(app|store\/[a-z-]+)|contract\/(operation|model\/[a-z-]+))\.ts$/,
        },
      ],
    },
    // Names are kept: a stack in a person's bug report should tell where it happened.
    minify: { compress: true, mangle: { keepNames: true }, codegen: true },
  },
})

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

/**
 * Node's own modules, asked for instead of imported: an `import` of one first reads all its exports, and on many of
 * them hangs another part of Node. The entry imports as ever, because an old Node must be able to read it.
 */
function quickBuiltins(): Plugin {
  const builtin =
    /^import (?:(?:\* as )?(?<whole>[\w$]+))?(?:, )?(?<some>\{.+\})? from "(?<name>node:.+)";$/gm
  return {
    name: 'quick-builtins',
    renderChunk(code, { isEntry }) {
      if (isEntry) return null
      return code.replaceAll(builtin, (_, whole?: string, some?: string, name?: string) =>
        [whole, some?.replaceAll(' as ', ': ')]
          .filter((part) => part !== undefined)
          .map((part) => `const ${part} = process.getBuiltinModule("${name}");`)
          .join(' '),
      )
    },
  }
}

function executable(): Plugin {
  return {
    name: 'executable',
    writeBundle({ dir }) {
      chmodSync(`${dir}/bin.js`, 0o755)
    },
  }
}
