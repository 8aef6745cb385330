// oxlint-disable no-control-regex -- escapes are what it reads
const COLUMNS = 80
const CELL = { width: 8.4, height: 20 }
const EDGE = { x: 26, y: 28 }
const COLOURS = { 31: '#e58b8b', 32: '#a3cf9f', 33: '#ecd08f', 34: '#8fb0e8', 35: '#c5a3e0', 36: '#86c9d6' }
const PLAIN = '#dfe2ee'
const ESCAPE = /^\x1b\[([\d;]*)m$/
const ESCAPE_OR_GAP = /(\x1b\[[\d;]*m)|( {2,})/u
const FONT = "'SF Mono', 'JetBrains Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace"

/** What a terminal of 80 columns shows, as an SVG. Knows the colours the command uses, and no other escape. */
export function terminalSvg(screen, { title }) {
  const lines = screen.replaceAll('\r', '').trimEnd().split('\n').flatMap(folded)
  const width = Math.round(COLUMNS * CELL.width + 2 * EDGE.x)
  const height = lines.length * CELL.height + 2 * EDGE.y
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">`,
    `<title>${escaped(title)}</title>`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="12" fill="#161927" stroke="#2b3047"/>`,
    `<path d="${moon(width - EDGE.x - 20, height - EDGE.y - 14)}" fill="#ecd08f" opacity="0.8"/>`,
    `<g font-family="${FONT}" font-size="14" fill="${PLAIN}" xml:space="preserve">`,
    ...lines.flatMap((line, row) => rowOf(line, EDGE.y + (row + 0.75) * CELL.height)),
    '</g>',
    '</svg>',
    '',
  ].join('\n')
}

/** Each run stands at its own column, so that no font can push the next one away. */
function rowOf(line, y) {
  let column = 0
  return joined(runsOf(line)).flatMap((runs) => {
    const text = runs.map((run) => run.text).join('')
    const at = column + cellsIn(/^ */.exec(text)[0])
    column += cellsIn(text)
    const shown = text.trim()
    if (shown === '') return []
    const place = `x="${round(EDGE.x + at * CELL.width)}" y="${round(y)}"`
    if (runs.length > 1) return `<text ${place}>${runs.map(span).join('')}</text>`
    const length = LATIN.test(shown) ? ` textLength="${round(cellsIn(shown) * CELL.width)}"` : ''
    return `<text ${place}${length}${attributes(runs[0].look)}>${escaped(shown)}</text>`
  })
}

function span({ text, look }) {
  return `<tspan${attributes(look)}>${escaped(text)}</tspan>`
}

/** Letters that run the other way are set together with their neighbours, and letters that join are not spread. */
const LATIN = /^[\u0020-\u02ff\u2000-\u22ff]*$/u
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u

function joined(runs) {
  const groups = []
  let going = false
  for (const run of runs) {
    const turns = RIGHT_TO_LEFT.test(run.text)
    if (going && turns) groups.at(-1).push(run)
    else groups.push([run])
    going = turns
  }
  return groups
}

/** A row's pieces of one look; cut where two spaces stand, as between the columns of a table. */
function runsOf(line) {
  const runs = []
  let look = {}
  for (const part of line.split(ESCAPE_OR_GAP).filter(Boolean)) {
    const codes = ESCAPE.exec(part)?.[1]
    if (codes === undefined) runs.push({ text: part, look })
    else for (const code of codes.split(';')) look = changed(look, Number(code))
  }
  return runs
}

function changed(look, code) {
  if (code === 0) return {}
  if (code === 1) return { ...look, bold: true }
  if (code === 2) return { ...look, dim: true }
  if (code === 22) return { ...look, bold: false, dim: false }
  if (code === 39) return { ...look, colour: undefined }
  if (COLOURS[code]) return { ...look, colour: COLOURS[code] }
  throw new Error(`The picture does not know the escape ${code}`)
}

function attributes({ bold, dim, colour }) {
  return [
    bold ? ' font-weight="bold"' : '',
    colour ? ` fill="${colour}"` : '',
    dim ? ' opacity="0.6"' : '',
  ].join('')
}

/** As a terminal does with what is longer than a row: the look goes on in the next. */
function folded(line) {
  const rows = ['']
  let escapes = ''
  let column = 0
  for (const [piece] of line.matchAll(/\x1b\[[\d;]*m|\P{M}\p{M}*/gu)) {
    if (ESCAPE.test(piece)) escapes += piece
    else if (column++ >= COLUMNS) {
      rows.push(escapes)
      column = 1
    }
    rows[rows.length - 1] += piece
  }
  return rows
}

function cellsIn(text) {
  return [...text.replaceAll(/\p{M}/gu, '')].length
}

function moon(x, y) {
  return `M${x + 10} ${y} a10 10 0 1 0 8 16 a8 8 0 1 1 -8 -16 z`
}

function round(value) {
  return Math.round(value * 10) / 10
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
