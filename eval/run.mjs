/**
 * `npm run eval -- [--hvdc FOLDER]`: how well the program does what it says, on what people coded by hand. The dreams of
 * that folder are not the project's: they are read where they lie and nothing of them is printed or kept.
 */
import { join } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { rolldown } from 'rolldown'

const ROOT = join(import.meta.dirname, '..')

const { values } = parseArgs({
  options: {
    hvdc: {
      type: 'string',
      default: process.env.DREAMCANVAS_EVAL_HVDC ?? join(ROOT, '..', 'shared', 'data', 'eval'),
    },
  },
})

const { evaluateCoding } = await bundled('coding', 'eval/coding/evaluate.ts')
process.stdout.write(evaluateCoding(join(values.hvdc, 'hvdc_dev.jsonl')))

async function bundled(name, input) {
  const bundle = await rolldown({ cwd: ROOT, input: { [name]: input }, platform: 'node' })
  const dir = join(ROOT, 'out', 'eval')
  await bundle.write({ dir, format: 'esm' })
  return import(join(dir, `${name}.js`))
}
