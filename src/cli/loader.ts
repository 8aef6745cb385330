/** What stands round a module of CommonJS. */
const HEAD = '(function (exports, require, module, __filename, __dirname) {'

type Body = (
  ...given: [exports: object, require: (id: string) => unknown, module: object, ...string[]]
) => void

/**
 * Loads the chunks of the bundle with the code that V8 made of them when they were built, functions and all
 * (scripts/keep-code.mjs). Node's compile cache keeps what is there before anything has run, and to compile the
 * functions that are called afterwards takes a sixth of a start.
 */
export function createLoader(codeFolder: string): (path: string) => unknown {
  const { readFileSync } = process.getBuiltinModule('node:fs')
  const { createRequire } = process.getBuiltinModule('node:module')
  const { basename, dirname, join } = process.getBuiltinModule('node:path')
  const { Script } = process.getBuiltinModule('node:vm')
  const requireOther = createRequire(import.meta.url) as (id: string) => unknown // it answers with anything
  const loaded = new Map<string, { exports: object }>()

  return function load(path): unknown {
    const known = loaded.get(path)
    if (known) return known.exports
    const module = { exports: {} }
    // Before it runs: two chunks may need each other.
    loaded.set(path, module)
    // They are all in ASCII, and this is the quickest way to read it.
    const text = readFileSync(path, 'latin1')
    const script = new Script(`${HEAD}${text}\n})`, {
      filename: path,
      columnOffset: -HEAD.length,
      cachedData: codeOf(path),
    })
    const require = (id: string) => (id.startsWith('.') ? load(join(dirname(path), id)) : requireOther(id))
    const body = script.runInThisContext() as Body // HEAD is its beginning
    body(module.exports, require, module, path, dirname(path))
    return module.exports
  }

  function codeOf(path: string): Buffer | undefined {
    try {
      return readFileSync(join(codeFolder, `${basename(path)}.code`))
    } catch {
      return undefined // V8 compiles it, as it does with code it made no sense of
    }
  }
}
