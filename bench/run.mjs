/**
 * `npm run bench -- [--quick] [--only list,add]`: how much a journal costs, as ratios against a floor that is measured
 * in the same run, so that the figures mean the same on any machine. E0 is an empty Node program; RAW is the same work
 * with nothing but the database driver. Ratios are information: it fails only when something is broken.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { bundleCore } from './core.mjs'
import { printTable } from './print.mjs'
import { ROWS } from './rows.mjs'
import { openWorkplace } from './workplace.mjs'

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
})
const only = values.only?.split(',')
const chosen = ROWS.filter(({ name }) => only === undefined || only.some((part) => name.includes(part)))

const folder = mkdtempSync(join(tmpdir(), 'dreamcanvas-bench-'))
try {
  const place = openWorkplace(folder, { quick: values.quick, core: await bundleCore() })
  const results = []
  for (const { name, measure } of chosen) {
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${name} …`)
    results.push(...(await measure(place)))
  }
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
  printTable(results)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
