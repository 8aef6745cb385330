import { chmodSync } from 'node:fs'
import { defineConfig } from 'rolldown'

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
  plugins: [
    {
      name: 'executable',
      writeBundle({ dir }) {
        chmodSync(`${dir}/bin.js`, 0o755)
      },
    },
  ],
  output: {
    dir: 'out/cli',
    cleanDir: true,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    // Names are kept: a stack in a person's bug report should tell where it happened.
    minify: { compress: true, mangle: { keepNames: true }, codegen: true },
  },
})
