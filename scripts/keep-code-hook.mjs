// Loaded before the command by keep-code.mjs: writes down what V8 made of each chunk, when all of it has run.
import { writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import process from 'node:process'
import vm from 'node:vm'

const scripts = []
vm.Script = class KeptScript extends vm.Script {
  constructor(source, options) {
    super(source, options)
    scripts.push({ name: basename(options.filename), script: this })
  }
}
process.on('exit', () => {
  for (const { name, script } of scripts)
    writeFileSync(join(process.env.KEEP_CODE_IN, `${name}.code`), script.createCachedData())
})
