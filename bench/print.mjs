import { cpus } from 'node:os'
import process from 'node:process'

/** What was measured beside what it should be. `measured` null: the part it measures is not there. */
export function printTable(results) {
  const head = ['what', 'aim', 'measured', '']
  const rows = results.map(({ what, aim, measured, atLeast = false, unit = '', note = '' }) => {
    const met = measured !== null && (atLeast ? measured >= aim : measured <= aim)
    return [
      what,
      aim === null ? '' : `${atLeast ? '≥' : '≤'} ${aim} ${unit}`.trim(),
      measured === null ? 'not there' : `${measured.toFixed(2)} ${unit}`.trim(),
      [aim === null || measured === null ? '' : met ? 'met' : 'NOT REACHED', note]
        .filter(Boolean)
        .join(' · '),
    ]
  })
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column].length)))
  for (const row of [head, ...rows])
    process.stdout.write(
      `${row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd()}\n`,
    )

  const missed = rows.filter((row) => row[3].startsWith('NOT REACHED')).length
  const [{ model }] = cpus()
  process.stdout.write(
    `\n${cpus().length} × ${model.trim()} · Node ${process.versions.node} · ${process.platform}\n`,
  )
  process.stdout.write(missed === 0 ? 'Every aim is met.\n' : `${missed} of ${rows.length} not reached.\n`)
}
